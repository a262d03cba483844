"""Backups: a whole copy of a store in a file of its own, also while a bot is at work on it."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.storage.errors import (
    FileThere,
    FileUnwritable,
    NoRoom,
    NoStore,
    NotAStore,
    StoreDamaged,
    StoreFull,
    trouble,
)
from bot.storage.migrations import APPLICATION_ID
from bot.storage.opening import refuse_strangers


def back_up(path: Path, target: Path, *, replace: bool = False) -> None:
    """Write what a reader of the store sees now to the file `target`, and nothing deleted.

    The file gets its name when it is whole, checked and on the disk. Raise a `StorageTrouble`
    that says what is wrong; then no file is left.
    """
    if not path.exists():
        raise NoStore(path)
    refuse_strangers(path)
    if target.exists() and (not replace or target.samefile(path)):
        raise FileThere(target)
    with _part_of(target) as part:
        try:
            _copy(path, part)
            _check(part, path)
        except sqlite3.Error as error:
            raise _told(error, path, target) from error
        _sync(part)
        part.replace(target)
        _sync(target.parent)


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """A file beside `target`, for this user alone, that is gone afterwards unless renamed."""
    part = None
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(descriptor)
        part = Path(name)
        yield part
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (NoRoom if full else FileUnwritable)(target) from error
    finally:
        if part:
            part.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    # A connection that may write, as one that may not leaves its log behind.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        # It writes every row anew, so that no page holds what was deleted from it.
        connection.execute("VACUUM INTO :part", {"part": str(part)})


def _check(part: Path, path: Path) -> None:
    uri = f"{part.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark != APPLICATION_ID:
            raise NotAStore(path)
        (damage,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if damage != "ok":
            raise StoreDamaged(path)


def _told(error: sqlite3.Error, path: Path, target: Path) -> Exception:
    told = trouble(error, path)
    if isinstance(told, StoreFull):
        return NoRoom(target)
    return told or error


def _sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
