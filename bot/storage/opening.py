"""How a store is opened: whose file it is, one bot at a time, the pragmas, the migrations."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG

from filelock import FileLock, Timeout

from bot.storage.errors import (
    DemoStore,
    NotAStore,
    OtherVersion,
    RealStore,
    StoreInUse,
    StoreUnwritable,
    trouble,
)
from bot.storage.migrations import APPLICATION_ID, Schema, migrate, versions

# A turn waits so long for another process: the one that loads a county, or brings a backup back.
PATIENCE = 30.0

_SCHEMA = Schema(
    "storage",
    ("CREATE TABLE kind_of_store (kind TEXT NOT NULL CHECK (kind IN ('real', 'demo'))) STRICT;",),
)


class Kind(StrEnum):
    """Whether a store holds people or the demo's inventions; it never changes."""

    REAL = "real"
    DEMO = "demo"


def refuse_strangers(path: Path) -> None:
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


def rooms_of(path: Path) -> frozenset[str]:
    """The rooms whose tables a store holds. Raise `StorageTrouble`."""
    refuse_strangers(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as looking:
            return frozenset(versions(looking))
    except sqlite3.Error as error:
        raise trouble(error, path) or NotAStore(path) from error


def take_lock(path: Path) -> FileLock:
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


def take_lock_unless_held(path: Path) -> FileLock | None:
    """The lock, or None where a bot is at work on the store."""
    try:
        return take_lock(path)
    except StoreInUse:
        return None


def connect(path: Path) -> sqlite3.Connection:
    real = path.resolve()
    # The engine gives its other files the permissions of this one.
    try:
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        pass
    except OSError:
        raise StoreUnwritable(path) from None
    connection = sqlite3.connect(
        real,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    connection.row_factory = sqlite3.Row
    return connection


def set_up(connection: sqlite3.Connection, synchronous: str) -> None:
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    # What people had deleted is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")


def bring_up(
    connection: sqlite3.Connection, schemas: Sequence[Schema], kind: Kind, path: Path, journal: str
) -> None:
    """In one transaction; where it fails, closing the connection undoes it."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, (_SCHEMA, *schemas), path)
    hold_to_kind(connection, kind, path)
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_mode = {journal}")


def hold_to_code(
    connection: sqlite3.Connection, schemas: Sequence[Schema], kind: Kind, path: Path
) -> None:
    """Refuse a store that would have to be migrated: a bot is at work on it."""
    connection.execute("PRAGMA foreign_keys = ON")
    if versions(connection) != {schema.room: len(schema.scripts) for schema in (_SCHEMA, *schemas)}:
        raise OtherVersion(path)
    hold_to_kind(connection, kind, path)


def hold_to_kind(connection: sqlite3.Connection, kind: Kind, path: Path) -> None:
    row = connection.execute("SELECT kind FROM kind_of_store").fetchone()
    if row is None:
        connection.execute("INSERT INTO kind_of_store VALUES (:kind)", {"kind": kind})
    elif row["kind"] != kind:
        raise DemoStore(path) if row["kind"] == Kind.DEMO else RealStore(path)
