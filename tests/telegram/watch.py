"""Seconds that pass as soon as somebody waits for them."""

import asyncio


class Watch:
    """`slept` holds what was waited for, `at` the seconds that passed by it."""

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        until = self.at + seconds
        await asyncio.sleep(0)
        self.at = max(self.at, until)
