"""More towns, to compare what differs between them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town


@pytest.fixture
async def other_towns(tmp_path: Path) -> AsyncIterator[list[Town]]:
    """Two towns like the first."""
    towns = []
    for name in ("second", "third"):
        folder = tmp_path / name
        folder.mkdir()
        town = Town(folder / "bot.db")
        await town.settle()
        towns.append(town)
    yield towns
    for town in towns:
        town.bot.store.close()
