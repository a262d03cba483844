"""Where members are now: which branches reach somebody, and whom a branch reaches.

Only stays that a branch has accepted count, so that nobody is of a branch by saying so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot import people
from bot.members.spelling import spelled
from bot.storage import Transaction


class Whereabouts(StrEnum):
    """How somebody belongs to a branch now."""

    HOSTED = "hosted"
    HOME = "home"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Tie:
    """One branch that somebody belongs to."""

    unit: str
    whereabouts: Whereabouts


# A home branch that has said that this is no member of its has no tie.
_STAY = "FROM placement p WHERE p.state = 'hosted'"
_RETURNED = (
    "FROM placement p WHERE p.state = 'ended' AND p.home_word <> 'disputed'"
    " AND NOT EXISTS (SELECT 1 FROM placement h WHERE h.person = p.person AND h.state = 'hosted')"
    " AND NOT EXISTS (SELECT 1 FROM placement l WHERE l.person = p.person AND l.state = 'ended'"
    " AND (l.asked_at, l.rowid) > (p.asked_at, p.rowid))"
)
# A secretary belongs to the branch, also where no list and no registration says so.
_IN_OFFICE = (
    "FROM office o WHERE o.role = 'secretary' AND NOT EXISTS"
    " (SELECT 1 FROM placement h WHERE h.person = o.person AND h.state = 'hosted')"
)
_REACHED = {
    Whereabouts.HOSTED: f"SELECT p.person {_STAY} AND p.host = :unit",
    Whereabouts.AWAY: f"SELECT p.person {_STAY} AND p.home = :unit AND p.home_word <> 'disputed'",
    Whereabouts.HOME: (
        f"SELECT p.person {_RETURNED} AND p.home = :unit"
        f" UNION SELECT o.person {_IN_OFFICE} AND o.unit = :unit"
    ),
}
_TIES = (
    f"SELECT p.host AS unit, 'hosted' AS whereabouts {_STAY} AND p.person = :person"
    f" UNION SELECT p.home, 'away' {_STAY} AND p.person = :person"
    " AND p.home IS NOT NULL AND p.home_word <> 'disputed'"
    f" UNION SELECT p.home, 'home' {_RETURNED} AND p.person = :person AND p.home IS NOT NULL"
    f" UNION SELECT o.unit, 'home' {_IN_OFFICE} AND o.person = :person"
)


def ties(tx: Transaction, person: str) -> list[Tie]:
    """The branches that somebody belongs to now, and how."""
    rows = tx.all(_TIES, {"person": person})
    return [Tie(row["unit"], Whereabouts(row["whereabouts"])) for row in rows]


def reached(tx: Transaction, unit: str, whereabouts: Collection[Whereabouts]) -> list[str]:
    """The persons who belong to a branch now in one of these ways."""
    if not whereabouts:
        return []
    wanted = " UNION ".join(_REACHED[each] for each in sorted(whereabouts))
    return [row["person"] for row in tx.all(wanted, {"unit": unit})]


@dataclass(frozen=True, slots=True)
class OnList:
    """A person's line on the list of their branch."""

    line: str
    probationary: bool


def on_list(tx: Transaction, unit: str, person: str) -> OnList | None:
    """Somebody's line on a branch's list, where the name and the numbers agree."""
    known = people.person(tx, person)
    row = known and tx.one(
        "SELECT id, probationary FROM roster WHERE unit = :unit AND spelled = :spelled"
        " AND coalesce(substr(phone, -8) = substr(:phone, -8), 1) ORDER BY id",
        {"unit": unit, "spelled": spelled(known.name), "phone": known.phone},
    )
    return OnList(row["id"], bool(row["probationary"])) if row else None


def full_members(tx: Transaction, unit: str) -> int:
    """How many full members a branch's list has; 0 also where there is no list."""
    found = tx.value(
        "SELECT count(*) FROM roster WHERE unit = :unit AND NOT probationary", {"unit": unit}
    )
    return int(found or 0)
