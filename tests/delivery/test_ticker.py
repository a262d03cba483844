"""The ticker, when it is stopped."""

import asyncio
import logging

import pytest

from bot.delivery import Ticker


def test_whoever_stops_it_at_work_finds_nothing_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def serve() -> None:
        begun = asyncio.Event()

        async def tick() -> None:
            begun.set()
            await asyncio.Event().wait()

        ticker = Ticker(tick)
        ticker.start()
        await begun.wait()
        ticker.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(serve())
    assert caplog.records == []
