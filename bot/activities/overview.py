"""What a committee sees of the activities below it: counts by branch, and no persons.

Each branch is looked up by its own index: the cost grows with the branches below, and neither
with their members nor with who came.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.activities.model import Kind
from bot.storage import Transaction

_BRANCHES = (
    "WITH RECURSIVE tree (id) AS ("
    " SELECT value FROM json_each(:roots)"
    " UNION SELECT unit.id FROM tree JOIN unit ON unit.above = tree.id"
    "), branch (id, name) AS (SELECT unit.id, unit.name FROM tree JOIN unit USING (id)"
    " WHERE unit.kind = 'branch' AND NOT unit.closed) "
)
_HELD = (
    "EXISTS (SELECT 1 FROM activity a WHERE a.unit = branch.id AND a.state = 'published'"
    " AND a.starts_at >= {since} AND a.starts_at <= :until AND a.kind = '{kind}')"
)


@dataclass(frozen=True, slots=True)
class Branch:
    id: str
    name: str


def held_by(
    tx: Transaction, roots: Collection[str], since: Mapping[Kind, datetime], until: datetime
) -> tuple[int, dict[Kind, int]]:
    """How many branches there are, and how many have held each kind since its moment."""
    sums = "".join(f", sum({_held(kind, begin)})" for kind, begin in since.items())
    row = tx.one(
        f"{_BRANCHES} SELECT count(*){sums} FROM branch",
        {"roots": _json(roots), "until": int(until.timestamp())},
    )
    return row[0], {kind: row[number] or 0 for number, kind in enumerate(since, 1)}


def without(
    tx: Transaction,
    roots: Collection[str],
    kind: Kind,
    since: datetime,
    until: datetime,
    after: str,
    most: int,
) -> list[Branch]:
    """Branches that have not held a kind since a moment, by name, from after one of them on."""
    rows = tx.all(
        f"{_BRANCHES} SELECT id, name FROM branch WHERE NOT {_held(kind, since)}"
        " AND (name, id) > (coalesce((SELECT name FROM unit WHERE id = :after), ''), :after)"
        " ORDER BY name, id LIMIT :most",
        {
            "roots": _json(roots),
            "until": int(until.timestamp()),
            "after": after,
            "most": most,
        },
    )
    return [Branch(row["id"], row["name"]) for row in rows]


def counts(tx: Transaction, unit: str, since: datetime, until: datetime) -> dict[Kind, int]:
    """How often a branch has held each kind between two moments."""
    rows = tx.all(
        "SELECT kind, count(*) AS held FROM activity WHERE unit = :unit AND state = 'published'"
        " AND starts_at >= :since AND starts_at <= :until GROUP BY kind",
        {"unit": unit, "since": int(since.timestamp()), "until": int(until.timestamp())},
    )
    return {Kind(row["kind"]): row["held"] for row in rows}


def _held(kind: Kind, since: datetime) -> str:
    return _HELD.format(kind=kind.value, since=int(since.timestamp()))


def _json(roots: Collection[str]) -> str:
    return json.dumps(sorted(roots))
