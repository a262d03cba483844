"""Gathering: what many have to write down while one turn runs is done together in the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from bot.storage import Transaction

# Seconds for which the first waits for others: a commit costs everybody more than they lose. At a
# thousand a second it saved half of the commits.
A_BREATH = 0.004

Result = TypeVar("Result")
Work = Callable[[Transaction], Result]
Turn = Callable[[Work[list[Any]]], Awaitable[list[Any]]]


class Gathering:
    """Several works in one turn: it costs as much as one alone.

    Where that fails each has one of its own, so that whoever is to blame is told so alone.
    """

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def do(self, work: Work[Result]) -> Result:
        """What `work` returns, once that is on the disk."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(A_BREATH)
                batch, self._waiting = self._waiting, []
                await self._settle(batch)
        finally:
            self._running = None

    async def _settle(self, batch: Sequence[tuple[Work[Any], asyncio.Future[Any]]]) -> None:
        """One turn, or one for each."""
        waiting = [future for _, future in batch]
        try:
            results = await self._turn(lambda tx: [work(tx) for work, _ in batch])
        except asyncio.CancelledError:
            for future in waiting:
                future.cancel()
            raise
        except Exception as trouble:
            if len(batch) > 1:
                for each in batch:
                    await self._settle([each])
            elif _waits(waiting[0]):
                waiting[0].set_exception(trouble)
        else:
            for future, result in zip(waiting, results, strict=True):
                if _waits(future):
                    future.set_result(result)


def _waits(future: asyncio.Future[Any]) -> bool:
    """Whoever stopped waiting has cancelled it."""
    return not future.done()
