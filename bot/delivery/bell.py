"""The bell: tells whoever serves a chat that something waits in the outbox."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.conversation import Chat


class Bell:
    """Rung after the commit. What waits is read from the outbox, so a lost ring loses nothing."""

    def __init__(self) -> None:
        self._listeners: dict[Chat, set[asyncio.Event]] = {}

    def ring(self, chats: Iterable[Chat]) -> None:
        for chat in chats:
            for event in self._listeners.get(chat, ()):
                event.set()

    @contextmanager
    def listening(self, chats: Iterable[Chat]) -> Iterator[asyncio.Event]:
        """An event that is set whenever something may wait for one of `chats`."""
        event = asyncio.Event()
        heard = list(chats)
        for chat in heard:
            self._listeners.setdefault(chat, set()).add(event)
        try:
            yield event
        finally:
            for chat in heard:
                self._listeners[chat].discard(event)
                if not self._listeners[chat]:
                    del self._listeners[chat]
