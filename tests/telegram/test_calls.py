"""Calls: the gate that a flood closes, what is tried again, and what an error means."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.calls import PATIENCE, Calls, Gate, not_modified, outcome
from bot.channels.telegram.transport import NotSent, Unanswered
from bot.delivery import Closed, Dead, Later, Moved, NotNow, Outcome, Pace, Sent, Uncertain
from tests.telegram.watch import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def calls(watch: Watch) -> Calls:
    return Calls(Pace(30), watch.sleep, watch.now)


def answers(*scripted: TelegramError | str) -> Callable[[], Awaitable[str]]:
    """A call that fails and succeeds as scripted."""
    left = iter(scripted)

    async def call() -> str:
        answer = next(left)
        if isinstance(answer, TelegramError):
            raise answer
        return answer

    return call


# The gate


async def test_an_open_gate_lets_pass_at_once(watch: Watch) -> None:
    gate = Gate(watch.sleep, watch.now)
    await gate.passed()
    assert watch.slept == [] and gate.closed_for == 0


async def test_a_shorter_wait_does_not_open_the_gate_earlier(watch: Watch) -> None:
    gate = Gate(watch.sleep, watch.now)
    gate.close(30)
    gate.close(5)
    await gate.passed()
    assert watch.at == 30


async def test_a_gate_closed_anew_meanwhile_is_waited_for_again(watch: Watch) -> None:
    gate = Gate(watch.sleep, watch.now)
    gate.close(5)
    passing = asyncio.create_task(gate.passed())
    await asyncio.sleep(0)
    gate.close(12)
    await passing
    assert watch.slept == [5, 7]


async def test_a_flood_is_waited_for_and_is_no_try(calls: Calls, watch: Watch) -> None:
    floods = [RetryAfter(seconds) for seconds in range(1, 20)]
    assert await calls.make(answers(*floods, "done")) == "done"
    assert watch.slept == list(range(1, 20))


async def test_the_gate_stays_closed_though_an_unrelated_call_succeeds(
    calls: Calls, watch: Watch
) -> None:
    under_way, goes_on = asyncio.Event(), asyncio.Event()

    async def unrelated() -> str:
        under_way.set()
        await goes_on.wait()
        return "done"

    other = asyncio.create_task(calls.make(unrelated))
    await under_way.wait()
    with pytest.raises(RetryAfter):
        await calls.once(answers(RetryAfter(40)), waits=False)
    goes_on.set()
    assert await other == "done"
    assert calls.closed_for == 40
    assert await calls.make(answers("third")) == "third"
    assert watch.slept == [40]


async def test_a_flood_in_one_call_holds_up_the_others(calls: Calls, watch: Watch) -> None:
    with pytest.raises(RetryAfter):
        await calls.once(answers(RetryAfter(9)), waits=False)
    assert calls.closed_for == 9
    await calls.once(answers("done"))
    assert watch.slept == [9]


# What is tried again

PATIENT = list(PATIENCE)


@pytest.mark.parametrize(
    ("error", "harmless", "waits"),
    [
        (NotSent("no connection"), False, PATIENT),
        (NotSent("no connection"), True, PATIENT),
        (NetworkError("Bad Gateway"), False, PATIENT),
        (Unanswered("no answer"), False, []),
        (Unanswered("no answer"), True, PATIENT),
        (TimedOut(), False, []),
        (BadRequest("Message to edit not found"), True, []),
        (BadRequest("Message is too long"), False, []),
        (Forbidden("bot was blocked by the user"), True, []),
        (InvalidToken("Unauthorized"), True, []),
        (ChatMigrated(-1000), True, []),
        (Conflict("terminated by other getUpdates request"), True, []),
    ],
)
async def test_what_is_tried_again_and_what_is_not(
    calls: Calls, watch: Watch, error: TelegramError, harmless: bool, waits: Iterable[float]
) -> None:
    with pytest.raises(type(error)):
        await calls.make(answers(*[error] * (len(PATIENCE) + 1)), harmless=harmless)
    assert watch.slept == waits


async def test_a_call_that_comes_through_at_last(calls: Calls, watch: Watch) -> None:
    assert await calls.make(answers(NotSent(""), RetryAfter(3), NotSent(""), "done")) == "done"
    assert watch.slept == [PATIENCE[0], 3, PATIENCE[1]]


# What an error means for a delivery


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (None, Sent()),
        (Forbidden("bot was blocked by the user"), Closed()),
        (Forbidden("user is deactivated"), Closed()),
        (BadRequest("Chat not found"), Closed()),
        (ChatMigrated(-1000), Moved("-1000")),
        (RetryAfter(7), NotNow(7)),
        (BadRequest("Message is too long"), Dead("refused")),
        (BadRequest("Can't parse entities: 李明"), Dead("refused")),
        (NotSent("no connection"), Later()),
        (InvalidToken("Unauthorized"), Later()),
        (NetworkError("Bad Gateway"), Later()),
        (NetworkError("Internal Server Error"), Later()),
        (Unanswered("no answer"), Uncertain()),
        (TimedOut(), Uncertain()),
        (Conflict("terminated by other getUpdates request"), Uncertain()),
    ],
)
def test_what_an_error_means(error: TelegramError | None, means: Outcome) -> None:
    assert outcome(error) == means


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Message is not modified: specified new message content is the same", True),
        ("Bad Request: message is not modified", True),
        ("Message to edit not found", False),
    ],
)
def test_an_edit_that_changes_nothing(words: str, same: bool) -> None:
    assert not_modified(BadRequest(words)) is same
