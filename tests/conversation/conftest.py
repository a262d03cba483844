"""A counter to talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation.counter import Counter, Phone


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path / "bot.db")
    yield counter
    counter.close()


@pytest.fixture
def li(counter: Counter) -> Phone:
    """Somebody whom nobody knows."""
    return counter.phone("li")


@pytest.fixture
def wang(counter: Counter) -> Phone:
    """Somebody who is known, and may see cards."""
    return counter.phone("wang")
