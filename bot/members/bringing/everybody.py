"""Everybody of a branch at once, for its own files: hosted here, away from here, at home."""

from dataclasses import dataclass

from bot.members import roster
from bot.members.bringing import store
from bot.members.roster import START, Listed
from bot.storage import Transaction

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on one of the three lists, which `where` names.

    `person` is None for who is only on the branch's own list; `place` names the other branch.
    """

    where: str
    name: str
    phone: str | None
    place: str
    probationary: bool
    person: str | None
    key: roster.Key


def everybody(tx: Transaction, unit: str) -> list[Entry]:
    """The three lists one after the other, each in its order."""
    reached = store.reached(tx, unit)
    lines = {line.id: line for line in store.present(tx, unit)}

    def placed(where: str, each: Listed) -> Entry:
        person, phone = reached[each.id]
        return Entry(where, each.name, phone, each.place, False, person, each.key)

    def listed(each: Listed) -> Entry:
        line = lines[each.id]
        return Entry(roster.HOME, line.name, line.phone, "", line.probationary, None, each.key)

    return [
        *[placed(roster.HERE, each) for each in roster.hosted_here(tx, unit, START, _ALL)],
        *[placed(roster.AWAY, each) for each in roster.away_from(tx, unit, START, _ALL)],
        *[listed(each) for each in roster.at_home(tx, unit, START, _ALL)],
    ]
