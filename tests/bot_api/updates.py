"""The queue of updates: what a bot asked to see, in order, until it confirms.

core.telegram.org/bots/api#getting-updates; github.com/tdlib/telegram-bot-api, Client.cpp,
do_get_updates and add_update_impl; github.com/tdlib/td, TQueue.cpp.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from .waiting import Bell
from .wire import ApiError, Json, conflict, encoded

KNOWN = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    }
)
# my_chat_member is among the default ones, but a list that does not name it turns it off.
DEFAULT = KNOWN - {"chat_member", "message_reaction", "message_reaction_count"}

DAY = 86_400
CALLBACK_LIFETIME = 150
_FUTURE = 10

OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)

# Updates of one lane reach a webhook in order: messages of a chat are one lane, button
# presses of a person are another one (Client.cpp, webhook_queue_id).
Lane = tuple[str, int]


class Update(NamedTuple):
    id: int
    lane: Lane
    body: bytes
    expires: float


class UpdateQueue:
    def __init__(self, clock: Callable[[], float], first_id: int) -> None:
        self.allowed: frozenset[str] = DEFAULT
        self.bell = Bell()
        self.on_push: Callable[[Update], None] | None = None
        self.judge: Callable[[Json], None] | None = None
        self._clock = clock
        self._next_id = first_id
        self._pending: deque[Update] = deque()
        self._done: set[int] = set()
        self._poll: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._pending) - len(self._done)

    @property
    def pending(self) -> list[Update]:
        return [update for update in self._pending if update.id not in self._done]

    def allow(self, names: Any) -> None:
        """Sticky: what is no list of names leaves the last list in force."""
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return
        self.allowed = KNOWN & {name.lower() for name in names} or DEFAULT

    def push(self, kind: str, content: Json, lane: Lane, lifetime: int = DAY) -> Json | None:
        """The update as it will be delivered, or None if the bot did not ask for its kind."""
        if kind not in self.allowed:
            return None
        update: Json = {"update_id": self._next_id, kind: content}
        kept = Update(self._next_id, lane, encoded(update), self._clock() + lifetime)
        self._next_id += 1
        self._pending.append(kept)
        if self.judge is not None:
            self.judge(update)
        if self.on_push is not None:
            self.on_push(kept)
        elif self._poll is not None:
            _wake(self._poll)
        return update

    async def poll(self, offset: int, limit: int, seconds: float) -> bytes:
        """The answer to getUpdates, as JSON; a poll that waits ends the one that waited."""
        self._confirm(offset)
        batch = self._batch(limit)
        if not batch and seconds > 0:
            self.interrupt(conflict(OTHER_POLLER))
            await self._wait(seconds)
            self._confirm(offset)
            batch = self._batch(limit)
        return b"[" + b",".join(update.body for update in batch) + b"]"

    def interrupt(self, error: ApiError) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error)

    def forget(self, update_id: int) -> None:
        self._done.add(update_id)
        while self._pending and self._pending[0].id in self._done:
            self._done.discard(self._pending.popleft().id)
        self.bell.ring()

    def clear(self) -> None:
        self._pending.clear()
        self._done.clear()
        self.bell.ring()

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        waiter = self._poll = loop.create_future()
        timer = loop.call_later(seconds, _wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            if self._poll is waiter:
                self._poll = None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self) > -offset:
                self.forget(self._pending[0].id)
        # An offset far in the future confirms nothing and gets the queue from its head.
        elif offset <= self._next_id + _FUTURE:
            while self._pending and self._pending[0].id < offset:
                self.forget(self._pending[0].id)

    def _batch(self, limit: int) -> list[Update]:
        now = self._clock()
        batch: list[Update] = []
        expired: list[Update] = []
        for update in self._pending:
            if len(batch) == limit:
                break
            if update.id not in self._done:
                (batch if update.expires > now else expired).append(update)
        for update in expired:
            self.forget(update.id)
        return batch


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
