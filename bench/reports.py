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
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench import machine
from bot.conversation import Input, Said
from bot.reports.age import open_sealed, seal
from bot.reports.receipt import new_receipt, open_mailbox
from tests.reports.town_with_box import TownWithBox
from tests.reports.vectors import HOLDERS, pair

SIZES = {"2 KB": 2 << 10, "1 MB": 1 << 20, "10 MB": 10 << 20}
ROUNDS = 7
REPORTERS = 10
SECONDS = 3.0


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
    with TemporaryDirectory() as folder:
        asyncio.run(side_effects(Path(folder)))


if __name__ == "__main__":
    main()
