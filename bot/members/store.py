"""Queries about placements and about the lists that branches brought."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from bot.members.model import CURRENT, HomeWord, Placement, State
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "members",
    (
        """
        CREATE TABLE placement (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            home TEXT REFERENCES unit (id),
            home_name TEXT NOT NULL,
            host TEXT NOT NULL REFERENCES unit (id),
            state TEXT NOT NULL,
            home_word TEXT NOT NULL,
            word TEXT NOT NULL,
            asked_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX placement_hosted ON placement (person) WHERE state = 'hosted';
        CREATE UNIQUE INDEX placement_waiting ON placement (person)
            WHERE state IN ('asked', 'asked_back');
        CREATE INDEX placement_person ON placement (person, asked_at);
        CREATE INDEX placement_host ON placement (host, state);
        CREATE INDEX placement_home ON placement (home, state);

        -- What a branch's own list says. Who of it uses the bot is seen by its secretary only.
        CREATE TABLE roster (
            unit TEXT NOT NULL REFERENCES unit (id),
            name TEXT NOT NULL,
            phone TEXT,
            probationary INTEGER NOT NULL CHECK (probationary IN (0, 1))
        ) STRICT;
        CREATE INDEX roster_name ON roster (unit, name);
        """,
    ),
)

_COLUMNS = "id, person, home, home_name, host, state, home_word, word, asked_at"


def placement(tx: Transaction, id: str) -> Placement | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM placement WHERE id = :id", {"id": id})
    return _placement(row) if row else None


def put_placement(tx: Transaction, placement: Placement) -> None:
    """Add a placement, or write down what became of it."""
    tx.change(
        "INSERT INTO placement VALUES"
        " (:id, :person, :home, :home_name, :host, :state, :home_word, :word, :asked_at)"
        " ON CONFLICT (id) DO UPDATE SET home = excluded.home, state = excluded.state,"
        " home_word = excluded.home_word, word = excluded.word",
        {
            "id": placement.id,
            "person": placement.person,
            "home": placement.home,
            "home_name": placement.home_name,
            "host": placement.host,
            "state": placement.state,
            "home_word": placement.home_word,
            "word": placement.word,
            "asked_at": int(placement.asked_at.timestamp()),
        },
    )


def latest(tx: Transaction, person: str) -> Placement | None:
    """A person's present placement, else the last one."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person"
        " ORDER BY state IN ('asked', 'asked_back', 'hosted') DESC, asked_at DESC, rowid DESC",
        {"person": person},
    )
    return _placement(row) if row else None


def hosted(tx: Transaction, person: str) -> Placement | None:
    """A person's stay with a host."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person AND state = 'hosted'",
        {"person": person},
    )
    return _placement(row) if row else None


def waiting(tx: Transaction, person: str) -> Placement | None:
    """A person's request that nobody has decided yet."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement"
        " WHERE person = :person AND state IN ('asked', 'asked_back')",
        {"person": person},
    )
    return _placement(row) if row else None


def at_host(tx: Transaction, unit: str, states: Collection[State]) -> list[Placement]:
    """The placements with a host branch that are in one of `states`, the oldest first."""
    return _placements(tx, "host", unit, states)


def from_home(tx: Transaction, unit: str) -> list[Placement]:
    """The present placements of members whose home branch this is, the oldest first."""
    return _placements(tx, "home", unit, CURRENT)


def _placements(
    tx: Transaction, column: str, unit: str, states: Collection[State]
) -> list[Placement]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM placement WHERE {column} = :unit ORDER BY asked_at, rowid",
        {"unit": unit},
    )
    return [each for each in map(_placement, rows) if each.state in states]


def put_roster(tx: Transaction, unit: str, rows: Iterable[tuple[str, str | None, bool]]) -> None:
    """Replace a branch's list by `rows`: name, telephone number, whether probationary."""
    tx.change("DELETE FROM roster WHERE unit = :unit", {"unit": unit})
    tx.change_many(
        "INSERT INTO roster VALUES (:unit, :name, :phone, :probationary)",
        [
            {"unit": unit, "name": name, "phone": phone, "probationary": probationary}
            for name, phone, probationary in rows
        ],
    )


def on_roster(tx: Transaction, unit: str, name: str) -> int:
    """How many people of this name a branch's list holds; 0 also where there is no list."""
    return int(
        tx.one(
            "SELECT count(*) AS found FROM roster WHERE unit = :unit AND name = :name",
            {"unit": unit, "name": name},
        )["found"]
    )


def _placement(row: Any) -> Placement:
    return Placement(
        row["id"],
        row["person"],
        row["home"],
        row["home_name"],
        row["host"],
        State(row["state"]),
        HomeWord(row["home_word"]),
        row["word"],
        datetime.fromtimestamp(row["asked_at"], UTC),
    )
