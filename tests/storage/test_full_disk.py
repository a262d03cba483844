"""Where the engine drops the whole transaction, the group fails together and nothing is lost."""

import sqlite3
from asyncio import create_task, gather
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.storage import StoreFull, Transaction
from bot.storage.writer import Writer
from tests.storage.gate import Gated, add, on_disk, queued, soon

BIG = "x" * 100_000


def fill(connection: sqlite3.Connection) -> None:
    """The file cannot grow any more. A turn that fits into the last page still does."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 100000")


async def one_group(
    writer: Writer, gate: Gated, works: Sequence[Callable[[Transaction], Any]]
) -> list[Any]:
    """Run `works` in one group; what each of them came to."""
    gate.hold()
    first = create_task(writer.turn(lambda tx: None))
    await gate.reached()
    turns = [create_task(writer.turn(work)) for work in works]
    await queued()
    gate.release()
    await soon(first)
    return await soon(gather(*turns, return_exceptions=True))


async def test_a_full_disk_fails_the_whole_group(writer: Writer, gate: Gated, path: Path) -> None:
    await soon(writer.turn(lambda tx: add(tx, "kept")))
    fill(gate)
    outcomes = await one_group(
        writer,
        gate,
        [
            lambda tx: add(tx, "before"),
            lambda tx: add(tx, "big", BIG),
            lambda tx: add(tx, "after"),
        ],
    )
    assert [type(outcome) for outcome in outcomes] == [StoreFull] * 3
    assert len(set(map(id, outcomes))) == 3
    assert on_disk(path) == ["kept"]
    make_room(gate)
    assert await soon(writer.turn(lambda tx: add(tx, "big", BIG))) == "big"
    assert on_disk(path) == ["kept", "big"]


async def test_small_turns_go_on_while_there_is_no_room_for_big_ones(
    writer: Writer, gate: Gated, path: Path
) -> None:
    fill(gate)
    for _ in range(3):
        with pytest.raises(StoreFull):
            await soon(writer.turn(lambda tx: add(tx, "big", BIG)))
    assert await soon(writer.turn(lambda tx: add(tx, "small"))) == "small"
    assert on_disk(path) == ["small"]


async def test_a_full_disk_inside_an_attempt(writer: Writer, gate: Gated, path: Path) -> None:
    def work(tx: Transaction) -> None:
        add(tx, "before")
        with tx.attempt():
            add(tx, "big", BIG)

    fill(gate)
    outcomes = await one_group(writer, gate, [lambda tx: add(tx, "other"), work])
    assert [type(outcome) for outcome in outcomes] == [StoreFull] * 2
    assert on_disk(path) == []
    make_room(gate)
    await soon(writer.turn(work))
    assert on_disk(path) == ["before", "big"]


async def test_a_turn_that_swallows_a_full_disk_writes_nothing_after_it(
    writer: Writer, gate: Gated, path: Path
) -> None:
    def work(tx: Transaction) -> str:
        for id in ("one", "two"):
            with suppress(sqlite3.Error), tx.attempt():
                add(tx, id, BIG)
        with suppress(sqlite3.Error):
            add(tx, "on its own")
        return "all is well"

    fill(gate)
    outcomes = await one_group(
        writer, gate, [lambda tx: add(tx, "before"), work, lambda tx: add(tx, "after")]
    )
    assert [type(outcome) for outcome in outcomes] == [StoreFull] * 3
    assert on_disk(path) == []


async def test_a_turn_that_turns_a_full_disk_into_another_error(
    writer: Writer, gate: Gated, path: Path
) -> None:
    def work(tx: Transaction) -> None:
        try:
            add(tx, "big", BIG)
        except sqlite3.Error:
            raise ValueError("something") from None

    fill(gate)
    outcomes = await one_group(writer, gate, [lambda tx: add(tx, "before"), work])
    assert [type(outcome) for outcome in outcomes] == [StoreFull] * 2


async def test_a_statement_that_the_engine_can_take_back_fails_alone(
    writer: Writer, gate: Gated, path: Path
) -> None:
    # With many rows and a constraint SQLite keeps a journal of the statement, and needs no more.
    rows = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)"
        " INSERT INTO note SELECT 'row' || i, :big FROM n"
    )
    fill(gate)
    outcomes = await one_group(
        writer, gate, [lambda tx: add(tx, "before"), lambda tx: tx.change(rows, {"big": BIG})]
    )
    assert outcomes[0] == "before"
    assert isinstance(outcomes[1], StoreFull)
    assert on_disk(path) == ["before"]


async def test_an_interrupt_fails_the_whole_group(writer: Writer, gate: Gated, path: Path) -> None:
    def interrupted(tx: Transaction) -> None:
        gate.set_progress_handler(lambda: 1, 1)
        try:
            add(tx, "interrupted")
        finally:
            gate.set_progress_handler(None, 0)

    outcomes = await one_group(
        writer, gate, [lambda tx: add(tx, "before"), interrupted, lambda tx: add(tx, "after")]
    )
    assert [str(outcome) for outcome in outcomes] == ["interrupted"] * 3
    assert {type(outcome) for outcome in outcomes} == {sqlite3.OperationalError}
    assert await soon(writer.turn(lambda tx: add(tx, "next"))) == "next"
    assert on_disk(path) == ["next"]
