"""Long polling: commit a batch, then move the offset; what was not committed comes again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.decode import ALLOWED

log = logging.getLogger(__name__)

# Seconds that the platform holds the call open, and between tries when something is wrong.
HOLD = 30
SHORT, LONG = 1.0, 30.0

Take = Callable[[Sequence[Update]], Awaitable[bool]]
Sleep = Callable[[float], Awaitable[None]]


async def poll(bot: Bot, take: Take, sleep: Sleep = asyncio.sleep) -> None:
    """Poll until cancelled; `take` says whether all of a batch is on the disk."""
    offset = 0
    trouble = _Trouble(sleep)
    await _take_webhook_down(bot, trouble)
    while True:
        try:
            batch = await bot.get_updates(
                offset=offset, timeout=HOLD, read_timeout=HOLD + 10, allowed_updates=ALLOWED
            )
        except TelegramError as error:
            await trouble.wait(error)
            continue
        trouble.over()
        if not batch:
            continue
        if await take(batch):
            offset = batch[-1].update_id + 1
        else:
            await sleep(SHORT)


async def _take_webhook_down(bot: Bot, trouble: "_Trouble") -> None:
    """Polling and a webhook exclude each other; what waits is kept."""
    while True:
        try:
            await bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            await trouble.wait(error)
        else:
            return


class _Trouble:
    """Says once what is wrong, waits longer each time, and says when it is over."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._said = ""
        self._seconds = SHORT

    async def wait(self, error: TelegramError) -> None:
        words = _words(error)
        if words != self._said:
            log.warning(words)
            self._said = words
        await self._sleep(_seconds(error, self._seconds))
        self._seconds = min(self._seconds * 2, LONG)

    def over(self) -> None:
        if self._said:
            log.warning("Telegram answers again.")
        self._said = ""
        self._seconds = SHORT


def _words(error: TelegramError) -> str:
    match error:
        case Conflict():
            return "Another process polls with the same Telegram token. Stop one of them."
        case InvalidToken():
            return "Telegram does not know the token any more. Check BOT_TELEGRAM_TOKEN."
        case RetryAfter():
            return "Telegram asks to wait."
    return f"Telegram cannot be reached ({type(error).__name__}). Trying again by itself."


def _seconds(error: TelegramError, otherwise: float) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return float(after) if isinstance(after, int | float) else after.total_seconds()
    return otherwise
