"""The whole bot on Telegram beside two bare echoes that store nothing.

    python -m bench.telegram [--quick]

500 people register whole, 64 of them at once, and answer the moment a message is there; each
turn of theirs is on the disk (synchronous=FULL) before its answer goes out. Every bot has a
process and a core of its own, the Bot API server another core. The bots take turns, and what
is compared was measured in the same round.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import copy
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import machine
from bench.telegram_people import FIRST, Order, Outcome
from bench.telegram_product import prepare, registered
from bot.conversation import Chat

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TOKEN = "1:secret"
PEOPLE, AT_ONCE = 500, 64
# By the milliseconds on the way: how often, and seconds after which a run is cut.
ROUNDS = {0: 5, 50: 3}
LONGEST = {0: 60.0, 50: 8.0}
STOCK, AIOGRAM = "python-telegram-bot echo", "aiogram echo"


@dataclass(frozen=True, slots=True)
class Contestant:
    """`store` is the file that it begins with; who has none stores nothing."""

    name: str
    story: str
    command: tuple[str, ...]
    store: str = ""


ECHOES = (
    Contestant(STOCK, "echo", ("bench.telegram_rivals", "stock")),
    Contestant(AIOGRAM, "echo", ("bench.telegram_rivals", "aiogram")),
)
WHOLE = ("bench.telegram_product",)
PRODUCT = Contestant("the whole bot", "registration", WHOLE, "county.db")
VARIANTS = (
    Contestant("  and a notice for each", "registration", WHOLE, "secretary.db"),
    Contestant("  digits instead of taps", "digits", WHOLE, "county.db"),
)
CONTESTANTS = {0: (*ECHOES, PRODUCT, *VARIANTS), 50: (*ECHOES, PRODUCT)}

# What is shown of an outcome: a heading, its width and decimals, and where it comes from.
COLUMNS: tuple[tuple[str, int, int, Callable[[Outcome], float]], ...] = (
    ("turns/s", 8, 0, lambda run: run.turns / run.seconds),
    ("p50 ms", 8, 0, lambda run: run.p50 * 1e3),
    ("p99 ms", 8, 0, lambda run: run.p99 * 1e3),
    ("CPU µs", 8, 0, lambda run: run.cpu / run.turns * 1e6),
    ("calls", 7, 2, lambda run: run.calls / run.turns),
    ("calls/s", 9, 0, lambda run: run.calls / run.seconds),
    ("a poll", 8, 1, lambda run: run.turns / run.polls),
    ("busy", 6, 2, lambda run: run.cpu / run.seconds),
    ("server", 8, 2, lambda run: run.server_cpu / run.seconds),
    ("others", 8, 2, lambda run: run.others / run.seconds),
    ("peak MB", 9, 0, lambda run: run.peak / 2**20),
    ("first s", 9, 2, lambda run: run.first_answer),
)

Round = dict[str, Outcome]


def measured(contestant: Contestant, latency: int, stores: Path) -> Outcome:
    """One run, with a server, a bot and a store of its own."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bot.db"
        if contestant.store:
            copy(stores / contestant.store, database)
        outcome = ran(contestant, latency, database)
        if contestant.store:
            assert registered(database) >= outcome.through, "the disk knows fewer"
        return outcome


def ran(contestant: Contestant, latency: int, database: Path) -> Outcome:
    with process(server_command(latency), core=0) as server:
        api = said(server).split()[-1].removesuffix("/bot")
        born = time.monotonic()
        own = (str(database),) if contestant.store else ()
        with process((*contestant.command, *own, api, TOKEN), core=-1) as bot:
            tell(server, order(contestant, latency, bot.pid, born))
            return Outcome(**json.loads(said(server)))


def order(contestant: Contestant, latency: int, pid: int, born: float) -> Order:
    return Order(contestant.story, PEOPLE, AT_ONCE, LONGEST[latency], pid, born)


def server_command(latency: int) -> tuple[str, ...]:
    where = ("--token", TOKEN, "--no-check", "--latency-ms", str(latency))
    return ("tests.bot_api", *where, "--drive", "bench.telegram_people:drive")


@contextmanager
def process(command: Sequence[str], core: int) -> Iterator["subprocess.Popen[str]"]:
    """A Python process on one core; killed at the end, as what it promised must be done."""
    running = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        preexec_fn=lambda: pin(core),
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def pin(core: int) -> None:
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[core]})


def said(running: "subprocess.Popen[str]") -> str:
    assert running.stdout
    line = running.stdout.readline()
    assert line, "the server has ended"
    return line


def tell(running: "subprocess.Popen[str]", what: "DataclassInstance") -> None:
    assert running.stdin
    running.stdin.write(json.dumps(asdict(what)) + "\n")
    running.stdin.flush()


def show(latency: int, rounds: Sequence[Round]) -> None:
    heads = "".join(f"{head:>{width}}" for head, width, _, _ in COLUMNS)
    print(f"\n{latency} ms on the way, medians of {len(rounds)}")
    print(f"{'':26}{heads}{'× stock':>9}{'× aiogram':>11}")
    for name in rounds[0]:
        cells = "".join(
            f"{median(value(each[name]) for each in rounds):{width},.{decimals}f}"
            for _, width, decimals, value in COLUMNS
        )
        ratios = f"{ratio(rounds, name, STOCK):9.2f}{ratio(rounds, name, AIOGRAM):11.2f}"
        print(f"{name:26}{cells}{ratios}", flush=True)


def ratio(rounds: Sequence[Round], name: str, rival: str) -> float:
    """The median of the ratios within the rounds."""
    _, _, _, rate = COLUMNS[0]
    return median(rate(each[name]) / rate(each[rival]) for each in rounds)


def head() -> None:
    print(f"python -m bench.telegram {' '.join(sys.argv[1:])}")
    print(f"Python {platform.python_version()}, {machine()}")
    print(f"{PEOPLE} people, {AT_ONCE} at once, ten turns each, FULL; the echoes store nothing")
    cut = ", ".join(f"{seconds:.0f} s at {ms} ms" for ms, seconds in LONGEST.items())
    print(f"a run is cut after {cut}; CPU and calls are of a turn, a poll brings so many turns;")
    print("busy, server and others are cores: the bot, the Bot API server, whatever else ran")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.telegram")
    parser.add_argument("--quick", action="store_true", help="one round")
    quick = parser.parse_args().quick
    head()
    with TemporaryDirectory() as folder:
        stores = Path(folder)
        prepare(stores / "county.db")
        prepare(stores / "secretary.db", Chat("telegram", str(FIRST)))
        for latency, times in ROUNDS.items():
            rounds = [
                {each.name: measured(each, latency, stores) for each in CONTESTANTS[latency]}
                for _ in range(1 if quick else times)
            ]
            show(latency, rounds)


if __name__ == "__main__":
    main()
