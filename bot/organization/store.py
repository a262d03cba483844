"""The units in the database, the tree they stand in, and the ways to find one."""

from typing import Any

from bot.organization import wording
from bot.organization.model import BranchKind, Position, Unit, UnitKind, distance, ranked
from bot.organization.spelling import index_words, query_words
from bot.storage import Schema, SearchIndex, Transaction

# An index knows which units share most with the query, but not what an exact name is: it is
# asked for more than is wanted, so that the right one is among them.
_CANDIDATES = 50

# Only what takes members is in it: nobody looks for a committee by typing.
_INDEX = SearchIndex("unit_search")

SCHEMA = Schema(
    "organization",
    (
        f"""
        CREATE TABLE unit (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 12),
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            branch_kind TEXT,
            above TEXT REFERENCES unit (id) CHECK (above <> id),
            place TEXT NOT NULL,
            latitude REAL,
            longitude REAL,
            x REAL,
            y REAL,
            z REAL,
            closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
            CHECK ((latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (x IS NULL))
        ) STRICT;
        CREATE INDEX unit_above ON unit (above);
        {_INDEX.script}
        """,
        wording.SCRIPT,
    ),
)


def unit(tx: Transaction, id: str) -> Unit | None:
    row = tx.one("SELECT * FROM unit WHERE id = :id", {"id": id})
    return _unit(row) if row else None


def by_name(tx: Transaction, name: str) -> Unit | None:
    """The unit, open or closed, whose whole name this is."""
    row = tx.one("SELECT * FROM unit WHERE name = :name", {"name": name})
    return _unit(row) if row else None


def search(tx: Transaction, query: str, limit: int) -> list[Unit]:
    """Open branches that share something with what somebody typed, the likeliest first."""
    keys = _INDEX.find(tx, query_words(query), max(limit, _CANDIDATES))
    found = (unit(tx, key) for key in keys)
    return ranked((branch for branch in found if branch), query)[:limit]


def committees(tx: Transaction, words: str, limit: int) -> list[Unit]:
    """Open units that are no branches and whose name holds some words, the highest first."""
    rows = tx.all(
        "SELECT * FROM unit WHERE kind <> :branch AND NOT closed AND instr(name, :words) > 0"
        " ORDER BY above IS NOT NULL, length(name), name LIMIT :limit",
        {"branch": UnitKind.BRANCH, "words": words, "limit": limit},
    )
    return [_unit(row) for row in rows]


def nearest(tx: Transaction, position: Position, limit: int = 5) -> list[tuple[Unit, float]]:
    """The nearest open branches that say where they are, each with its distance in metres."""
    x, y, z = position.direction()
    rows = tx.all(
        "SELECT * FROM unit WHERE kind = :branch AND NOT closed AND x IS NOT NULL"
        " ORDER BY (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z), name"
        " LIMIT :limit",
        {"branch": UnitKind.BRANCH, "x": x, "y": y, "z": z, "limit": limit},
    )
    branches = [_unit(row) for row in rows]
    return [(near, distance(position, near.position)) for near in branches if near.position]


def above(tx: Transaction, id: str) -> list[Unit]:
    """The units above this one, the next one up first, the root last."""
    rows = tx.all(
        "WITH RECURSIVE chain (next, step) AS ("
        " SELECT above, 1 FROM unit WHERE id = :id"
        " UNION ALL SELECT unit.above, step + 1 FROM chain JOIN unit ON unit.id = next"
        ") SELECT unit.* FROM chain JOIN unit ON unit.id = next ORDER BY step",
        {"id": id},
    )
    return [_unit(row) for row in rows]


def within(tx: Transaction, ancestor_id: str, id: str) -> bool:
    """Whether the second unit is the first one or stands somewhere below it."""
    return unit(tx, id) is not None and (
        id == ancestor_id or any(higher.id == ancestor_id for higher in above(tx, id))
    )


_TREE = (
    "WITH RECURSIVE tree (id, step) AS ("
    " SELECT id, 1 FROM unit WHERE above = :id"
    " UNION ALL SELECT unit.id, step + 1 FROM tree JOIN unit ON unit.above = tree.id"
    ")"
)


def below(tx: Transaction, id: str) -> list[Unit]:
    """All units below this one, closed ones too, level by level and by name."""
    rows = tx.all(
        f"{_TREE} SELECT unit.* FROM tree JOIN unit USING (id) ORDER BY step, name", {"id": id}
    )
    return [_unit(row) for row in rows]


_BELOW = (
    "EXISTS (WITH RECURSIVE chain (next) AS (VALUES (unit.above)"
    " UNION ALL SELECT higher.above FROM chain JOIN unit AS higher ON higher.id = next)"
    " SELECT 1 FROM chain WHERE next = :id)"
)


def next_below(tx: Transaction, id: str, after: str = "") -> str | None:
    """Of the units below this one, closed ones too, the first whose id comes `after` another."""
    statement = f"SELECT id FROM unit WHERE id > :after AND {_BELOW} ORDER BY id LIMIT 1"
    found: str | None = tx.value(statement, {"id": id, "after": after})
    return found


def add(tx: Transaction, new: Unit) -> None:
    """Raise `sqlite3.IntegrityError` where the id or the name is taken, or nothing is above."""
    tx.change(
        "INSERT INTO unit VALUES (:id, :name, :kind, :branch_kind, :above, :place,"
        " :latitude, :longitude, :x, :y, :z, :closed)",
        _row(new),
    )
    _index(tx, new)


def change(tx: Transaction, changed: Unit) -> None:
    """Put `changed` in place of the unit with its id.

    Raise `LookupError` where there is none, and `ValueError` where it would stand below itself:
    a walk up a circle would never end.
    """
    if changed.above and within(tx, changed.id, changed.above):
        raise ValueError(f"{changed.id} would stand below itself")
    count = tx.change(
        "UPDATE unit SET name = :name, kind = :kind, branch_kind = :branch_kind, above = :above,"
        " place = :place, latitude = :latitude, longitude = :longitude, x = :x, y = :y, z = :z,"
        " closed = :closed WHERE id = :id",
        _row(changed),
    )
    if not count:
        raise LookupError(changed.id)
    _index(tx, changed)


def close(tx: Transaction, id: str) -> bool:
    """Take a unit out of the search; what stands below it stays. Whether it was open."""
    _INDEX.drop(tx, id)
    return tx.change("UPDATE unit SET closed = 1 WHERE id = :id AND NOT closed", {"id": id}) == 1


def _index(tx: Transaction, present: Unit) -> None:
    if present.takes_members:
        _INDEX.put(tx, present.id, index_words(present.name, present.place))
    else:
        _INDEX.drop(tx, present.id)


def _row(written: Unit) -> dict[str, Any]:
    x, y, z = written.position.direction() if written.position else (None, None, None)
    return {
        "id": written.id,
        "name": written.name,
        "kind": written.kind,
        "branch_kind": written.branch_kind,
        "above": written.above,
        "place": written.place,
        "latitude": written.latitude,
        "longitude": written.longitude,
        "x": x,
        "y": y,
        "z": z,
        "closed": written.closed,
    }


def _unit(row: Any) -> Unit:
    return Unit(
        id=row["id"],
        name=row["name"],
        kind=UnitKind(row["kind"]),
        branch_kind=BranchKind(row["branch_kind"]) if row["branch_kind"] else None,
        above=row["above"],
        place=row["place"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        closed=bool(row["closed"]),
    )
