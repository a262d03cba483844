"""Queries about consents, and about the trail: who looked at whose data."""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from bot.language import Text
from bot.people.model import Purpose, TrailEntry
from bot.storage import Transaction


def put_consent(tx: Transaction, person: str, purpose: Purpose, now: datetime) -> None:
    tx.change(
        "INSERT INTO consent VALUES (:person, :purpose, :given_at) ON CONFLICT DO NOTHING",
        {"person": person, "purpose": purpose, "given_at": int(now.timestamp())},
    )


def drop_consent(tx: Transaction, person: str, purpose: Purpose) -> None:
    tx.change(
        "DELETE FROM consent WHERE person = :person AND purpose = :purpose",
        {"person": person, "purpose": purpose},
    )


def consents(tx: Transaction, person: str) -> dict[Purpose, datetime]:
    """What a person agrees to, and since when."""
    rows = tx.all(
        "SELECT purpose, given_at FROM consent WHERE person = :person", {"person": person}
    )
    return {Purpose(row["purpose"]): datetime.fromtimestamp(row["given_at"], UTC) for row in rows}


def put_trail(tx: Transaction, id: str, person: str, entry: TrailEntry) -> None:
    tx.change(
        "INSERT INTO trail VALUES (:id, :person, :at, :by, :what, :doer)",
        {
            "id": id,
            "person": person,
            "at": entry.at,
            "by": entry.by,
            "what": json.dumps(entry.what.to_json(), ensure_ascii=False),
            "doer": entry.doer,
        },
    )


def put_trails(tx: Transaction, persons: Collection[str], entry: TrailEntry) -> None:
    """Write the same into the trails of many persons, in one statement."""
    tx.change(
        "INSERT INTO trail (id, person, at, by, what, doer)"
        " SELECT lower(hex(randomblob(6))), value, :at, :by, :what, :doer FROM json_each(:persons)",
        {
            "persons": json.dumps(sorted(set(persons))),
            "at": entry.at,
            "by": entry.by,
            "what": json.dumps(entry.what.to_json(), ensure_ascii=False),
            "doer": entry.doer,
        },
    )


def trail(tx: Transaction, person: str) -> list[TrailEntry]:
    """What was done with a person's data, the latest first."""
    rows = tx.all(
        "SELECT at, by, what, doer FROM trail WHERE person = :person ORDER BY at DESC, id",
        {"person": person},
    )
    return [
        TrailEntry(row["at"], row["by"], Text.from_json(json.loads(row["what"])), row["doer"])
        for row in rows
    ]


def forget_trail(tx: Transaction, before: datetime) -> None:
    tx.change("DELETE FROM trail WHERE at < :before", {"before": int(before.timestamp())})
