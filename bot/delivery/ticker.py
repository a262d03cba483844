"""The ticker: asks every few seconds what is due. It remembers nothing."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SECONDS = 20


class Ticker:
    """Calls `tick` while it runs; a tick that takes long is not overtaken by the next."""

    def __init__(self, tick: Callable[[], Awaitable[None]]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        # The default would skip a tick that comes more than a second late.
        self._scheduler.add_job(
            tick,
            "interval",
            seconds=SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Start in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
