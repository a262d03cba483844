"""Who came to an activity, for its minutes; no query asks how often anybody came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.activities.checkin import WRONG_WITHIN
from bot.activities.codes import Way
from bot.activities.quorum import Standing
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came. `name` is empty where their data was deleted since.

    `branch` is their own where that is another one; `line` stands on the branch's list.
    """

    id: str
    activity: str
    person: str | None
    line: str | None
    name: str
    branch: str
    standing: Standing
    way: Way


_SELECT = (
    "SELECT a.id, a.activity, a.person, a.line, coalesce(person.name, a.name, '') AS name,"
    " coalesce(a.branch, '') AS branch, a.standing, a.way"
    " FROM attendance a LEFT JOIN person ON person.id = a.person"
)


def present(tx: Transaction, id: str) -> Present | None:
    row = tx.one(f"{_SELECT} WHERE a.id = :id", {"id": id})
    return _present(row) if row else None


def who_came(tx: Transaction, activity: str) -> list[Present]:
    rows = tx.all(f"{_SELECT} WHERE a.activity = :activity", {"activity": activity})
    return [_present(row) for row in rows]


def count(tx: Transaction, activity: str) -> int:
    found = tx.value(
        "SELECT count(*) FROM attendance WHERE activity = :activity", {"activity": activity}
    )
    return int(found or 0)


def is_present(tx: Transaction, activity: str, person: str | None, line: str | None) -> bool:
    """Whether somebody is counted already, as a person or as a line of the list."""
    found = tx.value(
        "SELECT 1 FROM attendance WHERE activity = :activity AND person = :person"
        " UNION ALL SELECT 1 FROM attendance WHERE activity = :activity AND line = :line",
        {"activity": activity, "person": person, "line": line},
    )
    return found is not None


def put_present(tx: Transaction, new: Present) -> None:
    """`name` is kept only where no person stands behind it."""
    tx.change(
        "INSERT INTO attendance (id, activity, person, line, name, branch, standing, way)"
        " VALUES (:id, :activity, :person, :line, :name, :branch, :standing, :way)",
        {
            "id": new.id,
            "activity": new.activity,
            "person": new.person,
            "line": new.line,
            "name": None if new.person else new.name,
            "branch": new.branch or None,
            "standing": new.standing,
            "way": new.way,
        },
    )


def drop_present(tx: Transaction, id: str) -> None:
    tx.change("DELETE FROM attendance WHERE id = :id", {"id": id})


def note_wrong_code(tx: Transaction, activity: str, person: str, now: datetime) -> None:
    tx.change(
        "INSERT INTO wrong_code VALUES (:activity, :person, :at)",
        {"activity": activity, "person": person, "at": int(now.timestamp())},
    )


def wrong_codes(tx: Transaction, activity: str, person: str, now: datetime) -> int:
    """How many wrong codes somebody has typed of late."""
    found = tx.value(
        "SELECT count(*) FROM wrong_code"
        " WHERE activity = :activity AND person = :person AND at > :since",
        {
            "activity": activity,
            "person": person,
            "since": int((now - WRONG_WITHIN).timestamp()),
        },
    )
    return int(found or 0)


def forget_wrong_codes(tx: Transaction, before: datetime) -> None:
    tx.change("DELETE FROM wrong_code WHERE at < :before", {"before": int(before.timestamp())})


def _present(row: Any) -> Present:
    return Present(
        row["id"],
        row["activity"],
        row["person"],
        row["line"],
        row["name"],
        row["branch"],
        Standing(row["standing"]),
        Way(row["way"]),
    )
