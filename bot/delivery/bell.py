"""The bell: tells whoever serves a chat that something waits in the outbox."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.conversation import Chat


class Bell:
    """Rung after the commit. What waits is read from the outbox, so a lost ring loses nothing.

    One listens to chats, or to a whole channel by its name.
    """

    def __init__(self) -> None:
        self._listeners: dict[Chat | str, set[asyncio.Event]] = {}

    def ring(self, chats: Iterable[Chat]) -> None:
        for chat in chats:
            for heard in (chat, chat.channel):
                for event in self._listeners.get(heard, ()):
                    event.set()

    @contextmanager
    def listening_to(self, *heard: Chat | str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something may wait for what one listens to."""
        event = asyncio.Event()
        for each in heard:
            self._listeners.setdefault(each, set()).add(event)
        try:
            yield event
        finally:
            for each in heard:
                self._listeners[each].discard(event)
                if not self._listeners[each]:
                    del self._listeners[each]
