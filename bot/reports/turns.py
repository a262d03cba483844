"""How requests reach the store, and how many of them may hold bytes in memory at once."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.reports.box import Refusal
from bot.reports.frames import Incoming
from bot.storage import StorageTrouble, Store, Transaction

R = TypeVar("R")

AT_ONCE = 16
# Nobody keeps a place longer, however slowly the bytes come.
PATIENCE = 300.0


class Turns:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._taking = 0

    async def run(self, work: Callable[[Transaction], R]) -> R:
        """Raise `Refusal`."""
        try:
            return await self._store.turn(work)
        except StorageTrouble:
            raise Refusal("busy") from None

    async def take(self, incoming: Incoming, longest: int) -> bytes:
        """The bytes of a request. Raise `Refusal`."""
        if self._taking >= AT_ONCE:
            raise Refusal("busy")
        self._taking += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await incoming.data(longest)
        except TimeoutError:
            raise Refusal("busy") from None
        finally:
            self._taking -= 1
