"""The one writer: turns run back to back in a thread, and share commits.

What is queued while a commit runs forms the next group. Each turn has a savepoint of its own,
so a turn that fails takes nobody with it. Some errors (a full disk, an interrupt) make SQLite
drop the whole transaction; then every turn of the group fails together.
https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
"""

import asyncio
import sqlite3
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from bot.storage.errors import trouble
from bot.storage.transaction import Transaction

R = TypeVar("R")
Work = Callable[[Transaction], R]

# Bounds how long the first turn of a group waits for the last one.
GROUP = 256


class _Job:
    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Work[Any], future: Future[Any]) -> None:
        self.work = work
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None


class Writer:
    """Owns the writing connection and the thread that it lives in."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._closed = False
        self._asked = 0
        # Set while nobody waits for a turn.
        self.at_rest = Event()
        self.at_rest.set()
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def turn(self, work: Work[R]) -> R:
        """Run `work` in a transaction; return its result once that is on the disk.

        Raise what `work` raises, with nothing of it kept, or a `StorageTrouble`. A turn whose
        caller is cancelled runs all the same.
        """
        if self._closed:
            raise RuntimeError("the store is closed")
        future: Future[R] = asyncio.get_running_loop().create_future()
        self._asked += 1
        self.at_rest.clear()
        try:
            self._queue.put(_Job(work, future))
            return await future
        finally:
            self._asked -= 1
            if not self._asked:
                self.at_rest.set()

    def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            group, going = self._gather(job)
            self._commit(group)
            _report(group)
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

    def _commit(self, group: Sequence[_Job]) -> None:
        transaction = Transaction(self._connection)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in group:
                self._run_one(job, transaction)
            self._connection.execute("COMMIT")
        except BaseException as error:  # Without its thread the store would hang for good.
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            for job in group:
                job.error = trouble(error, self._path) or error

    def _run_one(self, job: _Job, transaction: Transaction) -> None:
        execute = self._connection.execute
        execute("SAVEPOINT turn")
        try:
            job.result = job.work(transaction)
        except BaseException as error:
            job.error = trouble(error, self._path) or error
        if not self._connection.in_transaction:
            ended = sqlite3.OperationalError("a turn ended the transaction")
            raise transaction.dropped or ended from job.error
        if job.error is not None:
            execute("ROLLBACK TO turn")
        execute("RELEASE turn")


def _report(group: Sequence[_Job]) -> None:
    """Wake each loop once: to wake it for each turn cost more than the turns."""
    asking: dict[AbstractEventLoop, list[_Job]] = {}
    for job in group:
        asking.setdefault(job.future.get_loop(), []).append(job)
    for loop, jobs in asking.items():
        # A closed loop has nobody left who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, jobs)


def _settle(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is None:
            job.future.set_result(job.result)
        elif isinstance(job.error, StopIteration):
            # A future refuses it, as it would end whoever awaits without a word.
            job.future.set_exception(RuntimeError("a turn raised StopIteration"))
        else:
            job.future.set_exception(job.error)
