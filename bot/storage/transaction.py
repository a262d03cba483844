"""What a turn sees of the database."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

Parameters = Mapping[str, Any]
_NONE: Parameters = {}


class Transaction:
    """The open transaction of one turn. Statements have named parameters."""

    __slots__ = ("_execute", "_executemany")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany

    def one(self, statement: str, parameters: Parameters = _NONE) -> Any | None:
        """The first row, its columns by name, or None."""
        return self._execute(statement, parameters).fetchone()

    def all(self, statement: str, parameters: Parameters = _NONE) -> list[Any]:
        return self._execute(statement, parameters).fetchall()

    def value(self, statement: str, parameters: Parameters = _NONE) -> Any | None:
        """The first column of the first row, or None."""
        row = self._execute(statement, parameters).fetchone()
        return None if row is None else row[0]

    def change(self, statement: str, parameters: Parameters = _NONE) -> int:
        """Run a statement that writes; the number of rows that it changed."""
        return self._execute(statement, parameters).rowcount

    def change_many(self, statement: str, rows: Iterable[Parameters]) -> None:
        self._executemany(statement, rows)
