"""Fixtures of the delivery room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery.post import Post, post_office


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with post_office(tmp_path / "bot.db") as post:
        yield post
