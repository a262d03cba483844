"""One booth thinks at a time, and all of them rest after it.

Many at once, or one right after the other, took the interpreter from everybody else.
"""

import asyncio

# Seconds. Of 0, 2, 4 and 8 ms, others' slowest turns were the shortest with 4.
REST = 0.004


class Speaker:
    """One of those who share a floor. To be used on the event loop."""

    def __init__(self, floor: asyncio.Lock) -> None:
        self._floor = floor
        self._speaks = False

    async def take(self) -> None:
        await self._floor.acquire()
        self._speaks = True

    def leave(self) -> None:
        """For the rest of a turn, where that waits for something slow; twice does no harm."""
        if self._speaks:
            self._speaks = False
            asyncio.get_running_loop().call_later(REST, self._floor.release)
