"""Waiting for something to become true, without polling and without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Bell:
    """Plain code rings it, coroutines wait for it: a condition without a lock.

    `asyncio.Condition` can only be notified from a coroutine; here a change happens inside a
    plain function, and everything runs on one loop, so there is nothing to lock.
    """

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        if not self._waiters:
            return
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until `holds()`, looking again at every ring; False if `seconds` went by."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            return holds()
        return True
