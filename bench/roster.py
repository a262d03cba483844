"""Roster, search and people to contact, with 1 000, 100 000 and 1 000 000 members.

    python -m bench.roster [MEMBERS …]

Each secretary's screen is asked for by a whole turn, as in a chat. Members live in branches of
50; one branch has 500 whatever the size, and where there is room, one more has 5 000.
"""

import asyncio
import os
import platform
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import machine as machine
from bot import organization, people
from bot.members.spelling import spelled
from bot.organization import BranchKind, Unit, UnitKind
from bot.people import Office, Person, Role
from bot.storage import Transaction
from tests.town import COUNTY, Phone, Town

SIZES = (1_000, 100_000, 1_000_000)
BRANCH, LARGE, VAST = 50, 500, 5_000
ROUNDS = 15
# Of a branch's members so many are away; of those, so many are to be contacted.
AWAY, TO_CONTACT = 0.4, 0.1
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰春梅建国志文海云飞鹏红林晓东秀"

SCREENS: dict[str, tuple[str, ...]] = {
    "menu": ("菜单",),
    "my branch": ("我的支部",),
    "hosted here": ("在这里报到的党员",),
    "hosted, next page": ("更多",),
    "away": ("在外地的党员",),
    "away, next page": ("更多",),
    "at home": ("在家的党员",),
    "at home, next page": ("更多",),
    "contacts": ("要联系的人",),
    "find by name": ("找人", "明"),
    "find by pinyin": ("取消", "找人", "liwei"),
    "find by number": ("取消", "找人", "4711"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one screen costs: CPU, which other work on the machine changes least, and statements."""

    milliseconds: float
    queries: float


class Queries:
    """Counts the statements of all turns, from its making on."""

    def __init__(self) -> None:
        self.count = 0
        execute: Any = Transaction._execute

        def counted(tx: Transaction, *given: Any) -> Any:
            self.count += 1
            return execute(tx, *given)

        Transaction._execute = counted  # type: ignore[assignment, method-assign]


def branches_of(members: int) -> list[int]:
    """The sizes of the branches: the large ones first."""
    large = [LARGE, *([VAST] if members > 10 * VAST else [])]
    return [*large, *[BRANCH] * ((members - sum(large)) // BRANCH)]


class Filling:
    """Writes members into a store, as many statements at once as memory likes."""

    def __init__(self, members: int) -> None:
        self._chance = random.Random(members)
        self.sizes = branches_of(members)
        self.units = [self.id() for _ in self.sizes]

    def id(self) -> str:
        return f"{self._chance.getrandbits(48):012x}"

    def name(self) -> str:
        return self._chance.choice(FAMILY) + "".join(self._chance.choices(GIVEN, k=2))

    def write_units(self, tx: Transaction) -> None:
        root = organization.by_name(tx, COUNTY)
        assert root is not None
        kind, mobile = UnitKind.BRANCH, BranchKind.MOBILE
        for number, id in enumerate(self.units):
            organization.add(tx, Unit(id, f"第{number}党支部", kind, mobile, root.id))

    def chunks(self) -> Iterator[list[int]]:
        """Branches in handfuls of some twenty thousand members."""
        chunk: list[int] = []
        for number in range(len(self.units)):
            chunk.append(number)
            if sum(self.sizes[each] for each in chunk) >= 20_000:
                yield chunk
                chunk = []
        yield chunk

    def write(self, tx: Transaction, chunk: list[int]) -> None:
        for number in chunk:
            self._branch(tx, number)

    def _branch(self, tx: Transaction, number: int) -> None:
        """A branch's list, and those of it who are away: with the next small branch.

        The large ones host their own, for only the sizes matter here.
        """
        unit, size = self.units[number], self.sizes[number]
        small = self.sizes.index(BRANCH)
        following = number + 1 if number + 1 < len(self.units) else small
        host = self.units[following] if size == BRANCH else unit
        for place in range(size):
            name = self.name()
            line = {
                "id": self.id(),
                "unit": unit,
                "name": name,
                "phone": f"13{self._chance.randrange(10**9):09d}",
                "spelled": spelled(name),
                "person": self.id(),
                "host": host,
                "until": "2026-01-01" if self._chance.random() < TO_CONTACT else None,
            }
            tx.change(
                "INSERT INTO roster VALUES (:id, :unit, :name, :phone, 0, :spelled, NULL)", line
            )
            if place < size * AWAY:
                self._member(tx, line)

    def _member(self, tx: Transaction, line: dict[str, str | None]) -> None:
        tx.change(
            "INSERT INTO person VALUES"
            " (:person, :name, :phone, 'zh_CN', 'Asia/Shanghai', '22:00-07:00', 0)",
            line,
        )
        tx.change(
            "INSERT INTO address (channel, address, person, seat, current)"
            " VALUES ('bench', :person, :person, 1, 1)",
            line,
        )
        tx.change(
            "INSERT INTO placement (id, person, home, home_name, host, state, home_word, word,"
            " asked_at, spelled) VALUES (:id, :person, :unit, '', :host, 'hosted', 'confirmed',"
            " '', 1750000000, :spelled)",
            line,
        )
        tx.change(
            "INSERT INTO details (person, until, noted) VALUES (:person, :until, '2025-06-15')",
            line,
        )


async def fill(town: Town, members: int) -> list[tuple[str, Phone]]:
    """A town with so many members; the secretaries whose screens are measured."""
    filling = Filling(members)
    await town.bot.store.turn(filling.write_units)
    for chunk in filling.chunks():
        await town.bot.store.turn(lambda tx, chunk=chunk: filling.write(tx, chunk))  # type: ignore[misc]
    await town.bot.store.empty_log()
    found = []
    for size in sorted(set(filling.sizes)):
        # Not the first small one: it hosts those of the last.
        at = max(number for number, each in enumerate(filling.sizes) if each == size)
        await town.bot.store.turn(
            lambda tx, unit=filling.units[at], key=f"of {size}": appoint(tx, town, key, unit)  # type: ignore[misc]
        )
        found.append((f"of {size}", town.phone(f"of {size}")))
    return found


def appoint(tx: Transaction, town: Town, key: str, unit: str) -> None:
    people.put_person(tx, Person(key, "书记", None, "zh_CN", "Asia/Shanghai"))
    people.put_address(tx, town.phone(key).chat, key)
    people.put_office(tx, key, Office(Role.SECRETARY, unit))


async def measure(phone: Phone, queries: Queries) -> dict[str, Cost]:
    """Each screen several times, in the order in which somebody looks around."""
    times: dict[str, list[float]] = {name: [] for name in SCREENS}
    counts: dict[str, list[int]] = {name: [] for name in SCREENS}
    for _ in range(ROUNDS):
        for name, words in SCREENS.items():
            await phone.says(*words[:-1])
            queries.count, start = 0, time.process_time()
            await phone.says(words[-1])
            times[name].append((time.process_time() - start) * 1000)
            counts[name].append(queries.count)
        await phone.says("取消")
    return {name: Cost(median(times[name]), median(counts[name])) for name in SCREENS}


async def run(members: int, queries: Queries) -> dict[tuple[str, str], Cost]:
    with TemporaryDirectory() as folder:
        town = Town(Path(folder) / "town.db")
        try:
            await town.settle()
            phones = await fill(town, members)
            return {
                (branch, screen): cost
                for branch, phone in phones
                for screen, cost in (await measure(phone, queries)).items()
            }
        finally:
            town.bot.store.close()


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    queries = Queries()
    found = {members: asyncio.run(run(members, queries)) for members in sizes}
    print(f"python -m bench.roster   medians of {ROUNDS} whole turns, CPU")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {machine()}")
    print(f"load {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
    heads = "".join(f"{members:>11,} ms{'queries':>9}" for members in sizes)
    print(f"{'a branch':10}{'screen':20}{heads}{'growth':>9}")
    for branch, screen in found[sizes[-1]]:
        costs = [costs.get((branch, screen)) for costs in found.values()]
        shown = "".join(
            f"{each.milliseconds:14.2f}{each.queries:9.0f}" if each else f"{'–':>14}{'':9}"
            for each in costs
        )
        first, last = costs[0], costs[-1]
        growth = f"{last.milliseconds / first.milliseconds:8.1f}×" if first and last else ""
        print(f"{branch:10}{screen:20}{shown}{growth:>9}")


if __name__ == "__main__":
    main()
