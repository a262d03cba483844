"""A connection whose commits can be counted, held back and made to fail."""

import asyncio
import sqlite3
from collections.abc import Awaitable
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from bot.storage import Schema, Transaction

R = TypeVar("R")

# Long enough for a slow machine; a test that waits so long has failed.
PATIENCE = 30

NOTES = Schema("notes", ("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT;",))


class Gated(sqlite3.Connection):
    """`groups` are the numbers of turns of each commit that went through."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.groups: list[int] = []
        self.error: BaseException | None = None
        self._turns = 0
        self._open = Event()
        self._open.set()
        self._reached = Event()

    def hold(self) -> None:
        """From now on the writer waits before its commit."""
        self._reached.clear()
        self._open.clear()

    async def reached(self) -> None:
        assert await asyncio.to_thread(self._reached.wait, PATIENCE), "no commit came"

    def release(self) -> None:
        self._open.set()

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if statement == "BEGIN IMMEDIATE":
            self._turns = 0
        elif statement == "SAVEPOINT turn":
            self._turns += 1
        elif statement == "COMMIT":
            self._wait_and_fail()
        cursor = super().execute(statement, parameters)
        if statement == "COMMIT":
            self.groups.append(self._turns)
        return cursor

    def _wait_and_fail(self) -> None:
        self._reached.set()
        assert self._open.wait(PATIENCE), "the gate stayed shut"
        error, self.error = self.error, None
        if error:
            raise error


def gated(path: Path, journal: str = "WAL") -> Gated:
    """A connection to a new database with the table of notes."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, factory=Gated, timeout=0
    )
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(NOTES.scripts[0])
    return connection


async def soon(awaitable: Awaitable[R]) -> R:
    """What should not hang: a fault of the writer shows as a failure, not as silence."""
    # Not `wait_for`: a loop stops for a KeyboardInterrupt that comes out of a task.
    async with asyncio.timeout(PATIENCE):
        return await awaitable


async def queued() -> None:
    """Let the tasks that were just made put their turns into the queue."""
    await asyncio.sleep(0)


def add(tx: Transaction, id: str, words: str = "") -> str:
    tx.change("INSERT INTO note VALUES (:id, :words)", {"id": id, "words": words})
    return id


def notes(tx: Transaction) -> list[str]:
    """The ids of all notes, in the order in which they came."""
    return [row["id"] for row in tx.all("SELECT id FROM note ORDER BY rowid")]


def on_disk(path: Path) -> list[str]:
    """The same as another program sees it."""
    connection = sqlite3.connect(path)
    try:
        return [id for (id,) in connection.execute("SELECT id FROM note ORDER BY rowid")]
    finally:
        connection.close()
