"""Readers see the last commit and cannot write; what was deleted is gone from the disk."""

import asyncio
from asyncio import create_task
from collections.abc import Iterator
from threading import Event

import pytest

from bot.storage import Store, Transaction
from bot.storage.errors import StoreUnwritable
from tests.storage.gate import NOTES, PATIENCE, add, soon


class Halt:
    """A turn that stops after it wrote a note, until it is let go."""

    def __init__(self) -> None:
        self.wrote = Event()
        self.go = Event()

    def __call__(self, tx: Transaction) -> None:
        add(tx, "halted")
        self.wrote.set()
        assert self.go.wait(PATIENCE)


@pytest.fixture
def halt() -> Iterator[Halt]:
    halt = Halt()
    yield halt
    halt.go.set()


async def ids(store: Store) -> list[str]:
    async with store.reading() as reader:
        return [row["id"] for row in await reader.all("SELECT id FROM note ORDER BY id")]


async def test_a_reader_sees_the_last_commit(store: Store, halt: Halt) -> None:
    await soon(store.turn(lambda tx: add(tx, "before")))
    turn = create_task(store.turn(halt))
    assert await asyncio.to_thread(halt.wrote.wait, PATIENCE)
    assert await ids(store) == ["before"]
    halt.go.set()
    await soon(turn)
    assert await ids(store) == ["before", "halted"]


async def test_a_reader_sees_one_moment_while_it_is_in_a_transaction(store: Store) -> None:
    async with store.reading() as reader:
        await reader.all("BEGIN")
        assert await reader.all("SELECT * FROM note") == []
        await soon(store.turn(lambda tx: add(tx, "note")))
        assert await reader.all("SELECT * FROM note") == []
    assert await ids(store) == ["note"]


async def test_a_reader_takes_named_parameters(store: Store) -> None:
    await soon(store.turn(lambda tx: add(tx, "note", "words")))
    async with store.reading() as reader:
        rows = await reader.all("SELECT words FROM note WHERE id = :id", {"id": "note"})
    assert [row["words"] for row in rows] == ["words"]


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO note VALUES ('a', 'b')", "DROP TABLE note", "PRAGMA application_id = 1"],
)
async def test_a_reader_cannot_write(store: Store, statement: str) -> None:
    with pytest.raises(StoreUnwritable):
        async with store.reading() as reader:
            await reader.all(statement)
    assert await ids(store) == []


async def test_a_path_that_looks_like_an_address(store: Store) -> None:
    odd = Store.open(store.path.with_name("a?mode=rwc#b %41.db"), [NOTES])
    await soon(odd.turn(lambda tx: add(tx, "note")))
    assert await ids(odd) == ["note"]
    odd.close()


async def test_deleted_words_are_not_in_the_file(store: Store) -> None:
    secret = "李明在石桥镇"
    await soon(store.turn(lambda tx: add(tx, "secret", secret * 1000)))
    await soon(store.turn(lambda tx: add(tx, "other")))
    store.close()
    assert secret.encode() in store.path.read_bytes()
    again = Store.open(store.path, [NOTES])
    await soon(again.turn(lambda tx: tx.change("DELETE FROM note WHERE id = 'secret'")))
    again.close()
    for file in store.path.parent.iterdir():
        assert secret.encode() not in file.read_bytes(), file.name
    assert b"other" in store.path.read_bytes()
