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


# Jobs whose caller waits for what comes of them


async def answers(word: str) -> str:
    return word


async def test_in_a_free_lane_a_job_is_done_at_once(lanes: Lanes) -> None:
    assert await lanes.do("li", lambda: answers("said")) == "said"
    assert lanes.length("li") == 0


async def test_a_job_waits_behind_what_its_lane_holds_and_before_what_comes_later(
    lanes: Lanes, done: list[str]
) -> None:
    opened = asyncio.Event()
    lanes.put("li", job(done, "first", opened))
    asked = asyncio.create_task(lanes.do("li", job(done, "asked")))
    await asyncio.sleep(0)
    lanes.put("li", job(done, "last"))
    opened.set()
    await asyncio.gather(asked, lanes.empty())
    assert done == ["first", "asked", "last"]


async def test_what_comes_while_a_caller_does_its_job_waits_for_it(
    lanes: Lanes, done: list[str]
) -> None:
    opened = asyncio.Event()
    asked = asyncio.create_task(lanes.do("li", job(done, "asked", opened)))
    await asyncio.sleep(0)
    lanes.put("li", job(done, "next"))
    assert lanes.length("li") == 2
    opened.set()
    await asyncio.gather(asked, lanes.empty())
    assert done == ["asked", "next"]


@pytest.mark.parametrize("behind", [False, True])
async def test_a_caller_hears_of_a_job_that_failed(lanes: Lanes, behind: bool) -> None:
    opened = asyncio.Event()
    if behind:
        lanes.put("li", job([], "first", opened))
    asked = asyncio.create_task(lanes.do("li", failing()))
    await asyncio.sleep(0)
    opened.set()
    with pytest.raises(ValueError, match="李明"):
        await asked
    await lanes.empty()
    assert lanes.length("li") == 0


async def test_a_caller_that_leaves_holds_up_nothing(lanes: Lanes, done: list[str]) -> None:
    asked = asyncio.create_task(lanes.do("li", job(done, "never", asyncio.Event())))
    await asyncio.sleep(0)
    lanes.put("li", job(done, "next"))
    asked.cancel()
    await asyncio.wait([asked])
    await lanes.empty()
    assert done == ["next"]


async def test_closing_gives_what_waits_behind_a_caller_its_time(
    lanes: Lanes, done: list[str]
) -> None:
    opened = asyncio.Event()
    asked = asyncio.create_task(lanes.do("li", job(done, "asked", opened)))
    await asyncio.sleep(0)
    lanes.put("li", job(done, "next"))
    closing = asyncio.create_task(lanes.close(5))
    await asyncio.sleep(0)
    opened.set()
    await closing
    assert done == ["asked", "next"]
    await asked


async def test_closing_lets_go_of_what_waits_behind_a_caller_that_hangs(
    lanes: Lanes, done: list[str]
) -> None:
    asked = asyncio.create_task(lanes.do("li", job(done, "never", asyncio.Event())))
    await asyncio.sleep(0)
    lanes.put("li", job(done, "next"))
    await lanes.close(0)
    asked.cancel()
    await asyncio.wait([asked])
    await asyncio.wait_for(lanes.empty(), 5)
    assert done == []


async def test_a_lane_that_was_closed_before_it_began_takes_jobs_again(
    lanes: Lanes, done: list[str]
) -> None:
    lanes.put("li", job(done, "never"))
    await lanes.close(0)
    await asyncio.wait_for(lanes.empty(), 5)
    lanes.put("li", job(done, "later"))
    await asyncio.wait_for(lanes.empty(), 5)
    assert done[-1] == "later"
