"""Queries about pieces to study, and about what somebody has read, which is theirs alone."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.storage import Schema, Transaction
from bot.study.model import Pace, Piece, Readers, Wording

SCHEMA = Schema(
    "study",
    (
        """
        CREATE TABLE piece (
            id TEXT PRIMARY KEY,
            unit TEXT REFERENCES unit (id),
            readers TEXT NOT NULL,
            minutes INTEGER NOT NULL,
            wordings TEXT NOT NULL,
            place INTEGER NOT NULL,
            retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
        ) STRICT;
        CREATE INDEX piece_unit ON piece (unit, place);

        CREATE TABLE study_pace (
            person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
            pace TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- A piece that came, and the day on which its reader said that it was read; NULL before.
        CREATE TABLE reading (
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            piece TEXT NOT NULL REFERENCES piece (id) ON DELETE CASCADE,
            read_on TEXT,
            PRIMARY KEY (person, piece)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reading_piece ON reading (piece);

        CREATE TABLE studied_elsewhere (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            on_day TEXT NOT NULL,
            minutes INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX studied_elsewhere_person ON studied_elsewhere (person, on_day);
        """,
    ),
)

_COLUMNS = "id, unit, readers, minutes, wordings"
_SHOWN = f"SELECT {_COLUMNS} FROM piece WHERE NOT retired"


def piece(tx: Transaction, id: str) -> Piece | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM piece WHERE id = :id", {"id": id})
    return _piece(row) if row else None


def put_piece(tx: Transaction, piece: Piece, place: int) -> None:
    """Add a piece, or change it; `place` orders those of a unit."""
    wordings = {locale: asdict(each) for locale, each in piece.wordings.items()}
    tx.change(
        "INSERT INTO piece VALUES (:id, :unit, :readers, :minutes, :wordings, :place, 0)"
        " ON CONFLICT (id) DO UPDATE SET readers = excluded.readers, minutes = excluded.minutes,"
        " wordings = excluded.wordings, place = excluded.place",
        {
            "id": piece.id,
            "unit": piece.unit,
            "readers": piece.readers,
            "minutes": piece.minutes,
            "wordings": json.dumps(wordings, ensure_ascii=False),
            "place": place,
        },
    )


def retire_piece(tx: Transaction, id: str) -> None:
    """Show a piece to nobody any more; it goes on counting for whoever has read it."""
    tx.change("UPDATE piece SET retired = 1 WHERE id = :id", {"id": id})


def pieces(tx: Transaction, units: Collection[str], readers: Collection[Readers]) -> list[Piece]:
    """What is there for somebody of these units: what the county shipped, then the units' own."""
    found: list[Any] = tx.all(
        f"SELECT {_COLUMNS} FROM piece WHERE unit IS NULL AND NOT retired ORDER BY place, id"
    )
    for unit in sorted(units):
        found += _rows_of(tx, unit)
    return [each for each in map(_piece, found) if each.readers in readers]


def of_unit(tx: Transaction, unit: str) -> list[Piece]:
    """The pieces that a unit has written, in their order."""
    return [_piece(row) for row in _rows_of(tx, unit)]


def _rows_of(tx: Transaction, unit: str) -> list[Any]:
    return tx.all(
        f"SELECT {_COLUMNS} FROM piece WHERE unit = :unit AND NOT retired ORDER BY place, id",
        {"unit": unit},
    )


def pace(tx: Transaction, person: str) -> Pace:
    """How often pieces come to somebody; never, unless they said so."""
    found = tx.value("SELECT pace FROM study_pace WHERE person = :person", {"person": person})
    return Pace(found) if found else Pace.PAUSED


def put_pace(tx: Transaction, person: str, pace: Pace) -> None:
    tx.change(
        "INSERT INTO study_pace VALUES (:person, :pace)"
        " ON CONFLICT DO UPDATE SET pace = excluded.pace",
        {"person": person, "pace": pace},
    )


def put_came(tx: Transaction, person: str, piece: str) -> None:
    tx.change(
        "INSERT INTO reading VALUES (:person, :piece, NULL) ON CONFLICT DO NOTHING",
        {"person": person, "piece": piece},
    )


def put_read(tx: Transaction, person: str, piece: str, on: date) -> None:
    """Note that somebody says they have read a piece; a repeat changes nothing."""
    tx.change(
        "INSERT INTO reading VALUES (:person, :piece, :on) ON CONFLICT DO UPDATE"
        " SET read_on = excluded.read_on WHERE read_on IS NULL",
        {"person": person, "piece": piece, "on": on.isoformat()},
    )


def readings(tx: Transaction, person: str) -> dict[str, date | None]:
    """The pieces that came to somebody or that they have read, with the day of reading."""
    rows = tx.all("SELECT piece, read_on FROM reading WHERE person = :person", {"person": person})
    return {
        row["piece"]: date.fromisoformat(row["read_on"]) if row["read_on"] else None for row in rows
    }


def put_elsewhere(tx: Transaction, id: str, person: str, on: date, minutes: int) -> None:
    tx.change(
        "INSERT INTO studied_elsewhere VALUES (:id, :person, :on, :minutes)",
        {"id": id, "person": person, "on": on.isoformat(), "minutes": minutes},
    )


def has_elsewhere(tx: Transaction, id: str, person: str) -> bool:
    """Whether it was this person who noted something."""
    given = {"id": id, "person": person}
    found = tx.one("SELECT 1 FROM studied_elsewhere WHERE id = :id AND person = :person", given)
    return found is not None


def drop_elsewhere(tx: Transaction, id: str) -> None:
    tx.change("DELETE FROM studied_elsewhere WHERE id = :id", {"id": id})


def elsewhere(tx: Transaction, person: str) -> Sequence[tuple[date, int]]:
    """What somebody noted of study elsewhere: days and minutes."""
    rows = tx.all(
        "SELECT on_day, minutes FROM studied_elsewhere WHERE person = :person ORDER BY on_day, id",
        {"person": person},
    )
    return [(date.fromisoformat(row["on_day"]), row["minutes"]) for row in rows]


def minutes_since(tx: Transaction, person: str, first: date) -> int:
    """The minutes that somebody has studied since a day."""
    given = {"person": person, "first": first.isoformat()}
    read = tx.value(
        "SELECT sum(minutes) FROM reading JOIN piece ON piece.id = piece"
        " WHERE person = :person AND read_on >= :first",
        given,
    )
    other = tx.value(
        "SELECT sum(minutes) FROM studied_elsewhere WHERE person = :person AND on_day >= :first",
        given,
    )
    return int(read or 0) + int(other or 0)


def forget_before(tx: Transaction, before: date) -> None:
    """Forget what was studied before a day; that a piece came is kept, so that it comes once."""
    given = {"before": before.isoformat()}
    tx.change("DELETE FROM studied_elsewhere WHERE on_day < :before", given)
    tx.change("UPDATE reading SET read_on = NULL WHERE read_on < :before", given)


def _piece(row: Any) -> Piece:
    wordings = {
        locale: Wording(each["title"], each["text"], tuple(each["questions"]))
        for locale, each in json.loads(row["wordings"]).items()
    }
    return Piece(row["id"], row["unit"], Readers(row["readers"]), row["minutes"], wordings)
