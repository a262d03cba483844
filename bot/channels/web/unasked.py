"""What a page is sent without having asked: an open stream, as long as it has its place."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.channels.web.limits import Stream
from bot.channels.web.messages import Message, Messages
from bot.conversation import Chat, Screen
from bot.delivery import waiting
from bot.storage import StorageTrouble, Store

log = logging.getLogger(__name__)

KEEP_ALIVE = 15


async def unasked(
    store: Store, messages: Messages, phones: Mapping[str, Chat], stream: Stream
) -> AsyncIterator[str]:
    """The events of a page's phones, each as often as it has changed."""
    shown: dict[int, Screen] = {}
    yield ": here\n\n"
    while not stream.ended:
        stream.something.clear()
        try:
            async with store.reading() as reader:
                found = [
                    (phone, each)
                    for phone, chat in phones.items()
                    for each in await waiting(reader, chat)
                ]
        except StorageTrouble as trouble:
            # The page opens the stream anew after a pause.
            log.error("a stream ended: %s", type(trouble).__name__)
            return
        fresh = [pair for pair in found if shown.get(pair[1].id) != pair[1].screen]
        # What was seen may come again, corrected.
        shown = {each.id: each.screen for _, each in found}
        for phone, each in fresh:
            yield _event(phone, each.name, messages.standing(each))
        try:
            # wait_for of Python 3.11 can swallow a cancellation.
            async with asyncio.timeout(KEEP_ALIVE):
                await stream.something.wait()
        except TimeoutError:
            # A comment would be invisible to the page, which reconnects after a silence.
            yield "event: ping\ndata: 1\n\n"


def _event(phone: str, person: str, message: Message) -> str:
    data: dict[str, Any] = {"phone": phone, "person": person, "message": message}
    return f"event: message\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
