"""A notice to thousands on Telegram, beside a plain loop over the library's `send_message`.

    python -m bench.broadcast [--members 10000] [--also 100000] [--only none,1000,30]

The product's notice is written down for each receiver, claimed, marked before the call and
finished after it (synchronous=FULL); the loop stores nothing. Every bot has a process and a
core of its own, the Bot API server another core. Where there is conversation meanwhile, its
turns are compared with those of the same bot a moment before.
"""

import argparse
import asyncio
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from bench import machine
from bench.broadcast_people import GO, Order, Outcome
from bench.telegram import TOKEN, process, said, tell
from tests.telegram.crowd import settle

# Seconds of conversation before, and after which a run is cut.
IDLE, LONGEST = 10.0, 500.0
TURNS = 100.0
# At thirty a second ten thousand would take minutes: shortened.
SECONDS_AT_LIMIT = 30
HEAD = ("messages/s", "× limit", "worst s", "CPU µs", "growth MB", "p50 ms", "p99 ms", "× idle")


@dataclass(frozen=True, slots=True)
class Contest:
    """One run: who, to how many, at which limit (0 is none), with how many turns a second."""

    who: str
    members: int
    limit: int
    turns: float = 0.0


def contests(members: int, also: int, only: Sequence[str]) -> list[Contest]:
    found = []
    for name in only:
        limit = 0 if name == "none" else int(name)
        many = min(members, limit * SECONDS_AT_LIMIT) if limit else members
        # At a small limit conversation has its share of it.
        turns = min(TURNS, limit / 5) if limit else TURNS
        found += [
            Contest("stock", many, limit),
            Contest("product", many, limit),
            Contest("product", many, limit, turns),
        ]
    if also:
        found.append(Contest("product", also, 0))
    return found


def measured(contest: Contest, folder: Path, store: Path) -> Outcome:
    if contest.who == "product":
        database = folder / "bot.db"
        copy(store, database)
        return ran(contest, str(database))
    return ran(contest, str(contest.members))


def ran(contest: Contest, what: str) -> Outcome:
    where = ("--token", TOKEN, "--no-check", "--drive", "bench.broadcast_people:drive")
    with process(("tests.bot_api", *where), core=0) as server:
        api = said(server).split()[-1].removesuffix("/bot")
        bots = ("bench.broadcast_bots", contest.who, what, api, TOKEN, str(contest.limit))
        with process(bots, core=-1) as bot:
            tell(server, order(contest, bot.pid))
            assert said(server).strip() == GO
            assert bot.stdin
            bot.stdin.write(f"{GO}\n")
            bot.stdin.flush()
            return Outcome(**json.loads(said(server)))


def order(contest: Contest, pid: int) -> Order:
    return Order(contest.members, contest.turns, IDLE, LONGEST, pid)


def show(contest: Contest, run: Outcome) -> None:
    limit = f"{contest.limit} a second" if contest.limit else "no limit"
    name = f"{contest.who}, {run.arrived:,} of {contest.members:,}, {limit}"
    cells = [f"{run.rate:10,.0f}"]
    cells.append(f"{run.rate / contest.limit:10.3f}" if contest.limit else f"{'':10}")
    cells.append(f"{run.worst:10,}")
    cells.append(f"{run.cpu / max(run.arrived, 1) * 1e6:10.0f}")
    cells.append(f"{run.growth / 2**20:10.1f}")
    if contest.turns:
        (_, idle), (p50, p99) = run.idle, run.busy
        cells += [f"{p50 * 1e3:10.1f}", f"{p99 * 1e3:10.1f}", f"{p99 / idle:10.2f}"]
    print(
        f"{name:45}{''.join(cells)}{'  TWICE ' + str(run.twice) if run.twice else ''}", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.broadcast")
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--also", type=int, default=0, help="so many more at no limit")
    parser.add_argument("--only", default="none,1000,30", help="which limits")
    parser.add_argument("--who", default="stock,product")
    given = parser.parse_args()
    print(f"python -m bench.broadcast  Python {platform.python_version()}, {machine()}")
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'':45}{''.join(f'{head:>10}' for head in HEAD)}")
    stores: dict[int, Path] = {}
    with TemporaryDirectory() as folder:
        for contest in contests(
            given.members, given.also, [name for name in given.only.split(",") if name]
        ):
            if contest.who not in given.who:
                continue
            if contest.members not in stores:
                stores[contest.members] = Path(folder) / f"{contest.members}.db"
                asyncio.run(settle(stores[contest.members], contest.members))
            with TemporaryDirectory(dir=folder) as own:
                show(contest, measured(contest, Path(own), stores[contest.members]))


if __name__ == "__main__":
    main()
