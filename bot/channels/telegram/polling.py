"""Long polling: commit a batch, then move the offset; what was not committed comes again.

Whoever sends a file over a bad network holds up nobody else: what comes after it is taken
meanwhile, and the offset moves once all before it is on the disk.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest

from bot.channels.telegram.calls import Sleep
from bot.channels.telegram.decode import ALLOWED, Json
from bot.channels.telegram.trying import SHORT, Trying

# Seconds that the platform holds the call open, and seconds until the next call where something
# is still being taken: then the platform answers at once, with what is known already.
HOLD, MEANWHILE = 30, 0.3

Take = Callable[[Sequence[Json]], Coroutine[Any, Any, bool]]


async def poll(bot: Bot, request: BaseRequest, take: Take, sleep: Sleep = asyncio.sleep) -> None:
    """Poll until cancelled; `take` says whether all of a batch is on the disk."""
    offset = 0
    known: dict[int, asyncio.Task[bool]] = {}
    trying = Trying(sleep)
    # Polling and a webhook exclude each other; what waits is kept.
    await trying.until_done(lambda: bot.delete_webhook(drop_pending_updates=False))
    try:
        while True:
            batch = await trying.until_done(partial(_fetch, bot, request, offset))
            fresh = {id: update for id, update in batch if id not in known}
            if fresh:
                task = asyncio.create_task(take(list(fresh.values())))
                known.update(dict.fromkeys(fresh, task))
            await _meanwhile(set(known.values()))
            failed = _forget_failed(known)
            offset = _moved(offset, known)
            if failed:
                await sleep(SHORT)
    finally:
        for task in known.values():
            task.cancel()


async def _meanwhile(tasks: set[asyncio.Task[bool]]) -> None:
    """Let what is being taken come to its end, but for what takes long."""
    if tasks:
        await asyncio.wait(tasks, timeout=MEANWHILE)


def _forget_failed(known: dict[int, asyncio.Task[bool]]) -> bool:
    """Have what could not be kept come again; whether there was any."""
    failed = [id for id, task in known.items() if task.done() and not task.result()]
    for id in failed:
        del known[id]
    return bool(failed)


def _moved(offset: int, known: dict[int, asyncio.Task[bool]]) -> int:
    """The offset behind what is on the disk without a gap."""
    for id in sorted(known):
        if not known[id].done():
            break
        offset = id + 1
        del known[id]
    return offset


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
