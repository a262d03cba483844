"""What the committee's screens share: which unit they are about, and who may."""

from collections.abc import Iterator

from bot import organization, people
from bot.committee import store
from bot.conversation import BACK, Option, Screen, Settled, Turn
from bot.language import T, Text
from bot.members import OpenMatters
from bot.organization import Unit
from bot.people import Role
from bot.storage import Transaction

GONE = T("That unit is gone.")


def first_part(about: str) -> str:
    """The unit of what a command is about: a unit alone, or `unit-something`."""
    return about.partition("-")[0]


def unit_of(tx: Transaction, about: str) -> str | None:
    return first_part(about) or None


# Whoever stands above a unit, or for a committee stands in it.
committee = people.in_office(Role.COMMITTEE)
overseeing = people.holding(Role.COMMITTEE, unit_of)


def standing_above(turn: Turn, about: str) -> bool:
    """Whether the visitor's committee stands above the unit: nobody closes their own."""
    unit = first_part(about)
    return any(
        root != unit and organization.within(turn.tx, root, unit)
        for root in people.units(turn, Role.COMMITTEE)
    )


def the_unit(turn: Turn, about: str) -> Unit:
    """The unit that a command is about; its right has looked already."""
    unit = organization.unit(turn.tx, first_part(about))
    if unit is None:
        raise Settled(GONE)
    return unit


def below(turn: Turn) -> list[Unit]:
    """The units that the visitor's committees answer for, their own first, closed ones last."""
    found: dict[str, Unit] = {}
    for root in people.units(turn, Role.COMMITTEE):
        own = organization.unit(turn.tx, root)
        for unit in (*([own] if own else []), *organization.below(turn.tx, root)):
            found.setdefault(unit.id, unit)
    return sorted(found.values(), key=lambda unit: unit.closed)


def log(turn: Turn, unit: str, what: Text, by: str | None = None) -> None:
    """Write down what the visitor did to a unit; `by` is for who was not known before."""
    store.put_act(turn.tx, turn.new_id(), unit, turn.now, by or turn.visitor.person, what)


def to_unit(unit: Unit) -> Option:
    return Option(BACK, f"unit/{unit.id}")


def asking(unit: Unit, again: str, yes: Option, *lines: Text) -> Screen:
    """Asks whether something that cannot simply be undone is meant."""
    return Screen(lines, (yes,), back=to_unit(unit), replace=True, again=again)


def names(turn: Turn, unit: str, role: Role) -> list[str]:
    holders = (people.person(turn.tx, id) for id in people.holders(turn.tx, unit, role))
    return [holder.name for holder in holders if holder]


def numbers(matters: OpenMatters) -> Text | None:
    """What is open, in numbers; None where nothing is."""
    parts = list(_parts(matters))
    if not parts:
        return None
    text = parts[0]
    for part in parts[1:]:
        text = T("{some}, {more}", some=text, more=part)
    return text


def _parts(matters: OpenMatters) -> Iterator[Text]:
    if matters.waiting:
        yield T("waiting {count}", count=matters.waiting)
    if matters.late:
        yield T("late {count}", count=matters.late)
    if matters.disputed:
        yield T("disputed {count}", count=matters.disputed)
    if matters.to_be_placed:
        yield T("to be placed {count}", count=matters.to_be_placed)
