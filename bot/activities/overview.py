"""What a committee sees of the activities below it: counts by branch, and no persons.

The branches below are walked once, and what was held in a period is read once by its own index:
the cost grows with the branches, and neither with their members nor with who came.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot import organization
from bot.activities.model import Kind
from bot.storage import Transaction

_BRANCHES = (
    "WITH RECURSIVE tree (id, name, open) AS ("
    " SELECT id, name, kind = 'branch' AND NOT closed FROM unit"
    " WHERE id IN (SELECT value FROM json_each(:roots))"
    " UNION ALL SELECT unit.id, unit.name, unit.kind = 'branch' AND NOT unit.closed"
    " FROM tree JOIN unit ON unit.above = tree.id"
    "), branch AS MATERIALIZED (SELECT id, name FROM tree WHERE open) "
)
# Which index is right depends on the sizes, which the engine does not know: it is told.
_HELD = "SELECT unit FROM activity INDEXED BY activity_held WHERE"


@dataclass(frozen=True, slots=True)
class Branch:
    id: str
    name: str


def held_by(
    tx: Transaction, roots: Collection[str], since: Mapping[Kind, datetime], until: datetime
) -> tuple[int, dict[Kind, int]]:
    """How many branches there are, and how many have held each kind since its moment."""
    held = " UNION ALL ".join(
        f"SELECT '{kind}', count(*) FROM branch WHERE id IN ({_HELD} {_since(kind, begin)})"
        for kind, begin in since.items()
    )
    rows = tx.all(
        f"{_BRANCHES} SELECT 'all', count(*) FROM branch UNION ALL {held}",
        {"roots": _topmost(tx, roots), "until": int(until.timestamp())},
    )
    (_, total), *counted = rows
    return total, {Kind(kind): count for kind, count in counted}


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
        f"{_BRANCHES} SELECT id, name FROM branch"
        f" WHERE id NOT IN ({_HELD} {_since(kind, since)})"
        " AND (name, id) > (coalesce((SELECT name FROM unit WHERE id = :after), ''), :after)"
        " ORDER BY name, id LIMIT :most",
        {
            "roots": _topmost(tx, roots),
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


def _since(kind: Kind, since: datetime) -> str:
    begin = int(since.timestamp())
    return (
        f"state = 'published' AND kind = '{kind.value}'"
        f" AND starts_at >= {begin} AND starts_at <= :until"
    )


def _topmost(tx: Transaction, roots: Collection[str]) -> str:
    """The roots without those that stand below another one: each branch is walked once."""
    topmost = [
        root
        for root in roots
        if not any(each != root and organization.within(tx, each, root) for each in roots)
    ]
    return json.dumps(topmost)
