"""The ticker: asks every few seconds what is due. It remembers nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SECONDS = 20

Act = Callable[[], Awaitable[None]]


class Ticker:
    """Calls `tick` at once and every few seconds, and `tidy`, where there is one, once a day."""

    def __init__(self, tick: Act, tidy: Act | None = None) -> None:
        # By default a job that comes more than a second late would be skipped, and one that
        # takes long would be overtaken by the next.
        defaults = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
        # What fell due while nothing ran is done at once.
        now = datetime.now(UTC)
        self._scheduler.add_job(
            _until_stopped(tick), "interval", seconds=SECONDS, next_run_time=now
        )
        if tidy:
            self._scheduler.add_job(_until_stopped(tidy), "interval", days=1)

    def start(self) -> None:
        """Start in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)


def _until_stopped(act: Act) -> Act:
    """Whoever stops while it is at work is no trouble for the log."""

    async def acted() -> None:
        with suppress(asyncio.CancelledError):
            await act()

    return acted
