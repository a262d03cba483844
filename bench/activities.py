"""Check-ins a second of one meeting of 1 000 people, and the screens that go over many branches.

    python -m bench.activities [checkins | screens] [--quick]

Check-ins come over Telegram, from a Bot API server on a core of its own; each is on the disk
(synchronous=FULL) before its answer goes out. 64 people check in at once and the next one when
one has an answer: by a link with the code in it, one turn, or by typing it, two.

Screens are whole turns of a committee's officer over 2 000 branches with 100 000 members and a
year of activities, and over ten times as many.
"""

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy
from statistics import median
from tempfile import TemporaryDirectory

from bench import machine
from bench.roster import BRANCH, Cost, Queries
from bench.telegram import TOKEN, process, said, server_command, tell
from bench.telegram_people import FIRST, Order, Outcome
from bench.telegram_product import HOST, prepare
from bench.telegram_story import MEETING, SECRET
from bot import organization, people
from bot.activities import attendance, store
from bot.activities.model import Activity, Audience, Kind, State
from bot.app import open_store
from bot.conversation import Chat, Tapped
from bot.organization import BranchKind, Unit, UnitKind
from bot.storage import Transaction
from tests.town import COUNTY, NOON, Phone, Town

PEOPLE, AT_ONCE, LONGEST = 1_000, 64, 60.0
ROUNDS, TURNS = 5, 15
SIZES = (100_000, 1_000_000)
# Of each kind so many a year, and so many branches in a hundred that have held none.
YEAR = {Kind.GENERAL_MEETING: 4, Kind.PARTY_CLASS: 4, Kind.THEME_DAY: 11, Kind.VOLUNTEERING: 3}
SILENT = 7

SCREENS = {
    "menu of activities": "activities/",
    "what was held below": "held/",
    "not yet held": "notyet/theme_day-",
    "not yet, next page": "",
    "one branch": "heldin/{unit}",
}


def meeting(unit: str, starts_at: datetime) -> Activity:
    return Activity(
        id=MEETING,
        unit=unit,
        kind=Kind.THEME_DAY,
        title="",
        starts_at=starts_at,
        lasts=timedelta(hours=2),
        zone="Asia/Shanghai",
        place="服务中心",
        link="",
        audience=frozenset({Audience.HOSTED, Audience.HOME}),
        state=State.PUBLISHED,
        secret=SECRET,
        wall="wall",
    )


def prepare_meeting(path: Path) -> None:
    """A meeting that has begun, and a thousand members who are hosted there."""
    prepare(path)

    def work(tx: Transaction) -> None:
        host = organization.by_name(tx, HOST)
        assert host is not None
        now = datetime.now().astimezone()
        store.put_activity(tx, meeting(host.id, now))
        for number in range(1, PEOPLE + 1):
            id = f"p{number}"
            people.put_person(tx, people.Person(id, "李明", None, "zh_CN", "Asia/Shanghai"))
            people.put_address(tx, Chat("telegram", str(FIRST + number)), id)
            tx.change(
                "INSERT INTO placement (id, person, home, home_name, host, state, home_word,"
                " word, asked_at, spelled)"
                " VALUES (:id, :id, NULL, '', :host, 'hosted', 'awaited', '', 0, :id)",
                {"id": id, "host": host.id},
            )

    opened = open_store(path)
    try:
        asyncio.run(opened.turn(work))
    finally:
        opened.close()


def counted(path: Path) -> int:
    """How many are checked in, as the disk says."""
    opened = open_store(path)
    try:
        return asyncio.run(opened.turn(lambda tx: attendance.count(tx, MEETING)))
    finally:
        opened.close()


def checked_in(story: str, prepared: Path) -> Outcome:
    """One run, with a server, a bot and a store of its own."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bot.db"
        copy(prepared, database)
        with process(server_command(0), core=0) as server:
            api = said(server).split()[-1].removesuffix("/bot")
            born = time.monotonic()
            with process(("bench.telegram_product", str(database), api, TOKEN), core=-1) as bot:
                tell(server, Order(story, PEOPLE, AT_ONCE, LONGEST, bot.pid, born))
                outcome = Outcome(**json.loads(said(server)))
        assert counted(database) == outcome.through == PEOPLE
        return outcome


def show_check_ins(rounds: int) -> None:
    print(f"\none meeting of {PEOPLE:,}, {AT_ONCE} at once, medians of {rounds}, FULL")
    print(
        f"{'':16}{'check-ins/s':>12}{'turns/s':>9}{'p50 ms':>8}{'p99 ms':>8}{'CPU µs a turn':>15}"
    )
    with TemporaryDirectory() as folder:
        prepared = Path(folder) / "meeting.db"
        prepare_meeting(prepared)
        for story, name in (("check_in", "by a link"), ("typed_check_in", "by typing")):
            runs = [checked_in(story, prepared) for _ in range(rounds)]
            figures = (
                median(each.through / each.seconds for each in runs),
                median(each.turns / each.seconds for each in runs),
                median(each.p50 for each in runs) * 1e3,
                median(each.p99 for each in runs) * 1e3,
                median(each.cpu / each.turns for each in runs) * 1e6,
            )
            print(f"{name:12}" + "".join(f"{figure:13,.0f}" for figure in figures), flush=True)


def write_year(tx: Transaction, units: list[str]) -> None:
    """A year of each branch; some have held nothing of a kind."""
    begun = int((NOON - timedelta(days=320)).timestamp())
    for number, unit in enumerate(units):
        for kind, times in YEAR.items():
            if (number + len(kind)) % 100 < SILENT:
                continue
            for turn in range(times):
                starts_at = begun + (turn * 320 // times + number % 25) * 86_400
                tx.change(_INSERT, _row(f"{kind[:3]}{turn}{unit}", unit, kind, starts_at))


_INSERT = (
    "INSERT INTO activity (id, unit, kind, title, starts_at, ends_at, zone, place, link,"
    " audience, recurrence, election, state, version, secret, wall)"
    " VALUES (:id, :unit, :kind, '', :starts_at, :starts_at + 7200, 'Asia/Shanghai', '', '',"
    " 'home,hosted', 'once 0 0', 0, 'published', 0, '', :id)"
)


def _row(id: str, unit: str, kind: Kind, starts_at: int) -> dict[str, str | int]:
    return {"id": id, "unit": unit, "kind": kind, "starts_at": starts_at}


async def measure(phone: Phone, unit: str, queries: Queries) -> dict[str, Cost]:
    times: dict[str, list[float]] = {name: [] for name in SCREENS}
    counts: dict[str, list[int]] = {name: [] for name in SCREENS}
    for _ in range(TURNS):
        for name, token in SCREENS.items():
            given = Tapped(token.format(unit=unit) or phone.message.token("更多"))
            queries.count, start = 0, time.perf_counter()
            await phone.gives(given)
            times[name].append((time.perf_counter() - start) * 1000)
            counts[name].append(queries.count)
    return {name: Cost(median(times[name]), median(counts[name])) for name in SCREENS}


async def run(members: int, queries: Queries) -> tuple[int, dict[str, Cost]]:
    with TemporaryDirectory() as folder:
        town = Town(Path(folder) / "town.db")
        try:
            await town.settle()
            units = [f"u{number}" for number in range(members // BRANCH)]
            for start in range(0, len(units), 1_000):
                chunk = units[start : start + 1_000]
                await town.bot.store.turn(lambda tx, chunk=chunk: write_branches(tx, chunk))  # type: ignore[misc]
            await town.bot.store.empty_log()
            return len(units), await measure(town.phone("sun"), units[3], queries)
        finally:
            town.bot.store.close()


def write_branches(tx: Transaction, units: list[str]) -> None:
    """Branches with a year of activities, and their members, who are hosted there."""
    root = organization.by_name(tx, COUNTY)
    assert root is not None
    for unit in units:
        organization.add(
            tx, Unit(unit, f"第{unit}党支部", UnitKind.BRANCH, BranchKind.MOBILE, root.id)
        )
        persons = [{"id": f"{unit}-{place}", "unit": unit} for place in range(BRANCH)]
        tx.change_many(
            "INSERT INTO person VALUES"
            " (:id, '李明', NULL, 'zh_CN', 'Asia/Shanghai', '22:00-07:00', 0)",
            persons,
        )
        tx.change_many(
            "INSERT INTO placement (id, person, home, home_name, host, state, home_word, word,"
            " asked_at, spelled)"
            " VALUES (:id, :id, NULL, '', :unit, 'hosted', 'awaited', '', 0, '')",
            persons,
        )
    write_year(tx, units)


def show_screens(sizes: tuple[int, ...]) -> None:
    queries = Queries()
    found = {members: asyncio.run(run(members, queries)) for members in sizes}
    print(f"\na committee's screens, medians of {TURNS} whole turns, synchronous=OFF")
    sizes_said = (f"{units:,} of {members:,}" for members, (units, _) in found.items())
    print(f"{'branches, members':22}" + "".join(f"{each:>25}" for each in sizes_said))
    for name in SCREENS:
        costs = [costs[name] for _, costs in found.values()]
        shown = (f"{each.milliseconds:.2f} ms, {each.queries:.0f} queries" for each in costs)
        growth = costs[-1].milliseconds / costs[0].milliseconds
        print(f"{name:22}" + "".join(f"{each:>25}" for each in shown) + f"{growth:8.1f}×")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.activities")
    parser.add_argument("what", nargs="?", choices=("checkins", "screens"))
    parser.add_argument("--quick", action="store_true", help="one round, and small sizes")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {machine()}")
    print(f"load {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
    if given.what != "screens":
        show_check_ins(1 if given.quick else ROUNDS)
    if given.what != "checkins":
        show_screens((10_000, 20_000) if given.quick else SIZES)


if __name__ == "__main__":
    main()
