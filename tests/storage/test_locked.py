"""A store that another program has locked, cannot write, or has damaged."""

import sqlite3
from asyncio import create_task, gather
from functools import partial
from pathlib import Path

import pytest

from bot.storage import StorageTrouble, Store, StoreBusy
from bot.storage.errors import StoreDamaged, StoreUnwritable
from bot.storage.writer import Writer
from tests.storage.gate import NOTES, Gated, add, notes, on_disk, queued, soon


async def test_a_locked_store_is_busy_and_nothing_is_lost(store: Store) -> None:
    await soon(store.turn(lambda tx: add(tx, "before")))
    await soon(store.turn(lambda tx: tx.value("PRAGMA busy_timeout = 1")))
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    turns = [create_task(store.turn(lambda tx: add(tx, "during"))) for _ in range(3)]
    outcomes = await soon(gather(*turns, return_exceptions=True))
    assert [type(outcome) for outcome in outcomes] == [StoreBusy] * 3
    other.execute("ROLLBACK")
    other.close()
    assert await soon(store.turn(lambda tx: add(tx, "after"))) == "after"
    assert on_disk(store.path) == ["before", "after"]


async def test_a_short_lock_is_waited_for(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    turn = create_task(store.turn(lambda tx: add(tx, "note")))
    await queued()
    other.execute("COMMIT")
    other.close()
    assert await soon(turn) == "note"


async def test_a_store_that_is_locked_cannot_be_opened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    patient = sqlite3.connect
    impatient = partial(patient, timeout=0)
    monkeypatch.setattr(sqlite3, "connect", impatient)
    other = patient(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        Store.open(store.path, [NOTES])
    other.close()
    Store.open(store.path, [NOTES]).close()


async def test_a_store_that_cannot_be_written_any_more(
    writer: Writer, gate: Gated, path: Path
) -> None:
    gate.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnwritable):
        await soon(writer.turn(lambda tx: add(tx, "lost")))
    gate.execute("PRAGMA query_only = OFF")
    await soon(writer.turn(lambda tx: add(tx, "note")))
    assert on_disk(path) == ["note"]


async def test_a_damaged_page_fails_the_turns_that_read_it(store: Store) -> None:
    await soon(store.turn(lambda tx: add(tx, "note", "x" * 50_000)))
    row = await soon(
        store.turn(lambda tx: tx.one("SELECT rootpage FROM sqlite_schema WHERE name = 'note'"))
    )
    root = row["rootpage"]
    store.close()
    content = bytearray(store.path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    store.path.write_bytes(content)
    damaged = Store.open(store.path, [NOTES])
    try:
        with pytest.raises(StoreDamaged) as raised:
            await soon(damaged.turn(notes))
        assert raised.value.path == store.path
        with pytest.raises(StorageTrouble):
            async with damaged.reading() as reader:
                await reader.all("SELECT * FROM note")
        assert await soon(damaged.turn(lambda tx: tx.value("SELECT kind FROM kind_of_store")))
    finally:
        damaged.close()
