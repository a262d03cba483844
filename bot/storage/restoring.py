"""Restoring: the content of one store in place of another's, which a bot may be at work on.

The engine's online backup does it in one transaction: whoever reads sees the old content until
the new one is whole, and a process that is killed on the way leaves the old one.
https://www.sqlite.org/backup.html
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from bot.storage.backup import back_up
from bot.storage.errors import StoreBusy, StoreDamaged, trouble
from bot.storage.migrations import Schema
from bot.storage.opening import (
    Kind,
    connect,
    hold_to_code,
    hold_to_kind,
    refuse_strangers,
    set_up,
    take_lock,
    take_lock_unless_held,
)


def bring_in(
    copy: Path,
    path: Path,
    kept: Path,
    schemas: Sequence[Schema],
    kind: Kind = Kind.REAL,
    *,
    journal: str = "WAL",
) -> bool:
    """Put the content of the store `copy` in the place of that of the store at `path`.

    `copy` must be of the code's version. What was there is backed up to `kept`; whether there
    was anything. Raise a `StorageTrouble` that says what is wrong; then nothing was changed.
    """
    refuse_strangers(path)
    # Without a log nobody can read while another writes, and so keep what was there.
    alone = journal != "WAL"
    lock = take_lock(path) if alone else take_lock_unless_held(path)
    something = path.exists() and path.stat().st_size > 0

    def check(connection: sqlite3.Connection) -> None:
        if something and lock:
            hold_to_kind(connection, kind, path)
        elif something:
            hold_to_code(connection, schemas, kind, path)
        if alone:
            keep()

    def keep() -> None:
        if something:
            back_up(path, kept)

    try:
        try:
            _replace(copy, path, check, _nothing if alone else keep, journal)
        except StoreDamaged:
            # Nobody can be at work on what is set aside.
            if lock is None:
                raise
            _set_aside(path, kept)
            _replace(copy, path, lambda _: None, _nothing, journal)
    finally:
        if lock:
            lock.release()
    return something


def _replace(
    copy: Path,
    path: Path,
    check: Callable[[sqlite3.Connection], None],
    keep: Callable[[], None],
    journal: str,
) -> None:
    """`keep` is called as soon as nobody else can write."""
    waiting = True

    def progress(status: int, remaining: int, total: int) -> None:
        nonlocal waiting
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusy(path)
        if waiting:
            waiting = False
            keep()

    try:
        with closing(connect(path)) as target, closing(sqlite3.connect(copy)) as source:
            set_up(target, "FULL")
            check(target)
            target.execute(f"PRAGMA journal_mode = {journal}")
            # The first page takes the lock for writing, which stays until the last one is there.
            source.backup(target, pages=1, progress=progress)
            # Else the old content would stand in the file until the log is full.
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        if told := trouble(error, path):
            raise told from error
        raise


def _nothing() -> None:
    """Nothing is to be kept then."""


def _set_aside(path: Path, kept: Path) -> None:
    """Keep the files of a damaged store as they are, under another name."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            Path(f"{path.resolve()}{ending}").rename(f"{kept}{ending}")
