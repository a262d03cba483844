"""Terminals: an empty folder, and one in which the sample county is loaded."""

import shutil
from pathlib import Path

import pytest

from tests.command_line.terminal import SAMPLE, Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the sample county and nothing else."""
    terminal = Terminal(tmp_path_factory.mktemp("sample"))
    assert terminal.runs("load", SAMPLE).code == 0
    return terminal.database


@pytest.fixture
def loaded(terminal: Terminal, sample_store: Path) -> Terminal:
    terminal.database.parent.mkdir()
    shutil.copy(sample_store, terminal.database)
    return terminal
