"""The roster: who is hosted here, who is away from here, who is at home, and finding one of them.

Every list is read by its unit and in the order of `spelled`, a page at a time from where the
last one ended, so that no screen grows with the number of members.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from bot.members.spelling import sought, spelled
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list. `id` is a placement's or a roster line's; `place` names the other branch.

    `place` is empty where that is not known. `ending` ends the number of somebody at home where
    another on the list has the same name.
    """

    id: str
    spelled: str
    name: str
    place: str = ""
    ending: str = ""

    @property
    def key(self) -> "Key":
        return self.spelled, self.id


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a branch's own list, perhaps unknown to the bot."""

    id: str
    unit: str
    name: str
    phone: str | None
    probationary: bool
    away_since: date | None = None


# The three lists of a branch.
HERE, AWAY, HOME = "here", "away", "home"

# Where a page begins: after this one.
Key: TypeAlias = tuple[str, str]
START: Key = ("", "")

_AFTER = "(p.spelled, p.id) > (:spelled, :id) ORDER BY p.spelled, p.id LIMIT :most"
_HERE = (
    "p.id, p.spelled, person.name, coalesce(unit.name, p.home_name) AS place, '' AS ending"
    " FROM placement p JOIN person ON person.id = p.person LEFT JOIN unit ON unit.id = p.home"
    " WHERE p.host = :unit AND p.state = 'hosted'"
)
# Whoever is moving on has two placements and is listed once, where they still are.
_AWAY = (
    "p.id, p.spelled, person.name, unit.name AS place, '' AS ending"
    " FROM placement p JOIN person ON person.id = p.person JOIN unit ON unit.id = p.host"
    " WHERE p.home = :unit AND (p.state = 'hosted' OR p.state IN ('asked', 'asked_back')"
    " AND NOT EXISTS (SELECT 1 FROM placement h WHERE h.person = p.person AND h.state = 'hosted')"
    " OR p.state = 'to_be_placed' AND NOT EXISTS (SELECT 1 FROM placement h"
    " WHERE h.person = p.person AND h.state IN ('hosted', 'asked', 'asked_back')))"
)
# The same name is the same person, unless both have numbers that differ. Numbers are compared by
# their ends: some are written with their country.
SAME_PERSON = (
    "a.home = p.unit AND a.spelled = p.spelled"
    " AND coalesce(substr(p.phone, -8) = substr(known.phone, -8), 1)"
)
_ENDING = (
    "CASE WHEN EXISTS (SELECT 1 FROM roster o WHERE o.unit = p.unit AND o.spelled = p.spelled"
    " AND o.name = p.name AND o.id <> p.id) THEN substr(p.phone, -4) END"
)
_HOME = (
    f"p.id, p.spelled, p.name, '' AS place, {_ENDING} AS ending FROM roster p"
    " WHERE p.unit = :unit"
    " AND NOT EXISTS (SELECT 1 FROM placement a JOIN person known ON known.id = a.person"
    f" WHERE {SAME_PERSON} AND a.state IN ('asked', 'asked_back', 'hosted', 'to_be_placed'))"
)

_LINE = "id, unit, name, phone, probationary, away_since"
_LETTERS = "replace(p.spelled, ' ', '')"
# Each list, and where a search looks in it: for a name, for a number.
_SEARCHED = {
    HERE: (_HERE, _LETTERS, "person.phone"),
    AWAY: (_AWAY, _LETTERS, "person.phone"),
    HOME: (_HOME, _LETTERS, "p.phone"),
}


def hosted_here(tx: Transaction, unit: str, after: Key, most: int) -> list[Listed]:
    """Members of other branches who live here now."""
    return _page(tx, f"{_HERE} AND {_AFTER}", unit, after, most)


def away_from(tx: Transaction, unit: str, after: Key, most: int) -> list[Listed]:
    """Members of this branch who are hosted elsewhere, or have asked to be."""
    return _page(tx, f"{_AWAY} AND {_AFTER}", unit, after, most)


def at_home(tx: Transaction, unit: str, after: Key, most: int) -> list[Listed]:
    """Whoever stands on the branch's list and is not away from it."""
    return _page(tx, f"{_HOME} AND {_AFTER}", unit, after, most)


def place_of(tx: Transaction, id: str) -> Key:
    """Where a placement or a line stands in its list; the start where it is gone."""
    row = tx.one(
        "SELECT spelled, id FROM placement WHERE id = :id"
        " UNION ALL SELECT spelled, id FROM roster WHERE id = :id",
        {"id": id},
    )
    return (row["spelled"], row["id"]) if row else START


def find(tx: Transaction, unit: str, words: str, most: int) -> list[tuple[str, Listed]]:
    """Who of a branch's three lists has this in the name, or in the telephone number.

    Each with the name of the list.
    """
    wanted = sought(words)
    if not wanted:
        return []
    number = wanted.removeprefix("+")
    column = 2 if number.isdecimal() else 1
    parts = [
        f"SELECT * FROM (SELECT '{name}' AS list, {read[0]} AND instr({read[column]}, :words)"
        " ORDER BY p.spelled, p.id LIMIT :most)"
        for name, read in _SEARCHED.items()
    ]
    rows = tx.all(
        " UNION ALL ".join(parts),
        {"unit": unit, "words": number if column == 2 else wanted, "most": most},
    )
    return [(row["list"], _listed(row)) for row in rows]


def listed(tx: Transaction, unit: str, list: str, id: str) -> Listed | None:
    """Somebody on one of a branch's lists; None where they are not on it now."""
    read = _SEARCHED[list][0]
    row = tx.one(f"SELECT {read} AND p.id = :id", {"unit": unit, "id": id})
    return _listed(row) if row else None


def line(tx: Transaction, id: str) -> Line | None:
    """A line of a branch's list."""
    row = tx.one(f"SELECT {_LINE} FROM roster WHERE id = :id", {"id": id})
    return _line(row) if row else None


def put_line(tx: Transaction, line: Line) -> None:
    """Change what a line says."""
    tx.change(
        "UPDATE roster SET name = :name, phone = :phone, probationary = :probationary,"
        " spelled = :spelled, away_since = :away_since WHERE id = :id",
        _row(line),
    )


def back_home(tx: Transaction, unit: str, name: str) -> None:
    """Whoever is called so on a branch's list is away no more."""
    tx.change(
        "UPDATE roster SET away_since = NULL WHERE unit = :unit AND spelled = :spelled",
        {"unit": unit, "spelled": spelled(name)},
    )


def put_roster(
    tx: Transaction,
    unit: str,
    rows: Iterable[tuple[str, str | None, bool]],
    new_id: Callable[[], str],
) -> None:
    """Make a branch's list say `rows`: name, telephone number, whether probationary.

    A line that was there already stays the line it was, with what was noted on it.
    """
    present: dict[tuple[str, str | None], list[str]] = {}
    for row in tx.all("SELECT id, name, phone FROM roster WHERE unit = :unit", {"unit": unit}):
        present.setdefault((row["name"], row["phone"]), []).append(row["id"])
    for name, phone, probationary in rows:
        if known := present.get((name, phone)):
            tx.change(
                "UPDATE roster SET probationary = :probationary WHERE id = :id",
                {"id": known.pop(), "probationary": probationary},
            )
        else:
            tx.change(
                "INSERT INTO roster VALUES"
                " (:id, :unit, :name, :phone, :probationary, :spelled, :away_since)",
                _row(Line(new_id(), unit, name, phone, probationary)),
            )
    gone = [{"id": id} for ids in present.values() for id in ids]
    tx.change_many("DELETE FROM roster WHERE id = :id", gone)


def on_roster(tx: Transaction, unit: str, name: str) -> int:
    """How many people of this name a branch's list holds; 0 also where there is no list."""
    found = tx.value(
        "SELECT count(*) FROM roster WHERE unit = :unit AND name = :name",
        {"unit": unit, "name": name},
    )
    return int(found or 0)


def size(tx: Transaction, unit: str) -> int:
    """How many lines a branch's list has."""
    found = tx.value("SELECT count(*) FROM roster WHERE unit = :unit", {"unit": unit})
    return int(found or 0)


def move(tx: Transaction, unit: str, into: str) -> None:
    """A branch's list, and what was noted on it, becomes part of another one's."""
    for table in ("roster", "contact_note"):
        tx.change(
            f"UPDATE {table} SET unit = :into WHERE unit = :unit", {"unit": unit, "into": into}
        )


def with_number(tx: Transaction, phone: str) -> list[Line]:
    """The lines of every branch's list that have this number."""
    rows = tx.all(
        f"SELECT {_LINE} FROM roster WHERE substr(phone, -8) = substr(:phone, -8)",
        {"phone": phone},
    )
    return [_line(row) for row in rows]


def respell(tx: Transaction) -> None:
    """Spell what an older version of the program wrote: there it is only the name."""
    for table in ("roster", "placement"):
        rows = tx.all(f"SELECT DISTINCT spelled FROM {table} WHERE instr(spelled, ' ') = 0")
        for row in rows:
            tx.change(
                f"UPDATE {table} SET spelled = :new WHERE spelled = :old",
                {"old": row["spelled"], "new": spelled(row["spelled"])},
            )


def _page(tx: Transaction, statement: str, unit: str, after: Key, most: int) -> list[Listed]:
    rows = tx.all(
        f"SELECT {statement}", {"unit": unit, "spelled": after[0], "id": after[1], "most": most}
    )
    return [_listed(row) for row in rows]


def _listed(row: Any) -> Listed:
    return Listed(row["id"], row["spelled"], row["name"], row["place"] or "", row["ending"] or "")


def _line(row: Any) -> Line:
    return Line(
        row["id"],
        row["unit"],
        row["name"],
        row["phone"],
        bool(row["probationary"]),
        date.fromisoformat(row["away_since"]) if row["away_since"] else None,
    )


def _row(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "unit": line.unit,
        "name": line.name,
        "phone": line.phone,
        "probationary": line.probationary,
        "spelled": spelled(line.name),
        "away_since": line.away_since and line.away_since.isoformat(),
    }
