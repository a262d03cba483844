"""Trying until Telegram lets us: what is wrong is said once, and once more when it is over."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.calls import Sleep, seconds_of

log = logging.getLogger(__name__)

R = TypeVar("R")

# Seconds between tries.
SHORT, LONG = 1.0, 30.0


class Trying:
    """Says once what is wrong, waits longer each time, and says when it is over."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._said = ""
        self._seconds = SHORT

    async def until_done(self, act: Callable[[], Awaitable[R]]) -> R:
        """What `act` returns, once the platform lets it."""
        while True:
            try:
                done = await act()
            except TelegramError as error:
                await self._wait(error)
            else:
                self._over()
                return done

    async def _wait(self, error: TelegramError) -> None:
        words = _words(error)
        if words != self._said:
            log.warning(words)
            self._said = words
        seconds = seconds_of(error) if isinstance(error, RetryAfter) else self._seconds
        await self._sleep(seconds)
        self._seconds = min(self._seconds * 2, LONG)

    def _over(self) -> None:
        if self._said:
            log.warning("Telegram answers again.")
        self._said = ""
        self._seconds = SHORT


def _words(error: TelegramError) -> str:
    match error:
        case Conflict() if "webhook" in error.message.lower():
            return (
                "Another process has set a webhook for the same Telegram token."
                " Stop it, then start this one anew."
            )
        case Conflict():
            return "Another process polls with the same Telegram token. Stop one of them."
        case InvalidToken():
            return "Telegram does not know the token any more. Check BOT_TELEGRAM_TOKEN."
        case RetryAfter():
            return "Telegram asks to wait."
        case BadRequest():
            return f"Telegram refuses: {error.message}"
    return f"Telegram cannot be reached ({type(error).__name__}). Trying again by itself."
