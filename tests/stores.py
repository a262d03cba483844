"""Stores as copies of an empty one: to make all the tables takes longer than most tests do."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import open_store
from bot.storage import Kind, Store


def open_copy(path: Path, kind: Kind = Kind.REAL, *, synchronous: str = "OFF") -> Store:
    """The store at `path`, made where nothing is there yet."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_empty(kind))
    return open_store(path, kind, synchronous=synchronous)


@cache
def _empty(kind: Kind) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "bot.db")
        open_store(path, kind, synchronous="OFF").close()
        return path.read_bytes()
