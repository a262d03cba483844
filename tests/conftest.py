"""Fixtures that the rooms' tests share."""

import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import SELDOM
from tests.town import Town

# Files whose tests take long begin first, so that no core is left with one at the end.
LONG = ("test_killed", "test_broadcast", "test_browser", "test_promise", "test_sheets")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: somebody always waits, for a browser or for the disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.path.name.startswith(LONG))


def pytest_collection_finish() -> None:
    """Thousands of tests stand by now: garbage is no longer looked for among them, and seldom."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(tmp_path / "bot.db")
    await town.settle()
    yield town
    town.bot.store.close()
