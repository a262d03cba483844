"""Lanes: order within a chat, and no chat waits for another one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.channels.telegram.lanes import Lanes


@pytest.fixture
def lanes() -> Lanes:
    return Lanes()


@pytest.fixture
def done() -> list[str]:
    return []


def job(
    done: list[str], name: str, after: asyncio.Event | None = None
) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        if after:
            await after.wait()
        done.append(name)

    return run


def failing() -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        raise ValueError("李明 13800138000")

    return run


async def test_a_hundred_messages_go_in_order_though_each_waits(
    lanes: Lanes, done: list[str]
) -> None:
    opened = asyncio.Event()
    for number in range(100):
        lanes.put("li", job(done, f"{number}", opened if number % 3 else None))
    opened.set()
    await lanes.empty()
    assert done == [f"{number}" for number in range(100)]


async def test_another_lane_passes_one_that_hangs(lanes: Lanes, done: list[str]) -> None:
    hangs, passed = asyncio.Event(), asyncio.Event()
    for number in range(100):
        lanes.put("li", job(done, f"li {number}", hangs))
    lanes.put("wang", job(done, "wang"))

    async def note() -> None:
        passed.set()

    lanes.put("wang", note)
    await asyncio.wait_for(passed.wait(), 5)
    assert done == ["wang"]
    hangs.set()
    await lanes.empty()
    assert len(done) == 101


async def test_a_job_that_fails_holds_up_nothing_and_tells_no_secret(
    lanes: Lanes, done: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    lanes.put("li", failing())
    lanes.put("li", job(done, "next"))
    with caplog.at_level(logging.DEBUG):
        await lanes.empty()
    assert done == ["next"]
    assert "ValueError" in caplog.text and "李明" not in caplog.text


async def test_a_job_may_queue_another_one_behind_itself(lanes: Lanes, done: list[str]) -> None:
    async def first() -> None:
        lanes.put("li", job(done, "third"))
        done.append("first")

    lanes.put("li", first)
    lanes.put("li", job(done, "second"))
    await lanes.empty()
    assert done == ["first", "second", "third"]


async def test_a_lane_that_ran_empty_begins_anew(lanes: Lanes, done: list[str]) -> None:
    for name in ("first", "second"):
        lanes.put("li", job(done, name))
        await lanes.empty()
    assert done == ["first", "second"]


async def test_closing_gives_what_is_queued_its_time(lanes: Lanes, done: list[str]) -> None:
    opened = asyncio.Event()
    lanes.put("li", job(done, "said", opened))
    closing = asyncio.create_task(lanes.close(5))
    opened.set()
    await closing
    assert done == ["said"]


async def test_closing_lets_go_of_what_hangs(lanes: Lanes, done: list[str]) -> None:
    lanes.put("li", job(done, "never", asyncio.Event()))
    await lanes.close(0)
    await asyncio.wait_for(lanes.empty(), 5)
    assert done == []
