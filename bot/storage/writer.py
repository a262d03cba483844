"""The one writer: turns run back to back in a thread, and share commits.

What is queued while a commit runs forms the next group. Each turn has a savepoint of its own,
so a turn that fails takes nobody with it. Some errors (a full disk, an interrupt) make SQLite
drop the whole transaction; then every turn of the group fails together.
https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from bot.storage.errors import (
    StorageTrouble,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreUnwritable,
)
from bot.storage.transaction import Transaction

R = TypeVar("R")
Work = Callable[[Transaction], R]

# Bounds how long the first turn of a group waits for the last one.
GROUP = 256

_TROUBLES: dict[int, type[StorageTrouble]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreUnwritable,
    sqlite3.SQLITE_CANTOPEN: StoreUnwritable,
    sqlite3.SQLITE_IOERR: StoreUnwritable,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}


def trouble(error: sqlite3.Error, path: Path) -> StorageTrouble | None:
    """The word for an error of the engine, where there is one that a person can act on."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _TROUBLES[code](path) if code in _TROUBLES else None


class _Job:
    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.future: Future[Any] = Future()
        self.result: Any = None
        self.error: BaseException | None = None


class Writer:
    """Owns the writing connection and the thread that it lives in."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._transaction = Transaction(connection)
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def turn(self, work: Work[R]) -> R:
        """Run `work` in a transaction; return its result once that is on the disk.

        Raise what `work` raises, with nothing of it kept, or a `StorageTrouble`.
        """
        job = _Job(work)
        self._queue.put(job)
        result: R = await asyncio.wrap_future(job.future)
        return result

    def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            group, going = self._gather(job)
            self._commit(group)
            if not going:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        group = [first]
        while len(group) < GROUP:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:
                return group, False
            group.append(job)
        return group, True

    def _commit(self, group: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in group:
                self._run_one(job)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            _fail(group, trouble(error, self._path) or error)
        for job in group:
            _finish(job)

    def _run_one(self, job: _Job) -> None:
        execute = self._connection.execute
        execute("SAVEPOINT turn")
        try:
            job.result = job.work(self._transaction)
        except BaseException as error:
            if not self._connection.in_transaction:
                # The engine dropped the group: nothing is left to roll back to.
                raise _dropped(error) from error
            execute("ROLLBACK TO turn")
            job.error = (isinstance(error, sqlite3.Error) and trouble(error, self._path)) or error
        execute("RELEASE turn")


def _dropped(error: BaseException) -> sqlite3.Error:
    return error if isinstance(error, sqlite3.Error) else sqlite3.OperationalError("interrupted")


def _fail(group: list[_Job], error: BaseException) -> None:
    for job in group:
        job.error = error


def _finish(job: _Job) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    if job.error is not None:
        job.future.set_exception(job.error)
    else:
        job.future.set_result(job.result)
