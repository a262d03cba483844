"""Calls to the Bot API: their pace, the gate that a flood closes, and what an error means."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.conversation import Chat
from bot.delivery import Closed, Dead, Later, Moved, NotNow, Outcome, Pace, Sent, Uncertain

R = TypeVar("R")
Call = Callable[[], Awaitable[R]]
Sleep = Callable[[float], Awaitable[None]]
Now = Callable[[], float]

# Seconds from one bunch to the next.
BUNCH = 0.003
# Seconds between tries of a call that surely was not done.
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0)
# https://core.telegram.org/bots/api#editmessagetext: nothing was to be changed.
NOT_MODIFIED = "message is not modified"


class Gate:
    """Closed for every call of the bot while the platform asks to wait.

    The stock limiter opens again as soon as an unrelated call succeeds; this one does not.
    """

    def __init__(self, sleep: Sleep, now: Now) -> None:
        self._sleep = sleep
        self._now = now
        self._closed_until = 0.0

    @property
    def closed_for(self) -> float:
        """Seconds until it opens; 0 where it is open."""
        return max(self._closed_until - self._now(), 0.0)

    async def passed(self) -> None:
        while seconds := self.closed_for:
            await self._sleep(seconds)

    def close(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, self._now() + seconds)


class Calls:
    """Makes calls through the gate, again where that is surely safe."""

    def __init__(self, pace: Pace, sleep: Sleep = asyncio.sleep, now: Now = time.monotonic) -> None:
        self._pace = pace
        self._sleep = sleep
        self._now = now
        self._gate = Gate(sleep, now)
        self._unasked = asyncio.Lock()

    @property
    def closed_for(self) -> float:
        """Seconds for which the platform wants no call."""
        return self._gate.closed_for

    @property
    def talking(self) -> bool:
        """Whether somebody was answered lately."""
        return self._pace.talking(self._now())

    async def paced(self, chat: Chat, *, asked: bool = True) -> None:
        """Return once a message may go to a chat; it is taken to go then."""
        if not asked:
            while not await self._at_leisure(chat):
                pass
            return
        while seconds := self._pace.wait(chat, self._now(), asked=True):
            await self._sleep(seconds)
        self._pace.note(chat, self._now(), asked=True)

    async def _at_leisure(self, chat: Chat) -> bool:
        """Wait for what is said unasked; False where the chat was talked in meanwhile.

        Then it begins again, so that a chat that has to rest holds up no other one.
        """
        while seconds := self._pace.wait_in_chat(chat, self._now()):
            await self._sleep(seconds)
        # One of them looks at the clock, and not all of them again and again.
        async with self._unasked:
            while seconds := self._pace.wait(chat, self._now(), asked=False):
                if self._pace.wait_in_chat(chat, self._now()):
                    return False
                # It goes in bunches where many go in a second: each alone costs more.
                await self._sleep(max(seconds, BUNCH))
            self._pace.note(chat, self._now(), asked=False)
        return True

    def leaves(self, chat: Chat) -> None:
        """Note that what was paced for a chat, unasked, goes out only now."""
        self._pace.leaves(chat, self._now())

    def stays(self, chat: Chat) -> None:
        """Note that what was paced for a chat, unasked, is over, gone out or not."""
        self._pace.stays(chat)

    async def make(self, call: Call[R], *, harmless: bool = False) -> R:
        """The call's result; raise its error once trying again cannot help.

        `harmless` calls are made again even where they may have been done: edits, say.
        """
        for seconds in PATIENCE:
            try:
                return await self.once(call)
            except NetworkError as error:
                if not (_undone(error) or (harmless and isinstance(error, TimedOut))):
                    raise
                await self._sleep(seconds)
        return await self.once(call)

    async def once(self, call: Call[R], *, waits: bool = True) -> R:
        """One try; waiting for the platform's own reasons is none.

        Where the caller would rather not wait, raise `RetryAfter`.
        """
        while True:
            await self._gate.passed()
            try:
                return await call()
            except RetryAfter as flood:
                self._gate.close(seconds_of(flood))
                if not waits:
                    raise


def outcome(error: TelegramError | None) -> Outcome:
    """What a call's error means for a delivery. A `BadRequest` is a `NetworkError` too."""
    match error:
        case None:
            return Sent()
        case Forbidden():
            return Closed()
        case ChatMigrated(new_chat_id=address):
            return Moved(str(address))
        case RetryAfter():
            return NotNow(seconds_of(error))
        case BadRequest():
            return Closed() if "chat not found" in error.message.lower() else Dead("refused")
        case InvalidToken():
            return Later()
        case NetworkError() if _undone(error):
            return Later()
    return Uncertain()


def not_modified(error: BadRequest) -> bool:
    """Whether an edit failed only because the message already says the same."""
    return NOT_MODIFIED in error.message.lower()


def seconds_of(flood: RetryAfter) -> float:
    """How long the platform asks to wait."""
    after = flood.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()


def _undone(error: NetworkError) -> bool:
    """Whether a call did not go out, or the platform answered that it failed at it."""
    return not isinstance(error, BadRequest | TimedOut)
