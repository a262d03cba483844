"""Long polling: commit a batch, then move the offset; what was not committed comes again."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest

from bot.channels.telegram.calls import Sleep
from bot.channels.telegram.decode import ALLOWED, Json
from bot.channels.telegram.trying import SHORT, Trying

# Seconds that the platform holds the call open.
HOLD = 30

Take = Callable[[Sequence[Json]], Awaitable[bool]]


async def poll(bot: Bot, request: BaseRequest, take: Take, sleep: Sleep = asyncio.sleep) -> None:
    """Poll until cancelled; `take` says whether all of a batch is on the disk."""
    offset = 0
    trying = Trying(sleep)
    # Polling and a webhook exclude each other; what waits is kept.
    await trying.until_done(lambda: bot.delete_webhook(drop_pending_updates=False))
    while True:
        batch = await trying.until_done(partial(_fetch, bot, request, offset))
        if await take([update for _, update in batch]):
            offset = max((id + 1 for id, _ in batch), default=offset)
        else:
            await sleep(SHORT)


async def _fetch(bot: Bot, request: BaseRequest, offset: int) -> list[tuple[int, Json]]:
    """The next updates as they come, each with its id.

    `Bot.get_updates` logs the whole batch when one of it cannot be read, and gives none.
    """
    allowed = json.dumps(ALLOWED)
    query = urlencode({"offset": offset, "timeout": HOLD, "allowed_updates": allowed})
    found: Any = await request.post(f"{bot.base_url}/getUpdates?{query}", read_timeout=HOLD + 10)
    try:
        return [(each["update_id"], each) for each in found]
    except (TypeError, KeyError):
        raise NetworkError("no answer of the platform's") from None
