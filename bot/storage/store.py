"""The store: one SQLite file, one writer, a few readers."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeVar

import aiosqlite
from filelock import FileLock, Timeout

from bot.storage.errors import (
    DemoStore,
    NotAStore,
    RealStore,
    StoreInUse,
    StoreUnwritable,
    trouble,
)
from bot.storage.migrations import APPLICATION_ID, Schema, migrate
from bot.storage.transaction import Parameters
from bot.storage.writer import Work, Writer

R = TypeVar("R")

_SCHEMA = Schema(
    "storage",
    ("CREATE TABLE kind_of_store (kind TEXT NOT NULL CHECK (kind IN ('real', 'demo'))) STRICT;",),
)


class Kind(StrEnum):
    """Whether a store holds people or the demo's inventions; it never changes."""

    REAL = "real"
    DEMO = "demo"


class Store:
    """An open store. Made by `Store.open`, ended by `close`."""

    def __init__(self, path: Path, lock: FileLock, connection: sqlite3.Connection) -> None:
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
    ) -> "Store":
        """Open the store at `path`, made where nothing is there yet.

        Raise a `StorageTrouble` that says what is wrong; then nothing was changed.
        """
        _refuse_strangers(path)
        lock = _lock(path)
        connection = None
        try:
            connection = _connect(path)
            _set(connection, synchronous)
            _bring_up(connection, schemas, kind, path)
            return cls(path, lock, connection)
        except BaseException as error:
            if connection is not None:
                connection.close()
            lock.release()
            if told := trouble(error, path):
                raise told from error
            raise

    async def turn(self, work: Work[R]) -> R:
        """Run the plain function `work` as one durable turn; see `Writer.turn`."""
        return await self._writer.turn(work)

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
            self._lock.release()


class Reader:
    """Reads outside of turns: lists, pages, exports."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def all(self, statement: str, parameters: Parameters | None = None) -> list[Any]:
        return list(await self._connection.execute_fetchall(statement, parameters or {}))


def _refuse_strangers(path: Path) -> None:
    """Look at the file's head without the engine, which would tidy up after its owner."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise NotAStore(path)
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        return
    except OSError:
        raise StoreUnwritable(path) from None
    # An empty file is a new store, and zeros are what a crash can leave: the engine knows.
    # https://www.sqlite.org/fileformat.html#the_database_header
    mark = APPLICATION_ID.to_bytes(4)
    ours = head.startswith(b"SQLite format 3\0") and head.endswith(mark)
    if head.strip(b"\0") and not ours:
        raise NotAStore(path)


def _lock(path: Path) -> FileLock:
    # Under its real name, so that a link leads to the same lock; and whoever closes the store
    # need not be the thread that opened it.
    lock = FileLock(f"{path.resolve()}.lock", timeout=0, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        # Some places that take no files answer like one where the lock was just taken away.
        kind = StoreInUse if Path(lock.lock_file).exists() else StoreUnwritable
        raise kind(path) from None
    except OSError:
        raise StoreUnwritable(path) from None
    return lock


def _connect(path: Path) -> sqlite3.Connection:
    real = path.resolve()
    # The engine gives its other files the permissions of this one.
    try:
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        pass
    except OSError:
        raise StoreUnwritable(path) from None
    connection = sqlite3.connect(
        real, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    connection.row_factory = sqlite3.Row
    return connection


def _set(connection: sqlite3.Connection, synchronous: str) -> None:
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    # What people had deleted is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")


def _bring_up(
    connection: sqlite3.Connection, schemas: Sequence[Schema], kind: Kind, path: Path
) -> None:
    """In one transaction; where it fails, closing the connection undoes it."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, (_SCHEMA, *schemas), path)
    _hold_to_kind(connection, kind, path)
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")


def _hold_to_kind(connection: sqlite3.Connection, kind: Kind, path: Path) -> None:
    row = connection.execute("SELECT kind FROM kind_of_store").fetchone()
    if row is None:
        connection.execute("INSERT INTO kind_of_store VALUES (:kind)", {"kind": kind})
    elif row["kind"] != kind:
        raise DemoStore(path) if row["kind"] == Kind.DEMO else RealStore(path)


__all__ = ["Kind", "Reader", "Store"]


def _empty_log(path: Path) -> bool:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
