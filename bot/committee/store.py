"""Queries about what was done to units, and about invites that hand an office over."""

import json
from datetime import UTC, datetime

from bot.committee.model import Act
from bot.language import Text
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "committee",
    (
        """
        -- What was done to units. No member stands here, and nobody's name.
        CREATE TABLE act (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            at INTEGER NOT NULL,
            by TEXT REFERENCES person (id) ON DELETE SET NULL,
            what TEXT NOT NULL
        ) STRICT;
        CREATE INDEX act_unit ON act (unit, at);
        CREATE INDEX act_by ON act (by);

        -- With this invite the office goes over from whoever made it.
        CREATE TABLE handover (
            code_hash TEXT PRIMARY KEY REFERENCES invite (code_hash) ON DELETE CASCADE,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX handover_person ON handover (person);
        """,
    ),
)


def put_act(tx: Transaction, id: str, unit: str, at: datetime, by: str | None, what: Text) -> None:
    tx.change(
        "INSERT INTO act VALUES (:id, :unit, :at, :by, :what)",
        {
            "id": id,
            "unit": unit,
            "at": int(at.timestamp()),
            "by": by,
            "what": json.dumps(what.to_json(), ensure_ascii=False),
        },
    )


def acts(tx: Transaction, unit: str, most: int) -> list[Act]:
    """The last things that were done to a unit, the latest first."""
    rows = tx.all(
        "SELECT at, name, what FROM act LEFT JOIN person ON person.id = act.by"
        " WHERE unit = :unit ORDER BY at DESC, act.rowid DESC LIMIT :most",
        {"unit": unit, "most": most},
    )
    return [
        Act(
            datetime.fromtimestamp(row["at"], UTC),
            row["name"],
            Text.from_json(json.loads(row["what"])),
        )
        for row in rows
    ]


def put_handover(tx: Transaction, code_hash: str, person: str) -> None:
    tx.change(
        "INSERT INTO handover VALUES (:code_hash, :person)",
        {"code_hash": code_hash, "person": person},
    )


def handed_over_by(tx: Transaction, code_hash: str) -> str | None:
    """Whose office an invite takes over; None where nobody gives one up for it."""
    person: str | None = tx.value(
        "SELECT person FROM handover WHERE code_hash = :code_hash", {"code_hash": code_hash}
    )
    return person


def forget_acts(tx: Transaction, before: datetime) -> None:
    """Forget what was done long ago."""
    tx.change("DELETE FROM act WHERE at < :before", {"before": int(before.timestamp())})
