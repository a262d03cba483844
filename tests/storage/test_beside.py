"""A second process beside a bot: both do their turns, and each waits for the other's."""

import asyncio
from asyncio import create_task
from collections.abc import Iterator

import pytest

from bot.storage import Schema, SearchIndex, Store
from bot.storage.errors import OtherVersion
from tests.storage.gate import NOTES, PATIENCE, add, notes, soon
from tests.storage.test_readers import Halt

WORDS = SearchIndex("words")
SCHEMAS = [NOTES, Schema("words", (WORDS.script,))]


@pytest.fixture
def running(store: Store) -> Iterator[Store]:
    store.close()
    store = Store.open(store.path, SCHEMAS)
    yield store
    store.close()


@pytest.fixture
def beside(running: Store) -> Iterator[Store]:
    beside = Store.open(running.path, SCHEMAS, beside=True)
    yield beside
    beside.close()


async def test_each_sees_what_the_other_did(running: Store, beside: Store) -> None:
    assert beside.is_beside and not running.is_beside
    for number, store in enumerate((running, beside, running)):
        await soon(store.turn(lambda tx, id=str(number): add(tx, id)))  # type: ignore[misc]
    assert await soon(running.turn(notes)) == await soon(beside.turn(notes)) == ["0", "1", "2"]


async def test_a_turn_waits_for_the_others(running: Store, beside: Store) -> None:
    halt = Halt()
    long = create_task(beside.turn(halt))
    assert await asyncio.to_thread(halt.wrote.wait, PATIENCE)
    turn = create_task(running.turn(lambda tx: add(tx, "short")))
    done, _ = await asyncio.wait([turn], timeout=0.05)
    assert not done
    halt.go.set()
    assert await soon(turn) == "short"
    await soon(long)
    assert await soon(running.turn(notes)) == ["halted", "short"]


async def test_what_the_other_made_to_be_found_is_found(running: Store, beside: Store) -> None:
    for key, store in (("a", running), ("b", beside), ("c", beside)):
        await soon(store.turn(lambda tx, key=key: WORDS.put(tx, key, "河湾村")))  # type: ignore[misc]
        found = await soon(running.turn(lambda tx: WORDS.find(tx, "河湾", 9)))
        assert key in found
    await soon(beside.turn(lambda tx: WORDS.drop(tx, "a")))
    assert sorted(await soon(running.turn(lambda tx: WORDS.find(tx, "河湾", 9)))) == ["b", "c"]


def test_it_migrates_nothing(running: Store) -> None:
    more = [*SCHEMAS, Schema("more", ("CREATE TABLE more (id TEXT) STRICT;",))]
    for schemas in ([NOTES], more):
        with pytest.raises(OtherVersion):
            Store.open(running.path, schemas, beside=True)


async def test_where_nobody_is_at_work_it_is_the_one(running: Store) -> None:
    running.close()
    alone = Store.open(running.path, SCHEMAS, beside=True)
    assert not alone.is_beside
    with pytest.raises(Exception, match="already works"):
        Store.open(running.path, SCHEMAS)
    alone.close()
    Store.open(running.path, SCHEMAS).close()
