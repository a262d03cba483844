"""Where deliveries go when no channel is at hand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.delivery import Courier, Delivery, Outcome, Sent
from tests.bot_api.waiting import Bell
from tests.delivery.post import Post, words_of

SOON = 5.0


class Road:
    """Where deliveries go: `answers` says what becomes of each, `blocked` holds some up."""

    def __init__(self) -> None:
        self.gone: list[str] = []
        self.answers: Callable[[str], Outcome] = lambda words: Sent()
        self.blocked: dict[str, asyncio.Event] = {}
        self._bell = Bell()

    async def hand_over(self, each: Delivery) -> Outcome:
        words = words_of(each)
        self.gone.append(words)
        self._bell.ring()
        if words in self.blocked:
            await self.blocked[words].wait()
        return self.answers(words)

    async def sees(self, *words: str) -> None:
        """Wait until these have been handed over."""
        there = await self._bell.until(lambda: set(words) <= set(self.gone), SOON)
        assert there, f"{words} not among {self.gone}"


@asynccontextmanager
async def running(courier: Courier) -> AsyncIterator[None]:
    task = asyncio.create_task(courier.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await courier.close(SOON)


async def tells(post: Post, person: str, *words: str) -> None:
    post.bell.ring(await post.says(person, *words))
