"""Closing finishes what is queued."""

import asyncio
from asyncio import create_task, gather
from pathlib import Path

import pytest

from bot.storage import Store
from bot.storage.writer import Writer
from tests.storage.gate import NOTES, Gated, add, notes, on_disk, queued, soon


async def test_what_is_queued_is_finished(writer: Writer, gate: Gated, path: Path) -> None:
    gate.hold()
    first = create_task(writer.turn(lambda tx: add(tx, "0")))
    await gate.reached()
    others = [create_task(writer.turn(lambda tx, id=id: add(tx, id))) for id in "123"]  # type: ignore[misc]
    await queued()
    gate.release()
    writer.close()
    assert on_disk(path) == ["0", "1", "2", "3"]
    assert await soon(gather(first, *others)) == ["0", "1", "2", "3"]


async def test_a_closed_store_takes_no_turn(store: Store) -> None:
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        await soon(store.turn(notes))


async def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()


async def test_another_thread_can_close_it(store: Store) -> None:
    await asyncio.to_thread(store.close)
    Store.open(store.path, [NOTES]).close()


async def test_a_closed_store_is_one_file_and_can_be_opened_again(store: Store) -> None:
    await soon(store.turn(lambda tx: add(tx, "note")))
    store.close()
    names = {file.name for file in store.path.parent.iterdir()}
    assert names == {"bot.db", "bot.db.lock"}
    again = Store.open(store.path, [NOTES])
    assert await soon(again.turn(notes)) == ["note"]
    again.close()
