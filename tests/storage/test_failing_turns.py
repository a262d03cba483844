"""A turn that fails takes nobody with it: not its group, not the thread, not the store."""

import asyncio
import sqlite3
from asyncio import create_task, gather
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from bot.storage import StoreBusy, StoreFull, Transaction
from bot.storage.writer import Writer
from tests.storage.gate import PATIENCE, Gated, add, gated, notes, on_disk, queued, soon


def failing(error: BaseException) -> Callable[[Transaction], None]:
    def work(tx: Transaction) -> None:
        add(tx, "failing")
        raise error

    return work


async def test_a_failed_turn_takes_nobody_with_it(writer: Writer, gate: Gated, path: Path) -> None:
    gate.hold()
    first = create_task(writer.turn(lambda tx: add(tx, "first")))
    await gate.reached()
    before = create_task(writer.turn(lambda tx: add(tx, "before")))
    bad = create_task(writer.turn(failing(ValueError("bad"))))
    after = create_task(writer.turn(lambda tx: add(tx, "after")))
    await queued()
    gate.release()
    await soon(gather(first, before, after))
    with pytest.raises(ValueError, match="bad"):
        await bad
    assert gate.groups == [1, 3]
    assert on_disk(path) == ["first", "before", "after"]


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(1), asyncio.CancelledError(), MemoryError()]
)
async def test_whatever_a_turn_raises_is_raised_to_its_caller_alone(
    writer: Writer, gate: Gated, path: Path, error: BaseException
) -> None:
    gate.hold()
    first = create_task(writer.turn(lambda tx: add(tx, "first")))
    await gate.reached()
    before = create_task(writer.turn(lambda tx: add(tx, "before")))
    await queued()
    asyncio.get_running_loop().call_soon(gate.release)
    with pytest.raises(type(error)):
        await soon(writer.turn(failing(error)))
    await soon(gather(first, before))
    await soon(writer.turn(lambda tx: add(tx, "next")))
    assert gate.groups == [1, 2, 1]
    assert on_disk(path) == ["first", "before", "next"]


async def test_a_turn_that_runs_out_of_an_iterator(writer: Writer, path: Path) -> None:
    nothing: list[str] = []
    with pytest.raises(RuntimeError, match="StopIteration"):
        await soon(writer.turn(lambda tx: next(iter(nothing))))
    assert await soon(writer.turn(notes)) == []


async def test_a_statement_that_is_wrong_says_so(writer: Writer, path: Path) -> None:
    await soon(writer.turn(lambda tx: add(tx, "taken")))
    with pytest.raises(sqlite3.IntegrityError, match="note.id"):
        await soon(writer.turn(lambda tx: add(tx, "taken")))
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await soon(writer.turn(lambda tx: tx.all("SELECT * FROM nowhere")))
    assert on_disk(path) == ["taken"]


async def test_a_turn_must_not_end_the_transaction_itself(writer: Writer, path: Path) -> None:
    def work(tx: Transaction) -> None:
        tx.change("ROLLBACK")
        with suppress(sqlite3.Error):
            add(tx, "outside")

    with pytest.raises(sqlite3.OperationalError, match="ended the transaction"):
        await soon(writer.turn(work))
    assert await soon(writer.turn(lambda tx: add(tx, "next"))) == "next"
    assert on_disk(path) == ["next"]


@pytest.mark.parametrize("error", [RuntimeError("odd"), MemoryError(), SystemExit()])
async def test_a_commit_that_fails_oddly_fails_its_group_and_no_other(
    writer: Writer, gate: Gated, path: Path, error: BaseException
) -> None:
    gate.error = error
    with pytest.raises(type(error)):
        await soon(writer.turn(lambda tx: add(tx, "lost")))
    assert await soon(writer.turn(lambda tx: add(tx, "next"))) == "next"
    assert on_disk(path) == ["next"]


@pytest.mark.parametrize(
    ("code", "trouble"), [(sqlite3.SQLITE_BUSY, StoreBusy), (sqlite3.SQLITE_FULL, StoreFull)]
)
async def test_a_commit_that_the_engine_refuses(
    writer: Writer, gate: Gated, path: Path, code: int, trouble: type[Exception]
) -> None:
    gate.error = sqlite3.OperationalError("refused")
    gate.error.sqlite_errorcode = code
    with pytest.raises(trouble) as raised:
        await soon(writer.turn(lambda tx: add(tx, "lost")))
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)
    assert await soon(writer.turn(lambda tx: add(tx, "next"))) == "next"
    assert on_disk(path) == ["next"]


async def test_a_commit_that_a_reader_holds_up(tmp_path: Path) -> None:
    # Without a write-ahead log a reader's lock stops a commit, and the transaction stays open.
    path = tmp_path / "old.db"
    writer = Writer(gated(path, journal="DELETE"), path)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM note").fetchall()
    with pytest.raises(StoreBusy):
        await soon(writer.turn(lambda tx: add(tx, "lost")))
    reader.close()
    await soon(writer.turn(lambda tx: add(tx, "next")))
    writer.close()
    assert on_disk(path) == ["next"]


async def test_a_turn_whose_caller_is_cancelled_while_it_waits(
    writer: Writer, gate: Gated, path: Path
) -> None:
    gate.hold()
    first = create_task(writer.turn(lambda tx: add(tx, "first")))
    await gate.reached()
    before = create_task(writer.turn(lambda tx: add(tx, "before")))
    gone = create_task(writer.turn(lambda tx: add(tx, "gone")))
    gone_and_bad = create_task(writer.turn(failing(ValueError("bad"))))
    after = create_task(writer.turn(lambda tx: add(tx, "after")))
    await queued()
    assert first.cancel()
    assert gone.cancel()
    assert gone_and_bad.cancel()
    await queued()
    gate.release()
    await soon(gather(before, after))
    assert first.cancelled()
    assert gone.cancelled()
    assert gone_and_bad.cancelled()
    assert on_disk(path) == ["first", "before", "gone", "after"]


async def test_a_loop_that_is_closed_before_the_answer(
    writer: Writer, gate: Gated, path: Path
) -> None:
    gate.hold()

    async def ask_and_leave() -> None:
        turn = create_task(writer.turn(lambda tx: add(tx, "left")))
        await gate.reached()
        assert not turn.done()

    thread = Thread(target=asyncio.run, args=[ask_and_leave()])
    thread.start()
    await asyncio.to_thread(thread.join, PATIENCE)
    gate.release()
    assert await soon(writer.turn(lambda tx: add(tx, "next"))) == "next"
    assert on_disk(path) == ["left", "next"]
