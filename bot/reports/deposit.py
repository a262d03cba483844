"""The box as the chat reaches it: from a thread of its own, over the box's own store."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.reports.box import Box, Look, Refusal
from bot.reports.directory import Body, Directory
from bot.reports.floor import Speaker
from bot.reports.receipt import Mailbox
from bot.storage import StorageTrouble, Store, Transaction

R = TypeVar("R")


class Deposit:
    """Each call leaves the floor, waits until it is on the disk, and raises `Refusal`."""

    def __init__(
        self, box: Box, store: Store, loop: asyncio.AbstractEventLoop, speaker: Speaker
    ) -> None:
        self._box = box
        self._store = store
        self._loop = loop
        self._speaker = speaker

    @property
    def directory(self) -> Directory:
        return self._box.directory()

    def send(self, mailbox: Mailbox, body: Body, number: int, sealed: bytes) -> None:
        self._turn(
            lambda tx: self._box.send(tx, mailbox.id, mailbox.access, body.id, number, sealed)
        )

    def look(self, mailbox: Mailbox) -> Look:
        return self._turn(lambda tx: self._box.look(tx, mailbox.id, mailbox.access))

    def withdraw(self, mailbox: Mailbox) -> None:
        self._turn(lambda tx: self._box.withdraw(tx, mailbox.id, mailbox.access))

    def _turn(self, work: Callable[[Transaction], R]) -> R:
        turn = asyncio.run_coroutine_threadsafe(self._off_the_floor(work), self._loop)
        try:
            return turn.result()
        except StorageTrouble:
            raise Refusal("busy") from None

    async def _off_the_floor(self, work: Callable[[Transaction], R]) -> R:
        self._speaker.leave()
        return await self._store.turn(work)
