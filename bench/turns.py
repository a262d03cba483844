"""Turns a second and CPU a turn: the writer thread, its rival, and a whole registration.

    python -m bench.turns

All contestants run in one process, one after the other, five times; the medians are shown.
"""

import asyncio
import gc
import platform
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import aiosqlite

from bench import machine as machine
from bot.conversation import Input, Said
from bot.storage import Schema, Store, Transaction
from tests.town import Town

AT_ONCE = 64
ROUNDS = 5
LEVELS = ("FULL", "NORMAL")

TABLES = (
    "CREATE TABLE ledger (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",
    "CREATE TABLE chat (address TEXT PRIMARY KEY, session TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    "CREATE TABLE outbox (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT;",
)
# What a small turn does: ledger, session in, a look, session out, outbox, another look.
STATEMENTS = (
    "INSERT INTO ledger VALUES (:id)",
    "SELECT session FROM chat WHERE address = :address",
    "SELECT count(*) FROM chat WHERE address = :address",
    "INSERT INTO chat VALUES (:address, :words)"
    " ON CONFLICT DO UPDATE SET session = excluded.session",
    "INSERT INTO outbox VALUES (:id, :words)",
    "SELECT words FROM outbox WHERE id = :id",
)
REGISTRATION = ("1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement, in microseconds a turn."""

    wall: float
    cpu: float


async def measure(turns: int, workers: Callable[[int], Awaitable[object]]) -> Run:
    """Run 64 workers at once that do `turns` turns together."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(workers, range(AT_ONCE)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Run(wall / turns * 1e6, cpu / turns * 1e6)


def values(number: int, address: int) -> dict[str, str]:
    return {"id": f"update:{number}", "address": f"chat:{address}", "words": "一二三四五" * 20}


async def plain_functions(folder: Path, synchronous: str) -> Run:
    """Six statements in a function that the writer thread runs."""
    store = Store.open(folder / "bot.db", [Schema("bench", TABLES)], synchronous=synchronous)
    numbers, each = count(), 150

    def turn(tx: Transaction, given: dict[str, str]) -> None:
        for statement in STATEMENTS:
            tx.one(statement, given)

    async def worker(address: int) -> None:
        for _ in range(each):
            await store.turn(partial(turn, given=values(next(numbers), address)))

    try:
        return await measure(AT_ONCE * each, worker)
    finally:
        store.close()


async def awaited_statements(folder: Path, synchronous: str) -> Run:
    """The rival: the same statements awaited one by one, and a commit for each turn."""
    numbers, each, own = count(), 5, asyncio.Lock()
    async with aiosqlite.connect(folder / "rival.db", isolation_level=None) as connection:
        await connection.execute("PRAGMA journal_mode = WAL")
        await connection.execute(f"PRAGMA synchronous = {synchronous}")
        await connection.execute("PRAGMA secure_delete = ON")
        for table in TABLES:
            await connection.execute(table)

        async def worker(address: int) -> None:
            for _ in range(each):
                given = values(next(numbers), address)
                # One connection has one transaction at a time.
                async with own:
                    await connection.execute("BEGIN IMMEDIATE")
                    for statement in STATEMENTS:
                        async with connection.execute(statement, given) as cursor:
                            await cursor.fetchone()
                    await connection.execute("COMMIT")

        return await measure(AT_ONCE * each, worker)


async def registrations(folder: Path, synchronous: str) -> Run:
    """A whole registration by 64 phones at once: eight answers, each one turn."""
    town = Town(folder / "town.db", synchronous)
    await town.settle()
    phones = [town.phone(f"phone:{number}") for number in range(AT_ONCE)]
    for phone in phones:
        await phone.says("报到")

    async def worker(number: int) -> None:
        for word in REGISTRATION:
            given = Input(phones[number].chat, town.new_update(), Said(word), "zh-CN")
            await town.bot.answer(given)

    try:
        run = await measure(AT_ONCE * len(REGISTRATION), worker)
        done = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM placement"))
        assert done == AT_ONCE, f"{done} of {AT_ONCE} registered"
        return run
    finally:
        town.bot.store.close()


RIVAL = "six statements, awaited one by one"
CONTESTANTS = {
    "six statements, plain function": plain_functions,
    RIVAL: awaited_statements,
    "a whole registration": registrations,
}


def run_all() -> dict[tuple[str, str], list[Run]]:
    runs: dict[tuple[str, str], list[Run]] = {}
    for _ in range(ROUNDS):
        for level in LEVELS:
            for name, contestant in CONTESTANTS.items():
                with TemporaryDirectory() as folder:
                    run = asyncio.run(contestant(Path(folder), level))
                runs.setdefault((name, level), []).append(run)
    return runs


def main() -> None:
    runs = run_all()
    print(f"python -m bench.turns   {AT_ONCE} at once, medians of {ROUNDS}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {machine()}")
    print(f"{'':36}{'':8}{'turns/s':>9}{'CPU µs':>8}{'wall µs':>9}{'× rival':>9}")
    for (name, level), several in runs.items():
        wall, cpu = median(run.wall for run in several), median(run.cpu for run in several)
        # What is compared ran in the same round.
        ratio = median(b.wall / a.wall for a, b in zip(several, runs[RIVAL, level], strict=True))
        print(f"{name:36}{level:8}{1e6 / wall:9,.0f}{cpu:8.0f}{wall:9.0f}{ratio:9.1f}")


if __name__ == "__main__":
    main()
