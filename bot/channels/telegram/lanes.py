"""Lanes: what is sent to one chat goes in order, and no chat waits for another one."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import TypeVar

log = logging.getLogger(__name__)

R = TypeVar("R")
Job = Callable[[], Awaitable[None]]


class Lanes:
    """Runs jobs, one at a time in each lane. A job that fails does not hold up the next."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[Job]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._emptied = asyncio.Event()

    def put(self, lane: Hashable, job: Job) -> None:
        """Queue a job behind the others of its lane; never waits."""
        if lane in self._waiting:
            self._waiting[lane].append(job)
            return
        self._waiting[lane] = deque([job])
        self._start(lane)

    async def do(self, lane: Hashable, job: Callable[[], Awaitable[R]]) -> R:
        """Do a job in its turn and return what comes of it; in a free lane at once, here."""
        if lane in self._waiting:
            return await self._behind(lane, job)
        self._waiting[lane] = deque([_nothing])
        try:
            return await job()
        finally:
            self._waiting[lane].popleft()
            if self._waiting[lane]:
                self._start(lane)
            else:
                self._leave(lane)

    async def _behind(self, lane: Hashable, job: Callable[[], Awaitable[R]]) -> R:
        result: asyncio.Future[R] = asyncio.get_running_loop().create_future()

        async def queued() -> None:
            try:
                result.set_result(await job())
            except Exception as error:
                if not result.done():
                    result.set_exception(error)

        self.put(lane, queued)
        return await result

    def _start(self, lane: Hashable) -> None:
        jobs, task = self._waiting[lane], asyncio.create_task(self._run(lane))
        self._running.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._running.discard(task)
            # One that was cancelled before it began has not left its lane.
            if self._waiting.get(lane) is jobs:
                self._leave(lane)

        task.add_done_callback(ended)

    def length(self, lane: Hashable) -> int:
        """How many jobs are queued in a lane, with the one that runs."""
        return len(self._waiting.get(lane, ()))

    async def empty(self) -> None:
        """Return once everything is done, also what callers do themselves."""
        while self._waiting:
            self._emptied.clear()
            await self._emptied.wait()

    async def close(self, seconds: float) -> None:
        """Give what is there so long to be done, then let go of it; callers are not ended."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.empty()
        for jobs in self._waiting.values():
            while len(jobs) > 1:
                jobs.pop()
        for task in self._running:
            task.cancel()

    async def _run(self, lane: Hashable) -> None:
        jobs = self._waiting[lane]
        try:
            while jobs:
                await _safely(jobs[0])
                jobs.popleft()
        finally:
            self._leave(lane)

    def _leave(self, lane: Hashable) -> None:
        del self._waiting[lane]
        if not self._waiting:
            self._emptied.set()


async def _nothing() -> None:
    """Stands for a job that its own caller does."""


async def _safely(job: Job) -> None:
    try:
        await job()
    except Exception as error:
        # The message of an error may hold what a person wrote; its name does not.
        log.error("a job failed: %s", type(error).__name__)
