"""What the report box keeps, all of it. No account, chat, language, address, time or sequence.

Rows stand in the order of their random keys: a table with row numbers would keep the order of
arrival. `access` is a digest, `week` and `due` count Mondays, `closed_to` names holders by their
public keys, everything else is sealed. Of closed cases that are deleted a year's sum stays until
the year is published, in fives.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from bot.reports.envelope import Direction, Place
from bot.reports.model import CLOSED, Case, State
from bot.reports.years import ReportYear, RunningYear
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "reports",
    (
        """
        CREATE TABLE mailbox (
            id TEXT PRIMARY KEY,
            access TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL,
            week INTEGER NOT NULL,
            due INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sealed (
            mailbox TEXT NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
            direction TEXT NOT NULL CHECK (direction IN ('report', 'answer', 'log')),
            number INTEGER NOT NULL CHECK (number > 0),
            sealed BLOB NOT NULL,
            PRIMARY KEY (mailbox, direction, number)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE running_year (
            year INTEGER PRIMARY KEY,
            whole INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            not_confirmed INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE published_year (
            year INTEGER PRIMARY KEY,
            whole INTEGER NOT NULL,
            confirmed INTEGER NOT NULL CHECK (confirmed % 5 = 0),
            not_confirmed INTEGER NOT NULL CHECK (not_confirmed % 5 = 0),
            open INTEGER NOT NULL CHECK (open % 5 = 0)
        ) STRICT;
        """,
        """
        CREATE TABLE closed_to (
            mailbox TEXT NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
            recipient TEXT NOT NULL,
            PRIMARY KEY (mailbox, recipient)
        ) STRICT, WITHOUT ROWID;
        """,
    ),
)


def add(tx: Transaction, case: Case, access: str) -> None:
    tx.change(
        "INSERT INTO mailbox VALUES (:id, :access, :body, :state, :week, :due)",
        {**_row(case), "access": access},
    )


def change(tx: Transaction, case: Case) -> None:
    tx.change(
        "UPDATE mailbox SET body = :body, state = :state, week = :week, due = :due WHERE id = :id",
        _row(case),
    )


def delete(tx: Transaction, mailbox: str) -> None:
    """The mailbox with all that is in it."""
    tx.change("DELETE FROM mailbox WHERE id = :id", {"id": mailbox})


def delete_all(tx: Transaction) -> None:
    for table in ("mailbox", "running_year", "published_year"):
        tx.change(f"DELETE FROM {table}")


def case(tx: Transaction, mailbox: str) -> Case | None:
    row = tx.one("SELECT * FROM mailbox WHERE id = :id", {"id": mailbox})
    return _case(row) if row else None


def access(tx: Transaction, mailbox: str) -> str | None:
    """The digest of what opens a mailbox to its reporter."""
    found: str | None = tx.value("SELECT access FROM mailbox WHERE id = :id", {"id": mailbox})
    return found


def cases(tx: Transaction, body: str) -> list[Case]:
    """A body's cases, in the order of their random keys."""
    rows = tx.all("SELECT * FROM mailbox WHERE body = :body ORDER BY id", {"body": body})
    return [_case(row) for row in rows]


def closed_to(tx: Transaction, mailbox: str) -> frozenset[str]:
    """The recipients whom a case was closed to."""
    rows = tx.all("SELECT recipient FROM closed_to WHERE mailbox = :mailbox", {"mailbox": mailbox})
    return frozenset(row["recipient"] for row in rows)


def close_to(tx: Transaction, mailbox: str, recipients: Collection[str]) -> None:
    """These recipients and no others from now on."""
    tx.change("DELETE FROM closed_to WHERE mailbox = :mailbox", {"mailbox": mailbox})
    tx.change_many(
        "INSERT INTO closed_to VALUES (:mailbox, :recipient)",
        [{"mailbox": mailbox, "recipient": each} for each in recipients],
    )


def count_cases(tx: Transaction) -> int:
    return int(tx.value("SELECT count(*) FROM mailbox") or 0)


def forget(tx: Transaction, week: int) -> int:
    """Delete what was closed long ago; how many."""
    return tx.change(
        "DELETE FROM mailbox WHERE state IN (:confirmed, :not_confirmed) AND due <= :week",
        {**_closed_states(), "week": week},
    )


def closed(tx: Transaction, weeks: range, due: int | None = None) -> Mapping[State, int]:
    """How many cases were closed in these weeks and, where `due` is given, go by that week."""
    rows = tx.all(
        "SELECT state, count(*) AS count FROM mailbox"
        " WHERE state IN (:confirmed, :not_confirmed) AND week BETWEEN :first AND :last"
        " AND (:due IS NULL OR due <= :due) GROUP BY state",
        {**_closed_states(), "first": weeks[0], "last": weeks[-1], "due": due},
    )
    return {State(row["state"]): row["count"] for row in rows}


def open_cases(tx: Transaction) -> int:
    """How many cases of all bodies are open."""
    return int(
        tx.value(
            "SELECT count(*) FROM mailbox WHERE state NOT IN (:confirmed, :not_confirmed)",
            _closed_states(),
        )
        or 0
    )


def running_year(tx: Transaction) -> RunningYear | None:
    row = tx.one("SELECT * FROM running_year")
    return RunningYear(**{**dict(row), "whole": bool(row["whole"])}) if row else None


def put_running_year(tx: Transaction, running: RunningYear) -> None:
    """There is one, and nothing stays of the one before."""
    tx.change("DELETE FROM running_year")
    tx.change(
        "INSERT INTO running_year VALUES (:year, :whole, :confirmed, :not_confirmed)",
        asdict(running),
    )


def publish(tx: Transaction, years: Iterable[ReportYear]) -> None:
    """What is published already stays as it is."""
    tx.change_many(
        "INSERT INTO published_year VALUES (:year, :whole, :confirmed, :not_confirmed, :open)"
        " ON CONFLICT DO NOTHING",
        [asdict(each) for each in years],
    )


def published(tx: Transaction) -> tuple[ReportYear, ...]:
    """The latest first."""
    rows = tx.all("SELECT * FROM published_year ORDER BY year DESC")
    return tuple(ReportYear(**{**dict(row), "whole": bool(row["whole"])}) for row in rows)


def put(tx: Transaction, place: Place, sealed: bytes) -> None:
    """Put sealed bytes at a place, instead of what may be there."""
    tx.change(
        "INSERT INTO sealed VALUES (:mailbox, :direction, :number, :sealed)"
        " ON CONFLICT DO UPDATE SET sealed = excluded.sealed",
        {**_place(place), "sealed": sealed},
    )


def get(tx: Transaction, place: Place) -> bytes | None:
    found: bytes | None = tx.value(
        "SELECT sealed FROM sealed WHERE mailbox = :mailbox AND direction = :direction"
        " AND number = :number",
        _place(place),
    )
    return found


def messages(
    tx: Transaction, mailbox: str, directions: Iterable[Direction]
) -> list[tuple[Place, bytes]]:
    """All that was said in these directions, each in its own order."""
    rows = [
        row
        for direction in directions
        for row in tx.all(
            "SELECT * FROM sealed WHERE mailbox = :mailbox AND direction = :direction"
            " ORDER BY number",
            {"mailbox": mailbox, "direction": direction},
        )
    ]
    return [
        (Place(mailbox, Direction(row["direction"]), row["number"]), row["sealed"]) for row in rows
    ]


def count(tx: Transaction, mailbox: str, direction: Direction) -> int:
    return int(
        tx.value(
            "SELECT count(*) FROM sealed WHERE mailbox = :mailbox AND direction = :direction",
            {"mailbox": mailbox, "direction": direction},
        )
        or 0
    )


def _closed_states() -> dict[str, Any]:
    return {state.value: state for state in CLOSED}


def _place(place: Place) -> dict[str, Any]:
    return {"mailbox": place.mailbox, "direction": place.direction, "number": place.number}


def _row(written: Case) -> dict[str, Any]:
    return {
        "id": written.mailbox,
        "body": written.body,
        "state": written.state,
        "week": written.week,
        "due": written.due,
    }


def _case(row: Any) -> Case:
    return Case(row["id"], row["body"], State(row["state"]), row["week"], row["due"])
