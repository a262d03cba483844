"""Gathering: what many ask for while one turn runs is done together in the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.storage import Transaction

Item = TypeVar("Item")
Result = TypeVar("Result")


class Gathering(Generic[Item, Result]):
    """`work` does several items in one turn; its results stand in the order of the items.

    What a turn raises reaches everybody whose item was in it; the next ones have a turn of their
    own.
    """

    def __init__(
        self,
        turn: Callable[[Callable[[Transaction], list[Result]]], Awaitable[list[Result]]],
        work: Callable[[Transaction, Sequence[Item]], list[Result]],
    ) -> None:
        self._turn = turn
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._running: asyncio.Task[None] | None = None

    async def do(self, item: Item) -> Result:
        """What `work` says of the item, once that is on the disk."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._settle(batch)
        finally:
            self._running = None

    async def _settle(self, batch: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        """One turn; what it raises, everybody who waits for it is told."""
        items = [item for item, _ in batch]
        waiting = [future for _, future in batch]
        try:
            results = await self._turn(lambda tx: self._work(tx, items))
        except asyncio.CancelledError:
            for future in waiting:
                future.cancel()
            raise
        except Exception as trouble:
            for future in filter(_waits, waiting):
                future.set_exception(trouble)
        else:
            for future, result in zip(waiting, results, strict=True):
                if _waits(future):
                    future.set_result(result)


def _waits(future: asyncio.Future[Result]) -> bool:
    """Whoever stopped waiting has cancelled it."""
    return not future.done()
