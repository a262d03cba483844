"""Fixtures that the rooms' tests share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(tmp_path / "bot.db")
    await town.settle()
    yield town
    town.bot.store.close()
