"""Deliveries: what is said unasked, or corrected, and what became of it."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import Calls, not_modified, outcome
from bot.channels.telegram.render import Outgoing, Renderer
from bot.conversation import Chat, Document, Screen
from bot.delivery import Delivery, Later, Moved, NotNow, Outcome, Sent, Uncertain

log = logging.getLogger(__name__)

SayAll = Callable[[Chat, Sequence[Outgoing], Sequence[Document]], Awaitable[TelegramError | None]]


class Deliveries:
    """Waiting is left to the outbox, which no crash forgets; but not between two parts."""

    def __init__(self, api: Api, calls: Calls, renderer: Renderer, say_all: SayAll) -> None:
        self._api = api
        self._calls = calls
        self._renderer = renderer
        self._say_all = say_all
        self._last: tuple[tuple[Screen | None, str, str], list[Outgoing]] = (None, "", ""), []

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Send one, or edit what arrived before."""
        screen = delivery.pops_up
        first, *others = self._drawn(screen, delivery.locale, delivery.zone)
        if seconds := self._calls.closed_for:
            return NotNow(seconds)
        self._calls.leaves(delivery.chat)
        try:
            id = await self._calls.once(lambda: self._first(delivery, first), waits=False)
        except TelegramError as error:
            log.warning("a delivery was not sent: %s", type(error).__name__)
            return _failed(delivery, outcome(error))
        # The files of a message stand below it, whatever its words are now.
        files = () if delivery.edits else screen.attachments
        rest = outcome(await self._say_all(delivery.chat, others, files))
        if isinstance(rest, Sent):
            return Sent("" if others else id)
        # A part of it has arrived, and must not come again.
        return Uncertain() if isinstance(rest, Later | Moved) else rest

    def _drawn(self, screen: Screen, locale: str, zone: str) -> list[Outgoing]:
        """The messages of a screen; what many are told is drawn once for all in a row."""
        (last, *how), drawn = self._last
        if screen is not last or how != [locale, zone]:
            drawn = self._renderer.draw(screen, locale, zone, keys_up=False)
            self._last = (screen, locale, zone), drawn
        return drawn

    async def _first(self, delivery: Delivery, message: Outgoing) -> str:
        """Send or edit the first part; what the platform calls it."""
        if not delivery.edits:
            return str(await self._api.send_for_good(delivery.chat, message))
        try:
            await self._api.edit_message_text(delivery.chat, int(delivery.edits), message)
        except BadRequest as error:
            if not not_modified(error):
                raise
        return delivery.edits


def _failed(delivery: Delivery, result: Outcome) -> Outcome:
    """An edit may be made twice."""
    return Later() if delivery.edits and isinstance(result, Uncertain) else result
