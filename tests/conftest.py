"""Fixtures that the rooms' tests share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town

# Files whose tests take long begin first, so that no core is left with one at the end.
LONG = ("test_killed", "test_broadcast", "test_browser", "test_promise", "test_sheets")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.path.name.startswith(LONG))


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(tmp_path / "bot.db")
    await town.settle()
    yield town
    town.bot.store.close()
