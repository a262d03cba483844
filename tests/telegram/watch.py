"""Seconds that pass as soon as somebody waits for them."""

import asyncio


class Watch:
    """`slept` holds what was waited for, `at` the seconds that passed by it.

    `stop` holds up whoever waits, until `go`; `asked` is set when somebody does.
    """

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []
        self.asked = asyncio.Event()
        self._going = asyncio.Event()
        self._going.set()

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.asked.set()
        until = self.at + seconds
        await asyncio.sleep(0)
        await self._going.wait()
        self.at = max(self.at, until)

    def stop(self) -> None:
        self.asked.clear()
        self._going.clear()

    def go(self) -> None:
        self._going.set()
