"""Fixtures of the Telegram room."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.telegram.gateway import reserved
from tests.telegram.office import Office, office
from tests.telegram.watch import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def nobodys() -> Iterator[int]:
    """A port where nobody listens."""
    with reserved() as port:
        yield port


@pytest.fixture
async def house(tmp_path: Path, watch: Watch) -> AsyncIterator[Office]:
    """The bot at work by polling, on a watch whose seconds cost no time."""
    async with office(tmp_path / "bot.db", watch=watch) as house:
        yield house
