"""Sealing, receipts, and what ten reports at once cost everybody else.

    python -m bench.reports

The last figure is the 99th percentile of other people's turns while ten reports are sealed and
handed over in the chat, as a ratio to the same turns without them.
"""

import asyncio
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench import machine
from bot.conversation import Input, Said
from bot.reports.age import open_sealed, seal
from bot.reports.box import Refusal
from bot.reports.model import Case, State
from bot.reports.receipt import new_receipt, open_mailbox
from bot.reports.store import change
from bot.reports.weeks import week_of
from bot.storage import Transaction
from tests.reports.office import Office, reporter
from tests.reports.town_with_box import TownWithBox
from tests.reports.vectors import HOLDERS, pair

SIZES = {"2 KB": 2 << 10, "1 MB": 1 << 20, "10 MB": 10 << 20}
ROUNDS = 7
REPORTERS = 10
SECONDS = 3.0
LOOKS = 3000


def seconds(work: Callable[[], object]) -> float:
    """The median of a few runs."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def sealing() -> None:
    recipients = [pair(name).recipient for name in HOLDERS]
    for name, size in SIZES.items():
        plain = os.urandom(size)
        sealed = seal(plain, recipients)
        sealing = seconds(lambda plain=plain: seal(plain, recipients))  # type: ignore[misc]
        opening = seconds(lambda sealed=sealed: open_sealed(sealed, pair("he")))  # type: ignore[misc]
        print(f"{name:>6}: sealed in {sealing * 1000:6.1f} ms, opened in {opening * 1000:6.1f} ms")


def receipts() -> None:
    receipt = new_receipt(random.Random(1))
    print(f"receipt derived in {seconds(lambda: open_mailbox(receipt)) * 1000:.0f} ms")


def wrong_receipts() -> None:
    """What the box's own work takes for each kind of receipt that opens nothing."""
    with TemporaryDirectory() as folder:
        for kind, taken in asyncio.run(_refused(Path(folder))).items():
            print(f"{kind:>8} receipt refused in {taken * 1_000_000:.0f} µs")


async def _refused(folder: Path) -> dict[str, float]:
    office = Office(folder / "reports.db")
    now = week_of(office.clock.now())
    for number in range(20):
        held = await office.reports(f"reporter {number}")
    expired = Case(held.id, "county", State.CONFIRMED, now - 20, now - 1)
    await office.store.turn(lambda tx: change(tx, expired))
    first = reporter("reporter 1")
    kinds = {
        "unknown": (reporter("nobody").id, first.access),
        "wrong": (first.id, held.access),
        "expired": (held.id, held.access),
    }

    def refuse(tx: Transaction) -> dict[str, list[float]]:
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        # In turns, so that what else the machine does is much the same for all.
        for _ in range(LOOKS):
            for kind, (mailbox, access) in kinds.items():
                begun = time.perf_counter()
                with suppress(Refusal):
                    office.box.look(tx, mailbox, access)
                taken[kind].append(time.perf_counter() - begun)
        return taken

    taken = await office.store.turn(refuse)
    await office.close()
    return {kind: median(each) for kind, each in taken.items()}


async def turns(town: TownWithBox, numbers: "count[int]", until: Callable[[], bool]) -> list[float]:
    """One person after the other asks for the menu; how long each waited."""
    taken: list[float] = []
    while not until():
        number = next(numbers)
        chat = town.phone(f"visitor {number % 50}").chat
        begun = time.perf_counter()
        await town.bot.answer(Input(chat, f"bench:{number}", Said("菜单")))
        taken.append(time.perf_counter() - begun)
        await asyncio.sleep(0.002)
    return taken


async def report(town: TownWithBox, key: str) -> None:
    li = town.phone(key)
    await li.says("举报", "1", "1", "1", "他把救灾款分给了亲戚", "石桥镇", "账本", "跳过", "1")
    shown = [line for line in li.screen.splitlines() if line[:4].isdigit()]
    assert shown, li.screen
    receipt = shown[0]
    await li.says("1", receipt)
    assert "已经封好" in li.screen


async def side_effects(folder: Path) -> None:
    town = TownWithBox(folder)
    await town.settle()
    numbers = count()
    ratios = [await ratio(town, numbers, round) for round in range(ROUNDS)]
    print(
        f"others' turns, p99 while {REPORTERS} reports are sealed, as a ratio to idle:"
        f" {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    )
    town.stop()


async def ratio(town: TownWithBox, numbers: "count[int]", round: int) -> float:
    """One after the other, so that what else the machine does is much the same for both."""
    end = time.perf_counter() + SECONDS
    idle = await turns(town, numbers, lambda: time.perf_counter() > end)
    reports = [asyncio.create_task(report(town, f"{round} {n}")) for n in range(REPORTERS)]
    busy = await turns(town, numbers, lambda: all(each.done() for each in reports))
    await asyncio.gather(*reports)
    before, during = (quantiles(each, n=100)[98] for each in (idle, busy))
    return during / before


def main() -> None:
    print(machine())
    sealing()
    receipts()
    wrong_receipts()
    with TemporaryDirectory() as folder:
        asyncio.run(side_effects(Path(folder)))


if __name__ == "__main__":
    main()
