"""People to contact: whom a branch should speak with, why, and that it has.

In the order of their names and nothing else: this list compares nobody with anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.members.roster import SAME_PERSON, Key
from bot.storage import Transaction


class Why(StrEnum):
    """Why somebody is to be contacted; whoever cannot be written to is just to be phoned."""

    NO_HOST = "no_host"
    OVERDUE = "overdue"
    TO_BE_PLACED = "to_be_placed"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to contact; `id` is that of a placement or of a list's line."""

    id: str
    spelled: str
    name: str
    phone: str | None
    why: Why

    @property
    def key(self) -> Key:
        return self.spelled, self.id


@dataclass(frozen=True, slots=True)
class ContactNote:
    """That a branch has spoken with somebody; `person` or `line` is whom."""

    id: str
    unit: str
    person: str | None
    line: str | None
    day: date
    words: str


_CURRENT = "('asked', 'asked_back', 'hosted')"
# Whether somebody joined and closed the chat, or never came, is not even looked at.
_PHONE = (
    "WHEN NOT EXISTS (SELECT 1 FROM address WHERE address.person = p.person AND open) THEN 'phone'"
)
_NO_HOST = "coalesce(d.since, d.noted) <= :gone THEN 'no_host'"
_PEOPLE = " FROM placement p LEFT JOIN details d ON d.person = p.person WHERE"
_PLACED = (
    f"CASE WHEN p.state <> 'hosted' AND {_NO_HOST}"
    f" WHEN d.until < :today THEN 'overdue' {_PHONE} END AS why"
    f"{_PEOPLE} p.home = :unit AND p.state IN {_CURRENT} AND (p.state = 'hosted' OR NOT EXISTS"
    " (SELECT 1 FROM placement h WHERE h.person = p.person AND h.state = 'hosted'))"
)
# The last that is known of whoever has neither a stay nor a request that waits.
_UNPLACED = (
    f"CASE WHEN p.state = 'to_be_placed' THEN 'to_be_placed' WHEN {_NO_HOST} END AS why"
    f"{_PEOPLE} p.home = :unit AND p.state IN ('to_be_placed', 'declined', 'withdrawn')"
    " AND NOT EXISTS (SELECT 1 FROM placement n WHERE n.person = p.person AND"
    f" (n.state IN {_CURRENT} OR (n.asked_at, n.rowid) > (p.asked_at, p.rowid)))"
)
_HERE = (
    f"CASE WHEN p.home IS NULL AND d.until < :today THEN 'overdue' {_PHONE} END AS why"
    f"{_PEOPLE} p.host = :unit AND p.state = 'hosted'"
)
_LISTED = (
    "'no_host' AS why FROM roster p WHERE p.unit = :unit AND p.away_since <= :gone AND NOT EXISTS"
    " (SELECT 1 FROM placement a JOIN person known ON known.id = a.person"
    " LEFT JOIN details d ON d.person = a.person"
    f" WHERE {SAME_PERSON} AND (d.noted IS NOT NULL OR a.state IN {_CURRENT}))"
)
_OF_PLACEMENTS = " UNION ALL ".join(
    f"SELECT p.id, p.spelled, p.person, {each}" for each in (_PLACED, _UNPLACED, _HERE)
)
_ALL = (
    f"SELECT found.id, spelled, name, phone, why FROM ({_OF_PLACEMENTS}) found"
    " JOIN person ON person.id = found.person WHERE why IS NOT NULL"
    f" UNION ALL SELECT p.id, p.spelled, p.name, p.phone, {_LISTED}"
)
_COUNT = (
    f"SELECT (SELECT count(*) FROM ({_OF_PLACEMENTS}) WHERE why IS NOT NULL)"
    f" + (SELECT count(*) FROM (SELECT {_LISTED}))"
)


def to_contact(
    tx: Transaction, unit: str, today: date, limit: timedelta, after: Key, most: int
) -> list[Contact]:
    """Whom a branch should contact; away for longer than `limit` one should have a host."""
    rows = tx.all(
        f"SELECT * FROM ({_ALL}) WHERE (spelled, id) > (:spelled, :id)"
        " ORDER BY spelled, id LIMIT :most",
        {**_days(unit, today, limit), "spelled": after[0], "id": after[1], "most": most},
    )
    return [_contact(row) for row in rows]


def one_to_contact(
    tx: Transaction, unit: str, today: date, limit: timedelta, id: str
) -> Contact | None:
    """Somebody whom a branch should contact now; None for anybody else."""
    row = tx.one(f"SELECT * FROM ({_ALL}) WHERE id = :id", {**_days(unit, today, limit), "id": id})
    return _contact(row) if row else None


def count_to_contact(tx: Transaction, unit: str, today: date, limit: timedelta) -> int:
    found = tx.value(_COUNT, _days(unit, today, limit))
    return int(found or 0)


def put_note(tx: Transaction, note: ContactNote, now: datetime) -> None:
    tx.change(
        "INSERT INTO contact_note VALUES (:id, :unit, :person, :line, :day, :words, :made_at)",
        {
            "id": note.id,
            "unit": note.unit,
            "person": note.person,
            "line": note.line,
            "day": note.day.isoformat(),
            "words": note.words,
            "made_at": int(now.timestamp()),
        },
    )


def notes(tx: Transaction, unit: str, whom: str, most: int = 5) -> list[ContactNote]:
    """A branch's own notes about a person or a line of its list, the latest first."""
    rows = tx.all(
        "SELECT * FROM (SELECT * FROM contact_note WHERE person = :whom AND unit = :unit"
        " UNION ALL SELECT * FROM contact_note WHERE line = :whom AND unit = :unit)"
        " ORDER BY day DESC, made_at DESC, id LIMIT :most",
        {"unit": unit, "whom": whom, "most": most},
    )
    return [_note(row) for row in rows]


def notes_about(tx: Transaction, person: str) -> list[ContactNote]:
    """The notes of all branches about a person, the oldest first."""
    rows = tx.all(
        "SELECT * FROM contact_note WHERE person = :person ORDER BY day, made_at, id",
        {"person": person},
    )
    return [_note(row) for row in rows]


def forget_notes(tx: Transaction, before: datetime) -> None:
    tx.change(
        "DELETE FROM contact_note WHERE made_at < :before", {"before": int(before.timestamp())}
    )


def _days(unit: str, today: date, limit: timedelta) -> dict[str, str]:
    return {"unit": unit, "today": today.isoformat(), "gone": (today - limit).isoformat()}


def _contact(row: Any) -> Contact:
    return Contact(row["id"], row["spelled"], row["name"], row["phone"], Why(row["why"]))


def _note(row: Any) -> ContactNote:
    return ContactNote(
        row["id"],
        row["unit"],
        row["person"],
        row["line"],
        date.fromisoformat(row["day"]),
        row["words"],
    )
