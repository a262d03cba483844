"""Whom a notice reaches: asked anew when it goes out, so that it follows people as they move."""

from collections.abc import Iterator

from bot import organization, people
from bot.members.whereabouts import Whereabouts, reached
from bot.notices.model import Audience, Notice
from bot.people import Role
from bot.storage import Transaction

_EVERYWHERE = frozenset(Whereabouts)


def is_below(notice: Notice) -> bool:
    """Whether a notice is a committee's to the branches below."""
    return bool(notice.audience & {Audience.BELOW, Audience.SECRETARIES})


def office(notice: Notice) -> Role:
    """The office from which a notice is written."""
    return Role.COMMITTEE if is_below(notice) else Role.SECRETARY


def is_of(tx: Transaction, notice: Notice, unit: str) -> bool:
    """Whether a notice is for people of a unit."""
    if is_below(notice):
        return unit != notice.unit and organization.within(tx, notice.unit, unit)
    return unit == notice.unit


def units_of(tx: Transaction, notice: Notice, after: str = "") -> Iterator[str]:
    """The units whose people a notice is for, in the order in which they are told.

    Those that come `after` one; each is looked for only when it is wanted.
    """
    if not is_below(notice):
        yield from (unit for unit in (notice.unit,) if unit > after)
        return
    while (unit := organization.next_below(tx, notice.unit, after)) is not None:
        yield unit
        after = unit


def persons_at(tx: Transaction, notice: Notice, unit: str) -> list[str]:
    """The persons of one unit whom a notice is for."""
    if is_below(notice):
        members = reached(tx, unit, _EVERYWHERE) if Audience.BELOW in notice.audience else []
        return list(dict.fromkeys([*members, *people.holders(tx, unit, Role.SECRETARY)]))
    return reached(tx, unit, {Whereabouts(each) for each in notice.audience})


def persons(tx: Transaction, notice: Notice) -> Iterator[str]:
    """Everybody whom a notice is for, each once."""
    seen: set[str] = set()
    for unit in units_of(tx, notice):
        for person in persons_at(tx, notice, unit):
            if person not in seen:
                seen.add(person)
                yield person
