"""A store that is never on a disk: it ends with its process."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TypeVar

from bot.storage.migrations import Schema, migrate
from bot.storage.transaction import Transaction

R = TypeVar("R")


@cache
def _empty(schemas: Sequence[Schema]) -> bytes:
    """What stands in a new store: copied, a booth opens in 0.4 ms instead of 1.1."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        migrate(connection, schemas, Path(":memory:"))
        connection.execute("COMMIT")
        return connection.serialize()


class MemoryStore:
    """Turns run where they are called, one at a time; the caller sees to that."""

    def __init__(self, schemas: Sequence[Schema]) -> None:
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._connection.deserialize(_empty(tuple(schemas)))

    def turn(self, work: Callable[[Transaction], R]) -> R:
        """Run `work` in a transaction; raise what it raises, with nothing of it kept."""
        self._connection.execute("BEGIN")
        try:
            result = work(Transaction(self._connection))
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        return result

    def close(self) -> None:
        self._connection.close()
