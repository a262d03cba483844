"""The schedule: what falls due when. The database remembers; a ticker only asks what is due."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.conversation import Work
from bot.room import Handler
from bot.storage import Transaction, in_trouble

log = logging.getLogger(__name__)

AT_ONCE = 100
# A handler that fails is a fault of ours: it is tried again, but not at every tick.
AGAIN = timedelta(hours=1)
# The store's own trouble passes, and whoever waits for the rest of a notice should not wait long.
SOON = timedelta(minutes=1)
# Nothing that comes every day is planned for so far ahead, unless the clock was wrong.
FAR = timedelta(days=40)

SCRIPT = """
        CREATE TABLE due (
            kind TEXT NOT NULL,
            about TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            PRIMARY KEY (kind, about, due_at)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX due_next ON due (due_at);
"""


def plan(tx: Transaction, kind: str, about: str, due_at: datetime) -> None:
    """Have something done about a thing at a time; planning the same twice is planning once."""
    tx.change(
        "INSERT INTO due VALUES (:kind, :about, :due_at) ON CONFLICT DO NOTHING",
        {"kind": kind, "about": about, "due_at": int(due_at.timestamp())},
    )


def planned(tx: Transaction, kind: str, now: datetime) -> bool:
    """Whether something of a kind is planned; what a wrong clock planned for far ahead is not."""
    found = tx.one(
        "SELECT 1 FROM due WHERE kind = :kind AND due_at < :far",
        {"kind": kind, "far": int((now + FAR).timestamp())},
    )
    return found is not None


def unplan(tx: Transaction, kind: str, about: str) -> None:
    tx.change(
        "DELETE FROM due WHERE kind = :kind AND about = :about", {"kind": kind, "about": about}
    )


class Schedule:
    """Does what has fallen due, each once, together with what it changes."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers

    def fire(self, work: Work) -> int:
        """Do what is due, the longest waiting first; how many things that were."""
        rows = work.tx.all(
            "SELECT kind, about, due_at FROM due WHERE due_at <= :now"
            " ORDER BY due_at, kind, about LIMIT :most",
            {"now": int(work.now.timestamp()), "most": AT_ONCE},
        )
        for row in rows:
            self._one(work, row["kind"], row["about"], row["due_at"])
        return len(rows)

    def _one(self, work: Work, kind: str, about: str, due_at: int) -> None:
        work.tx.change(
            "DELETE FROM due WHERE kind = :kind AND about = :about AND due_at = :due_at",
            {"kind": kind, "about": about, "due_at": due_at},
        )
        try:
            with work.attempt():
                self._handlers[kind](work, about)
        except Exception as error:
            log.error("%s could not be done: %s", kind, type(error).__name__)
            wait = SOON if in_trouble(error) else AGAIN
            plan(work.tx, kind, about, work.now + wait)
