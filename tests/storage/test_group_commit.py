"""Turns that wait together are committed together, and heard of after the commit."""

import asyncio
from asyncio import Task, create_task, gather
from pathlib import Path

import pytest

from bot.storage.writer import GROUP, Writer
from tests.storage.gate import Gated, add, notes, on_disk, queued, soon


def ask(writer: Writer, id: str) -> Task[str]:
    return create_task(writer.turn(lambda tx: add(tx, id)))


async def test_what_is_queued_during_a_commit_is_the_next_group(
    writer: Writer, gate: Gated
) -> None:
    gate.hold()
    first = ask(writer, "first")
    await gate.reached()
    others = [ask(writer, f"other{number}") for number in range(5)]
    await queued()
    gate.release()
    await soon(gather(first, *others))
    assert gate.groups == [1, 5]


async def test_a_group_has_a_limit(writer: Writer, gate: Gated) -> None:
    gate.hold()
    first = ask(writer, "first")
    await gate.reached()
    others = [ask(writer, f"other{number}") for number in range(GROUP + 44)]
    await queued()
    gate.release()
    await soon(gather(first, *others))
    assert gate.groups == [1, GROUP, 44]


async def test_a_turn_alone_is_committed_at_once(writer: Writer, gate: Gated) -> None:
    for number in range(3):
        await soon(ask(writer, str(number)))
    assert gate.groups == [1, 1, 1]


async def test_a_result_comes_only_after_the_commit(
    writer: Writer, gate: Gated, path: Path
) -> None:
    gate.hold()
    turn = ask(writer, "note")
    await gate.reached()
    await queued()
    assert not turn.done()
    assert on_disk(path) == []
    gate.release()
    assert await soon(turn) == "note"
    assert on_disk(path) == ["note"]


async def test_an_error_too_comes_only_after_the_commit(writer: Writer, gate: Gated) -> None:
    gate.hold()
    turn = create_task(writer.turn(lambda tx: 1 // 0))
    await gate.reached()
    await queued()
    assert not turn.done()
    gate.release()
    with pytest.raises(ZeroDivisionError):
        await soon(turn)


async def test_turns_keep_their_order(writer: Writer, gate: Gated, path: Path) -> None:
    ids = [f"{number:03}" for number in range(100)]
    answered: list[str] = []
    turns = [ask(writer, id) for id in ids]
    for turn in turns:
        turn.add_done_callback(lambda done: answered.append(done.result()))
    await soon(gather(*turns))
    assert on_disk(path) == ids
    assert answered == ids


async def test_a_turn_sees_the_one_before_it(writer: Writer, gate: Gated) -> None:
    gate.hold()
    first = ask(writer, "first")
    await gate.reached()
    second, look = ask(writer, "second"), create_task(writer.turn(notes))
    await queued()
    gate.release()
    await soon(gather(first, second, look))
    assert gate.groups == [1, 2]
    assert look.result() == ["first", "second"]


async def test_two_loops_can_share_a_group(writer: Writer, gate: Gated, path: Path) -> None:
    gate.hold()
    first = ask(writer, "first")
    await gate.reached()
    ready = asyncio.Event()
    here = asyncio.get_running_loop()

    async def elsewhere() -> str:
        turn = ask(writer, "elsewhere")
        await queued()
        here.call_soon_threadsafe(ready.set)
        return await turn

    other = create_task(asyncio.to_thread(asyncio.run, elsewhere()))
    await soon(ready.wait())
    second = ask(writer, "second")
    await queued()
    gate.release()
    await soon(gather(first, other, second))
    assert gate.groups == [1, 2]
    assert on_disk(path) == ["first", "elsewhere", "second"]
