"""Receipts: which replies have arrived, noted many in one turn because nobody waits for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.conversation import Chat, Receipt

log = logging.getLogger(__name__)


class Receipts:
    """Collects what comes while a note is being written, and writes it in the next one."""

    def __init__(self, note: Callable[[Sequence[Receipt]], Awaitable[None]]) -> None:
        self._note = note
        # A chat's later reply makes its earlier one forgotten.
        self._waiting: dict[Chat, Receipt] = {}
        self._writing: asyncio.Task[None] | None = None

    def put(self, receipt: Receipt) -> None:
        """Take a receipt; never waits."""
        self._waiting[receipt.chat] = receipt
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def written(self) -> None:
        """Return once everything that was put is on the disk, or given up."""
        while self._writing and not self._writing.done():
            await asyncio.wait([self._writing])

    async def _write(self) -> None:
        while self._waiting:
            receipts = list(self._waiting.values())
            self._waiting.clear()
            try:
                await self._note(receipts)
            except Exception as error:
                # After a restart these chats are told where they are: no harm, only a word more.
                log.error("receipts could not be noted: %s", type(error).__name__)
