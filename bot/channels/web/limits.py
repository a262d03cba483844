"""How much one browser, and everybody unknown behind one address, may ask of the server.

In memory only, and generous: a factory's hundred phones may share one address.
"""

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

# Of one browser. The oldest makes room: on a bad network it is the one that nobody reads.
MOST_STREAMS = 20
# Of all whom we do not know: keys can be invented, and each stream holds a connection.
MOST_UNKNOWN = 2000
# Requests of unknown people behind one address: so many at once, and so many a second after.
AT_ONCE = 1200
A_SECOND = 20.0
# So many addresses, and so many known chats, are remembered.
MOST_REMEMBERED = 20_000


@dataclass(slots=True, eq=False)
class Stream:
    """One open stream; `ended` when it has to make room."""

    something: asyncio.Event
    ended: bool = False


class Streams:
    """The open event streams: of each browser so many, and of all unknown people together."""

    def __init__(self, most: int = MOST_STREAMS, most_unknown: int = MOST_UNKNOWN) -> None:
        self._most = most
        self._most_unknown = most_unknown
        self._open: dict[str, list[Stream]] = {}
        self._unknown: list[Stream] = []

    @contextmanager
    def opened(
        self, browser: str, something: asyncio.Event, *, known: bool = True
    ) -> Iterator[Stream]:
        """One more stream; `something` wakes it."""
        stream = Stream(something)
        streams = self._open.setdefault(browser, [])
        _join(streams, stream, self._most)
        if not known:
            _join(self._unknown, stream, self._most_unknown)
        try:
            yield stream
        finally:
            for each in (streams, self._unknown):
                if stream in each:
                    each.remove(stream)
            if not streams:
                self._open.pop(browser, None)


def _join(streams: list[Stream], stream: Stream, most: int) -> None:
    """Let the oldest make room for one more."""
    streams.append(stream)
    if len(streams) > most:
        oldest = streams.pop(0)
        oldest.ended = True
        oldest.something.set()


class Strangers:
    """Admits requests of people who are not known, as far as their address has any left.

    Addresses are held as a hash with a key that nobody else has and no restart survives.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        at_once: float = AT_ONCE,
        a_second: float = A_SECOND,
    ) -> None:
        self._now = now
        self._at_once = at_once
        self._a_second = a_second
        self._key = secrets.token_bytes(32)
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._known: OrderedDict[str, None] = OrderedDict()

    def admits(self, chat: str, address: str) -> bool:
        """Whether a request is to be answered; those of known chats always are."""
        if chat in self._known:
            return True
        hashed = hashlib.blake2b(address.encode(), key=self._key, digest_size=16).digest()
        now = self._now()
        left, since = self._left.pop(hashed, (self._at_once, now))
        left = min(self._at_once, left + (now - since) * self._a_second)
        admitted = left >= 1
        _remember(self._left, hashed, (left - admitted, now))
        return admitted

    def is_known(self, chat: str) -> bool:
        return chat in self._known

    def knows(self, chat: str) -> None:
        """Somebody known is in this chat."""
        self._known.pop(chat, None)
        _remember(self._known, chat, None)


def _remember(memory: "OrderedDict[Key, Value]", key: "Key", value: "Value") -> None:
    memory[key] = value
    if len(memory) > MOST_REMEMBERED:
        memory.popitem(last=False)
