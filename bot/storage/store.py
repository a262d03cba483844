"""The store: one SQLite file, one writer, a few readers."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from filelock import FileLock

from bot.storage.errors import trouble
from bot.storage.migrations import Schema
from bot.storage.opening import (
    Kind,
    bring_up,
    connect,
    hold_to_code,
    refuse_strangers,
    set_up,
    take_lock,
    take_lock_unless_held,
)
from bot.storage.traces import rewrite
from bot.storage.transaction import Parameters
from bot.storage.writer import Work, Writer

R = TypeVar("R")


class Store:
    """An open store. Made by `Store.open`, ended by `close`."""

    def __init__(self, path: Path, lock: FileLock | None, connection: sqlite3.Connection) -> None:
        self.path = path
        self._lock = lock
        self._writer = Writer(connection, path)

    @classmethod
    def open(
        cls,
        path: Path,
        schemas: Sequence[Schema],
        kind: Kind = Kind.REAL,
        *,
        synchronous: str = "FULL",
        beside: bool = False,
        journal: str = "WAL",
    ) -> "Store":
        """Open the store at `path`, made where nothing is there yet.

        One process at a time: the one that holds the lock beside the file. With `beside` also
        a second one for a few turns, next to a bot of the same version; each waits for the
        other's turns. Raise a `StorageTrouble` that says what is wrong; then nothing was changed.
        """
        refuse_strangers(path)
        lock = take_lock_unless_held(path) if beside else take_lock(path)
        connection = None
        try:
            connection = connect(path)
            set_up(connection, synchronous)
            if lock:
                bring_up(connection, schemas, kind, path, journal)
            else:
                hold_to_code(connection, schemas, kind, path)
            return cls(path, lock, connection)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if lock:
                lock.release()
            if told := trouble(error, path):
                raise told from error
            raise

    @property
    def is_beside(self) -> bool:
        """Whether a bot is at work on the store, and this process only beside it."""
        return self._lock is None

    async def turn(self, work: Work[R]) -> R:
        """Run the plain function `work` as one durable turn; see `Writer.turn`."""
        return await self._writer.turn(work)

    def give_way(self, seconds: float) -> bool:
        """In another thread: wait while somebody waits for a turn, but at most so long.

        Whether nobody does then.
        """
        return self._writer.at_rest.wait(seconds)

    async def rewrite(self) -> None:
        """Write every page anew, in the order of the keys; what stood free before is gone."""
        await asyncio.to_thread(rewrite, self.path)

    async def empty_log(self) -> bool:
        """Move the write-ahead log into the file; False where somebody was reading just then.

        Until then the log holds the pages as they were, also what was deleted since.
        """
        return await asyncio.to_thread(_empty_log, self.path)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["Reader"]:
        """A connection of its own that sees the last commit and cannot write."""
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        try:
            async with aiosqlite.connect(uri, uri=True, isolation_level=None) as connection:
                connection.row_factory = aiosqlite.Row
                yield Reader(connection)
        except sqlite3.Error as error:
            if told := trouble(error, self.path):
                raise told from error
            raise

    def close(self) -> None:
        """Finish what is queued. To be called where no new turn can come in between."""
        try:
            self._writer.close()
        finally:
            if self._lock:
                self._lock.release()


class Reader:
    """Reads outside of turns: lists, pages, exports."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def all(self, statement: str, parameters: Parameters | None = None) -> list[Any]:
        return list(await self._connection.execute_fetchall(statement, parameters or {}))


def _empty_log(path: Path) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


__all__ = ["Kind", "Reader", "Store"]
