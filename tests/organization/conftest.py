"""A store, one that holds a small tree, and ids for new units."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.organization.store import SCHEMA
from bot.storage import Store
from tests.organization.trees import plant


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "bot.db", [SCHEMA], synchronous="OFF")
    yield store
    store.close()


@pytest.fixture
async def tree(store: Store) -> Store:
    """A store that holds the tree."""
    await store.turn(plant)
    return store


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"u{next(numbers)}"
