"""Queries about lists that are being brought, the ones before them, and one-time codes."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.members.bringing.model import CODE_LASTS, UNDO_LASTS, Change, Present, merged
from bot.members.lists import Brought
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "bringing",
    (
        """
        -- A list that was read and waits for its secretary's yes.
        CREATE TABLE brought (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            content TEXT NOT NULL,
            brought_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX brought_unit ON brought (unit, person);

        -- What the last list changed, so that it can be undone.
        CREATE TABLE former (
            unit TEXT PRIMARY KEY REFERENCES unit (id) ON DELETE CASCADE,
            content TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Only the hash of a code stands here; a draft that registers with it holds the code.
        CREATE TABLE line_code (
            code_hash TEXT PRIMARY KEY,
            line TEXT NOT NULL REFERENCES roster (id) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX line_code_line ON line_code (line);
        """,
        "CREATE INDEX roster_number ON roster (substr(phone, -8));",
    ),
)


# Lists that wait


def put_brought(
    tx: Transaction, id: str, unit: str, person: str, brought: Brought, now: datetime
) -> None:
    """Let a list wait in place of the one before it."""
    whose = {"unit": unit, "person": person}
    tx.change("DELETE FROM brought WHERE unit = :unit AND person = :person", whose)
    tx.change(
        "INSERT INTO brought VALUES (:id, :unit, :person, :content, :now)",
        {"id": id, **whose, "content": brought.to_json(), "now": int(now.timestamp())},
    )


def brought(tx: Transaction, id: str) -> Brought | None:
    content = tx.value("SELECT content FROM brought WHERE id = :id", {"id": id})
    return Brought.from_json(content) if content else None


def unit_of(tx: Transaction, id: str) -> str | None:
    """The branch that a waiting list was brought for."""
    return tx.value("SELECT unit FROM brought WHERE id = :id", {"id": id})


def drop_brought(tx: Transaction, id: str) -> None:
    tx.change("DELETE FROM brought WHERE id = :id", {"id": id})


# The branch's list


def present(tx: Transaction, unit: str) -> list[Present]:
    rows = tx.all(
        "SELECT id, name, phone, probationary FROM roster WHERE unit = :unit ORDER BY spelled, id",
        {"unit": unit},
    )
    return [Present(r["id"], r["name"], r["phone"], bool(r["probationary"])) for r in rows]


def size(tx: Transaction, unit: str) -> int:
    return int(tx.value("SELECT count(*) FROM roster WHERE unit = :unit", {"unit": unit}) or 0)


def reached(tx: Transaction, unit: str) -> dict[str, tuple[str, str | None]]:
    """The person and the number of each placement with this branch or from it, by its id."""
    rows = tx.all(
        "SELECT p.id, p.person, person.phone FROM placement p JOIN person ON person.id = p.person"
        " WHERE p.host = :unit OR p.home = :unit",
        {"unit": unit},
    )
    return {row["id"]: (row["person"], row["phone"]) for row in rows}


def apply(
    tx: Transaction, unit: str, change: Change, new_id: Callable[[], str], now: datetime
) -> None:
    """Change a branch's list, and keep what undoes it."""
    added = [
        {"id": new_id(), "unit": unit, "name": row.name, "phone": row.phone}
        | {"probationary": row.probationary, "spelled": row.spelled}
        for row in change.added
    ]
    gone = [{"id": each.id} for each in change.gone]
    before = [each for each, _ in change.changed]
    former = {
        "added": [row["id"] for row in added],
        "changed": [[each.id, each.phone, each.probationary] for each in before],
        "gone": _whole_rows(tx, "roster", "id", gone),
        "notes": _whole_rows(tx, "contact_note", "line", gone),
    }
    tx.change(
        "INSERT OR REPLACE INTO former VALUES (:unit, :content, :now)",
        {"unit": unit, "content": json.dumps(former), "now": int(now.timestamp())},
    )
    tx.change_many("DELETE FROM roster WHERE id = :id", gone)
    _set_lines(tx, (merged(each, row) for each, row in change.changed))
    tx.change_many(
        "INSERT INTO roster (id, unit, name, phone, probationary, spelled)"
        " VALUES (:id, :unit, :name, :phone, :probationary, :spelled)",
        added,
    )


def can_undo(tx: Transaction, unit: str, now: datetime) -> bool:
    """Whether a branch's list was changed less than a day ago."""
    since = int((now - UNDO_LASTS).timestamp())
    found = tx.value(
        "SELECT 1 FROM former WHERE unit = :unit AND changed_at > :since",
        {"unit": unit, "since": since},
    )
    return found is not None


def undo(tx: Transaction, unit: str) -> None:
    """Let a branch's list be what it was before the last one was brought."""
    content = tx.value("SELECT content FROM former WHERE unit = :unit", {"unit": unit})
    former = json.loads(content or "")
    tx.change_many("DELETE FROM roster WHERE id = :id", [{"id": id} for id in former["added"]])
    _set_lines(tx, (Present(id, "", phone, stage) for id, phone, stage in former["changed"]))
    _put_back(tx, "roster", former["gone"])
    _put_back(tx, "contact_note", former["notes"])
    tx.change("DELETE FROM former WHERE unit = :unit", {"unit": unit})


def _set_lines(tx: Transaction, lines: Iterable[Present]) -> None:
    tx.change_many(
        "UPDATE roster SET phone = :phone, probationary = :probationary WHERE id = :id",
        [{"id": each.id, "phone": each.phone, "probationary": each.probationary} for each in lines],
    )


def _whole_rows(
    tx: Transaction, table: str, column: str, ids: Iterable[Mapping[str, str]]
) -> list[dict[str, Any]]:
    rows = (row for id in ids for row in tx.all(f"SELECT * FROM {table} WHERE {column} = :id", id))
    return [dict(row) for row in rows]


def _put_back(tx: Transaction, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        tx.change(f"INSERT INTO {table} ({names}) VALUES ({values})", row)


# One-time codes


def put_code(tx: Transaction, code_hash: str, line: str, expires_at: datetime) -> None:
    tx.change(
        "INSERT INTO line_code VALUES (:code_hash, :line, :expires_at)",
        {"code_hash": code_hash, "line": line, "expires_at": int(expires_at.timestamp())},
    )


def line_of_code(tx: Transaction, code_hash: str, now: datetime) -> str | None:
    """The line that an unused code is for, where it has not expired."""
    return tx.value(
        "SELECT line FROM line_code WHERE code_hash = :code_hash AND expires_at > :now",
        {"code_hash": code_hash, "now": int(now.timestamp())},
    )


def use_codes(tx: Transaction, line: str) -> None:
    """No code of a line works any more."""
    tx.change("DELETE FROM line_code WHERE line = :line", {"line": line})


# Retention


def forget_brought(tx: Transaction, before: datetime) -> None:
    tx.change(
        "DELETE FROM brought WHERE brought_at <= :before", {"before": int(before.timestamp())}
    )


def forget_former(tx: Transaction, before: datetime) -> None:
    tx.change("DELETE FROM former WHERE changed_at <= :before", {"before": int(before.timestamp())})


def forget_codes(tx: Transaction, before: datetime) -> None:
    expired = before + CODE_LASTS
    tx.change(
        "DELETE FROM line_code WHERE expires_at <= :expired", {"expired": int(expired.timestamp())}
    )
