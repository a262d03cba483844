"""A writer behind a gate, and a store of notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import Store
from bot.storage.writer import Writer
from tests.storage.gate import NOTES, Gated, gated


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def gate(path: Path) -> Gated:
    return gated(path)


@pytest.fixture
def writer(gate: Gated, path: Path) -> Iterator[Writer]:
    writer = Writer(gate, path)
    yield writer
    gate.release()
    writer.close()


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.open(path, [NOTES])
    yield store
    store.close()
