"""Fixtures of the delivery room."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import Courier
from tests.delivery.post import CHANNEL, Post, post_office
from tests.delivery.road import Road


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with post_office(tmp_path / "bot.db") as post:
        yield post


@pytest.fixture
def road() -> Road:
    return Road()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def courier(post: Post, road: Road, slept: list[float]) -> Courier:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)

    return Courier(
        CHANNEL,
        post.store,
        post.bell,
        post.town.clock,
        random.Random(1),
        road.hand_over,
        sleep,
    )
