"""Calls to the Bot API: the gate that a flood closes, and what an error means."""

import asyncio
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

from bot.channels.telegram.transport import NotSent, Unanswered
from bot.delivery import Closed, Dead, Later, Moved, Outcome, Sent, Uncertain

R = TypeVar("R")
Call = Callable[[], Awaitable[R]]
Sleep = Callable[[float], Awaitable[None]]

# Seconds between tries of a call that surely did not get through.
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0)
# https://core.telegram.org/bots/api#editmessagetext: nothing was to be changed.
NOT_MODIFIED = "message is not modified"


class Gate:
    """Closed for every call of the bot while the platform asks to wait.

    The stock limiter opens again as soon as an unrelated call succeeds; this one does not.
    """

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._closed_until = 0.0

    async def passed(self) -> None:
        while (seconds := self._closed_until - _now()) > 0:
            await self._sleep(seconds)

    def close(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, _now() + seconds)


class Calls:
    """Makes calls through the gate, again where that is surely safe."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._gate = Gate(sleep)

    async def make(self, call: Call[R], *, harmless: bool = False) -> R:
        """The call's result; raise its error once trying again cannot help.

        `harmless` calls are made again even where they may have been done: edits, say.
        """
        for seconds in PATIENCE:
            try:
                return await self.once(call)
            except (NotSent, Unanswered) as error:
                if isinstance(error, Unanswered) and not harmless:
                    raise
                await self._sleep(seconds)
        return await self.once(call)

    async def once(self, call: Call[R]) -> R:
        """One try; waiting for the platform's own reasons is none."""
        while True:
            await self._gate.passed()
            try:
                return await call()
            except RetryAfter as flood:
                seconds = flood.retry_after
                self._gate.close(
                    seconds if isinstance(seconds, int | float) else seconds.total_seconds()
                )


def outcome(error: TelegramError | None) -> Outcome:
    """What a call's error means for a delivery. A `BadRequest` is a `NetworkError` too."""
    match error:
        case None:
            return Sent()
        case Forbidden():
            return Closed()
        case ChatMigrated(new_chat_id=address):
            return Moved(str(address))
        case BadRequest():
            return Closed() if "chat not found" in error.message.lower() else Dead("refused")
        case InvalidToken() | NotSent():
            return Later()
        case TimedOut():
            return Uncertain()
        case NetworkError():
            # An answer came, and it was the platform's own trouble.
            return Later()
    return Dead("unknown")


def not_modified(error: BadRequest) -> bool:
    """Whether an edit failed only because the message already says the same."""
    return NOT_MODIFIED in error.message.lower()


def _now() -> float:
    return asyncio.get_running_loop().time()
