"""Queries about what was published. Nothing here is ever changed, only added to."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.openness.model import Addition, Approval, Change, Entry
from bot.reports import ReportYear
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "openness",
    (
        """
        CREATE TABLE entry (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            words TEXT NOT NULL,
            made_on TEXT NOT NULL,
            year INTEGER,
            amount INTEGER,
            state TEXT,
            until TEXT,
            choices TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entry_unit ON entry (unit, kind, made_on);

        CREATE TABLE entry_addition (
            entry TEXT NOT NULL REFERENCES entry (id),
            number INTEGER NOT NULL,
            made_on TEXT NOT NULL,
            change TEXT NOT NULL,
            words TEXT NOT NULL,
            amount INTEGER,
            state TEXT,
            PRIMARY KEY (entry, number)
        ) STRICT, WITHOUT ROWID;

        -- Of a poll there are only sums.
        CREATE TABLE poll_count (
            entry TEXT NOT NULL REFERENCES entry (id),
            choice INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (entry, choice)
        ) STRICT, WITHOUT ROWID;

        -- What was published is never written over.
        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER entry_addition_stays BEFORE UPDATE ON entry_addition
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        """,
        "CREATE INDEX entry_kind ON entry (kind, made_on);",
        """
        -- What the report box published, in fives.
        CREATE TABLE report_year (
            year INTEGER PRIMARY KEY,
            whole INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            not_confirmed INTEGER NOT NULL,
            open INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER report_year_stays BEFORE UPDATE ON report_year
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        """,
        """
        -- Nor is it taken away, or replaced: INSERT OR REPLACE fires no trigger but that of INSERT.
        CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER entry_addition_is_kept BEFORE DELETE ON entry_addition
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER report_year_is_kept BEFORE DELETE ON report_year
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER entry_comes_once BEFORE INSERT ON entry
            WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER entry_addition_comes_once BEFORE INSERT ON entry_addition
            WHEN EXISTS
                (SELECT 1 FROM entry_addition WHERE entry = NEW.entry AND number = NEW.number)
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        CREATE TRIGGER report_year_comes_once BEFORE INSERT ON report_year
            WHEN EXISTS (SELECT 1 FROM report_year WHERE year = NEW.year)
            BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
        """,
    ),
)

_NAMES = "id, unit, kind, title, words, made_on, year, amount, state, until, choices"
# A section shows the latest; older ones are in the branch's own papers.
MOST = 200
YEARS_SHOWN = 3


def put_entry(tx: Transaction, entry: Entry) -> bool:
    """Publish an entry; False where it is published already."""
    if tx.one("SELECT 1 FROM entry WHERE id = :id", {"id": entry.id}):
        return False
    values = ", ".join(f":{name}" for name in _NAMES.split(", "))
    tx.change(f"INSERT INTO entry ({_NAMES}) VALUES ({values})", _row(entry))
    return True


def add(tx: Transaction, entry: str, addition: Addition) -> None:
    tx.change(
        "INSERT INTO entry_addition SELECT :entry,"
        " coalesce((SELECT max(number) FROM entry_addition WHERE entry = :entry), 0) + 1,"
        " :made_on, :change, :words, :amount, :state",
        {
            "entry": entry,
            "made_on": addition.made_on.isoformat(),
            "change": addition.change,
            "words": addition.words,
            "amount": addition.amount,
            "state": addition.state,
        },
    )


def entry(tx: Transaction, id: str) -> Entry | None:
    row = tx.one(f"SELECT {_NAMES} FROM entry WHERE id = :id", {"id": id})
    return _entry(row) if row else None


def additions(tx: Transaction, entry: str) -> list[Addition]:
    rows = tx.all(
        "SELECT made_on, change, words, amount, state FROM entry_addition"
        " WHERE entry = :entry ORDER BY number",
        {"entry": entry},
    )
    return [
        Addition(
            made_on=date.fromisoformat(row["made_on"]),
            change=Change(row["change"]),
            words=row["words"],
            amount=row["amount"],
            state=Approval(row["state"]) if row["state"] else None,
        )
        for row in rows
    ]


def of_unit(tx: Transaction, unit: str, kinds: Collection[str]) -> list[Entry]:
    """A unit's entries of some kinds, the latest first."""
    rows = [
        row
        for kind in kinds
        for row in tx.all(
            f"SELECT {_NAMES} FROM entry WHERE unit = :unit AND kind = :kind"
            " ORDER BY made_on DESC LIMIT :most",
            {"unit": unit, "kind": kind, "most": MOST},
        )
    ]
    return sorted(map(_entry, rows), key=lambda each: (each.made_on, each.id), reverse=True)


def of_all(tx: Transaction, kinds: Collection[str]) -> list[Entry]:
    """The entries of some kinds, whoever published them, the latest first."""
    rows = [
        row
        for kind in kinds
        for row in tx.all(
            f"SELECT {_NAMES} FROM entry WHERE kind = :kind ORDER BY made_on DESC LIMIT :most",
            {"kind": kind, "most": MOST},
        )
    ]
    return sorted(map(_entry, rows), key=lambda each: (each.made_on, each.id), reverse=True)


def counts(tx: Transaction, unit: str) -> dict[str, int]:
    """How many entries a unit has, by kind."""
    rows = tx.all(
        "SELECT kind, count(*) AS count FROM entry WHERE unit = :unit GROUP BY kind", {"unit": unit}
    )
    return {row["kind"]: row["count"] for row in rows}


def units(tx: Transaction) -> list[str]:
    """The units that have published something."""
    return [row["unit"] for row in tx.all("SELECT DISTINCT unit FROM entry ORDER BY unit")]


def count_answer(tx: Transaction, entry: str, choice: int) -> None:
    tx.change(
        "INSERT INTO poll_count VALUES (:entry, :choice, 1)"
        " ON CONFLICT DO UPDATE SET count = count + 1",
        {"entry": entry, "choice": choice},
    )


def answers(tx: Transaction, entry: str) -> dict[int, int]:
    rows = tx.all("SELECT choice, count FROM poll_count WHERE entry = :entry", {"entry": entry})
    return {row["choice"]: row["count"] for row in rows}


def put_report_years(tx: Transaction, years: Iterable[ReportYear]) -> None:
    """Publish what the report box hands in; what stands there already stays."""
    tx.change_many(
        "INSERT INTO report_year SELECT :year, :whole, :confirmed, :not_confirmed, :open"
        " WHERE NOT EXISTS (SELECT 1 FROM report_year WHERE year = :year)",
        [asdict(each) for each in years],
    )


def report_years(tx: Transaction) -> list[ReportYear]:
    """The latest first."""
    rows = tx.all("SELECT * FROM report_year ORDER BY year DESC LIMIT :most", {"most": YEARS_SHOWN})
    return [ReportYear(**{**dict(row), "whole": bool(row["whole"])}) for row in rows]


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "unit": entry.unit,
        "kind": entry.kind,
        "title": entry.title,
        "words": entry.words,
        "made_on": entry.made_on.isoformat(),
        "year": entry.year,
        "amount": entry.amount,
        "state": entry.state,
        "until": entry.until and entry.until.isoformat(),
        "choices": json.dumps(entry.choices, ensure_ascii=False),
    }


def _entry(row: Any) -> Entry:
    return Entry(
        id=row["id"],
        unit=row["unit"],
        kind=row["kind"],
        title=row["title"],
        words=row["words"],
        made_on=date.fromisoformat(row["made_on"]),
        year=row["year"],
        amount=row["amount"],
        state=Approval(row["state"]) if row["state"] else None,
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        choices=tuple(json.loads(row["choices"])),
    )
