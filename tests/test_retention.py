"""What is over is forgotten at night, once; and what somebody deletes is nowhere any more."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import people, retention
from bot.conversation import Work
from bot.delivery import Schedule
from bot.people import Office, Role
from bot.retention import NIGHTLY, Nightly
from bot.room import Room
from bot.rooms import ROOMS
from bot.storage import Transaction, back_up
from tests.people.test_shared import shares
from tests.town import CATALOGUES, HOST, NOON, Town

DAY = timedelta(days=1)
TABLE = retention.kept(ROOMS)


async def passes(town: Town, days: float) -> None:
    """Let time pass in a town whose bot ticks now and then."""
    await town.bot.tick()
    town.clock.move(timedelta(days=days))
    await town.bot.tick()


async def rows(town: Town, statement: str) -> list[tuple[Any, ...]]:
    return await town.bot.store.turn(lambda tx: [tuple(row) for row in tx.all(statement)])


async def register(town: Town) -> None:
    await town.phone("li").says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


# When


@pytest.mark.parametrize(
    ("zone", "now", "night"),
    [
        ("Asia/Shanghai", "2026-11-22T04:00", "2026-11-22T19:30"),
        ("Asia/Shanghai", "2026-11-22T19:29", "2026-11-22T19:30"),
        ("Asia/Shanghai", "2026-11-22T19:30", "2026-11-23T19:30"),
        ("America/New_York", "2026-11-22T04:00", "2026-11-22T08:30"),
        # The clock jumps from 03:00 to 04:00, and at another day from 04:00 back to 03:00.
        ("Europe/Helsinki", "2026-03-28T12:00", "2026-03-29T01:30"),
        ("Europe/Helsinki", "2026-10-24T12:00", "2026-10-25T00:30"),
        ("Europe/Helsinki", "2026-10-25T00:30", "2026-10-26T01:30"),
    ],
)
def test_the_night_is_the_places_own(zone: str, now: str, night: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert Nightly((), zone).next(at).astimezone(UTC) == datetime.fromisoformat(night).replace(
        tzinfo=UTC
    )


def test_a_night_follows_the_night_before() -> None:
    nightly, at = Nightly((), "Europe/Helsinki"), NOON
    for _ in range(400):
        after = nightly.next(at)
        assert timedelta(hours=22) < after - at < timedelta(hours=26) or at == NOON
        at = after
    assert at.astimezone(ZoneInfo("Europe/Helsinki")).hour == 3


async def test_a_restart_neither_skips_nor_doubles_a_night(town: Town) -> None:
    await town.bot.tick()
    town.restart()
    await town.bot.tick()
    assert len(planned := await rows(town, f"SELECT due_at FROM due WHERE kind = '{NIGHTLY}'")) == 1
    await passes(town, 10)
    town.restart()
    await town.bot.tick()
    (next_night,) = await rows(town, f"SELECT due_at FROM due WHERE kind = '{NIGHTLY}'")
    assert next_night[0] - planned[0][0] == timedelta(days=10).total_seconds()


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(hours=5), timedelta(days=5)])
async def test_a_clock_set_back_does_no_night_twice(town: Town, back: timedelta) -> None:
    nights: list[datetime] = []
    nightly = Nightly((Room(tidy=lambda tx, now: nights.append(now)),), "Asia/Shanghai")
    schedule = Schedule({NIGHTLY: nightly})

    def tick(tx: Transaction) -> None:
        work = Work(tx=tx, now=town.clock.now(), new_id=lambda: "id")
        schedule.fire(work)
        nightly.keep_planned(work)

    for step in (timedelta(), DAY, -back, back / 2, back / 2):
        town.clock.move(step)
        await town.bot.store.turn(tick)
    assert len(nights) == 1
    town.clock.move(DAY)
    await town.bot.store.turn(tick)
    assert len(nights) == 2


async def test_a_clock_that_was_years_ahead_once_stops_no_nights(town: Town) -> None:
    await passes(town, 4000)
    await passes(town, -4000)
    due = f"SELECT min(due_at) FROM due WHERE kind = '{NIGHTLY}'"
    ((night,),) = await rows(town, due)
    assert night - town.clock.now().timestamp() < DAY.total_seconds()


# What


async def test_a_draft_waits_for_a_month(town: Town) -> None:
    wang = town.phone("wang")
    await register(town)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("不同意")
    await passes(town, 29)
    assert len(await rows(town, "SELECT 1 FROM chat WHERE session IS NOT NULL")) == 1
    await passes(town, 2)
    assert await rows(town, "SELECT 1 FROM chat WHERE session IS NOT NULL") == []
    assert "想办什么事" in await wang.says("你好")
    assert await rows(town, "SELECT 1 FROM last_day WHERE address = 'wang'") == []


async def test_a_draft_that_is_gone_on_with_stays(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1")
    await passes(town, 20)
    await li.says("李明")
    await passes(town, 20)
    assert len(await rows(town, "SELECT 1 FROM chat WHERE session IS NOT NULL")) == 1


async def test_a_draft_set_aside_on_a_shared_phone_goes_too(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    await li.taps("报到")
    await li.says("1", "/whose", "李明")
    await passes(town, 20)
    await li.says("菜单")
    assert len(await rows(town, "SELECT 1 FROM aside")) == 1
    await passes(town, 12)
    assert await rows(town, "SELECT 1 FROM aside") == []


async def test_a_draft_with_the_code_of_an_office_goes_too(town: Town) -> None:
    unit = await town.unit_id(HOST)

    def invite(tx: Transaction) -> str:
        office = Office(Role.SECRETARY, unit)
        return people.invite(tx, office, NOON, lambda: "abcdefghijkmnopq")[0]

    code = await town.bot.store.turn(invite)
    await town.phone("new").opens(f"i-{code}")
    assert code in str(await rows(town, "SELECT session FROM chat"))
    await passes(town, 31)
    assert await rows(town, "SELECT 1 FROM chat WHERE address = 'new'") == []
    assert await rows(town, "SELECT 1 FROM invite") == []


async def test_the_chat_of_a_stranger_goes_and_that_of_a_person_stays(town: Town) -> None:
    await register(town)
    await town.phone("stranger").says("你好")
    await passes(town, 31)
    assert await rows(town, "SELECT address FROM chat") == [("li",)]


async def test_nobody_can_tell_when_a_person_was_last_here(town: Town) -> None:
    await register(town)
    await town.phone("wang").says("菜单")
    assert await rows(town, "SELECT 1 FROM last_day") == []


async def test_stays_that_are_over_go_after_a_year_but_the_last_one(town: Town) -> None:
    await register(town)
    await town.phone("li").says("撤回报到", "1")
    statement = "SELECT id FROM placement"
    (only,) = await rows(town, statement)
    await town.bot.store.turn(
        lambda tx: tx.change(
            "INSERT INTO placement SELECT 'old', person, home, home_name, host, 'ended', home_word,"
            " word, asked_at - 86400, spelled FROM placement"
        )
    )
    await town.bot.store.turn(lambda tx: tx.change("UPDATE placement SET state = 'withdrawn'"))
    await passes(town, 360)
    assert len(await rows(town, statement)) == 2
    await passes(town, 10)
    assert await rows(town, statement) == [only]


async def test_the_trail_goes_after_two_years(town: Town) -> None:
    await register(town)
    await town.phone("wang").looks()
    await town.phone("wang").taps("看一看")
    await passes(town, 729)
    assert len(await rows(town, "SELECT 1 FROM trail")) == 1
    await passes(town, 3)
    assert await rows(town, "SELECT 1 FROM trail") == []


def test_every_term_is_told_in_one_table() -> None:
    assert len({each.what.message for each in TABLE}) == len(TABLE)
    assert all(timedelta(0) <= each.term for each in TABLE)


# Deletion

NAME, NUMBER = "欧阳春生", "13912345678"
ANSWER, QUESTION = "我在石岩街道的电子厂上班", "您住在哪个街道"
PLANTED = (NAME, NUMBER, ANSWER, QUESTION)


async def test_what_is_deleted_is_nowhere_any_more(town: Town, tmp_path: Path) -> None:
    li, wang, chen, sun = (town.phone(key) for key in ("li", "wang", "chen", "sun"))
    await li.says("报到", "1", NAME, NUMBER, "河湾", "1", "宝安", "1", "1")
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("问一问")
    await wang.says(QUESTION, "1")
    await li.looks()
    await li.taps("回答")
    await li.says(ANSWER, "1")
    await wang.looks()
    await wang.taps("同意")
    for phone in (chen, li, sun):
        await phone.looks()
    await li.says("报到", "1")
    everything = await held(town, tmp_path / "before")
    for words in PLANTED:
        assert words.encode() in everything, words
    await li.says("取消", "1")
    await li.says("删除我的数据")
    await li.taps("全部删除")
    await town.bot.tick()
    everything = await held(town, tmp_path / "after")
    for words in PLANTED:
        assert words.encode() not in everything, words


async def held(town: Town, backup: Path) -> bytes:
    """All bytes of the store, of its log and of a fresh backup."""
    await town.bot.store.empty_log()
    back_up(town.path, backup)
    files = [*town.path.parent.glob(f"{town.path.name}*"), backup]
    return b"".join(file.read_bytes() for file in files)


def in_words(term: timedelta, locale: str) -> str:
    """A term as the README says it."""
    years, days = divmod(term.days, 365)
    if locale == "en":
        if not term:
            return "until they expire"
        count, unit = (years, "year") if years and not days else (term.days, "day")
        return f"{count} {unit}" + "s" * (count > 1)
    if not term:
        return "到期就删"
    return f"{years} 年" if years and not days else f"{term.days} 天"


@pytest.mark.parametrize(("name", "locale"), [("README.md", "en"), ("README.zh.md", "zh_CN")])
def test_the_readme_says_what_is_kept_how_long(name: str, locale: str) -> None:
    page = Path(__file__).parents[1].joinpath(name).read_text("utf-8")
    for kept in TABLE:
        line = f"| {CATALOGUES.say(kept.what, locale)} | {in_words(kept.term, locale)} |"
        assert line in page, line
