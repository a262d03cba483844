"""What falls due is done once, together with what it changes, whatever the clock does."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation import Work
from bot.delivery import Schedule, plan, unplan
from bot.delivery.schedule import AGAIN, SOON
from bot.storage import Transaction
from tests.town import NOON, Town

HOUR = timedelta(hours=1)


def full_disk() -> sqlite3.Error:
    """What the engine says on a full disk."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


class Diary:
    """A schedule whose one handler writes down what it was asked to do."""

    def __init__(self, town: Town) -> None:
        self.store = town.bot.store
        self.done: list[str] = []
        self.fails: Exception | None = None
        self._schedule = Schedule({"note": self._note})

    async def plan(self, about: str, due_at: datetime) -> None:
        await self.store.turn(lambda tx: plan(tx, "note", about, due_at))

    async def fire(self, now: datetime) -> int:
        def work(tx: Transaction) -> int:
            return self._schedule.fire(Work(tx=tx, now=now, new_id=lambda: "id"))

        return await self.store.turn(work)

    def _note(self, work: Work, about: str) -> None:
        if self.fails:
            raise self.fails
        self.done.append(about)


@pytest.fixture
async def diary(tmp_path: Path) -> AsyncIterator[Diary]:
    town = Town(tmp_path / "bot.db")
    yield Diary(town)
    town.bot.store.close()


async def test_a_thing_is_done_once_when_it_is_due(diary: Diary) -> None:
    await diary.plan("a", NOON)
    assert await diary.fire(NOON - timedelta(seconds=1)) == 0
    assert await diary.fire(NOON) == 1
    assert await diary.fire(NOON + HOUR) == 0
    assert diary.done == ["a"]


async def test_after_an_outage_all_is_done_in_its_order(diary: Diary) -> None:
    for hours, about in ((3, "c"), (1, "a"), (2, "b")):
        await diary.plan(about, NOON + hours * HOUR)
    await diary.fire(NOON + 9 * HOUR)
    assert diary.done == ["a", "b", "c"]


async def test_planning_twice_is_planning_once(diary: Diary) -> None:
    await diary.plan("a", NOON)
    await diary.plan("a", NOON)
    await diary.fire(NOON)
    assert diary.done == ["a"]


async def test_a_clock_that_is_set_back_does_nothing_twice(diary: Diary) -> None:
    await diary.plan("a", NOON)
    await diary.fire(NOON + HOUR)
    await diary.fire(NOON - HOUR)
    await diary.fire(NOON + 2 * HOUR)
    assert diary.done == ["a"]


async def test_what_is_called_off_is_not_done(diary: Diary) -> None:
    await diary.plan("a", NOON)
    await diary.store.turn(lambda tx: unplan(tx, "note", "a"))
    assert await diary.fire(NOON) == 0


async def test_what_fails_is_tried_again_later_and_holds_up_nothing(diary: Diary) -> None:
    await diary.plan("a", NOON)
    diary.fails = RuntimeError("a")
    await diary.fire(NOON)
    diary.fails = None
    await diary.plan("b", NOON)
    await diary.fire(NOON)
    assert diary.done == ["b"]
    await diary.fire(NOON + AGAIN)
    assert diary.done == ["b", "a"]


async def test_the_stores_own_trouble_is_over_sooner(diary: Diary) -> None:
    await diary.plan("a", NOON)
    diary.fails = full_disk()
    await diary.fire(NOON)
    diary.fails = None
    await diary.fire(NOON + SOON)
    assert diary.done == ["a"]
