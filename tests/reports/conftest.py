"""Fixtures of the report box's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.reports.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    (tmp_path / "box").mkdir()
    office = Office(tmp_path / "box" / "reports.db")
    yield office
    await office.close()
