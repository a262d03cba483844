"""What a turn sees of the database."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

Parameters = Mapping[str, Any]
_NONE: Parameters = {}
# What a statement is given: for one row, or for each of many.
Given = TypeVar("Given")


class Transaction:
    """The open transaction of one turn. Statements have named parameters.

    `dropped` is the error with which the engine ended the transaction, if it did. A turn that
    swallows this error has nothing left to write into: each further statement raises it again,
    where SQLite itself would commit it at once.
    """

    __slots__ = ("_connection", "dropped")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.dropped: sqlite3.Error | None = None

    def one(self, statement: str, parameters: Parameters = _NONE) -> Any:
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
        self._run(self._connection.executemany, statement, rows)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the turn that leaves nothing behind when it raises."""
        self._execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._execute("ROLLBACK TO attempt")
            self._execute("RELEASE attempt")
            raise
        self._execute("RELEASE attempt")

    def _execute(self, statement: str, parameters: Parameters = _NONE) -> sqlite3.Cursor:
        return self._run(self._connection.execute, statement, parameters)

    def _run(
        self, run: Callable[[str, Given], sqlite3.Cursor], statement: str, given: Given
    ) -> sqlite3.Cursor:
        if not self._connection.in_transaction:
            raise self.dropped or sqlite3.OperationalError("the transaction has ended")
        try:
            return run(statement, given)
        except sqlite3.Error as error:
            if not self._connection.in_transaction:
                self.dropped = error
            raise
