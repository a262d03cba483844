"""Rights: who may give a command. Every command names one of these."""

from collections.abc import Callable

from bot import organization
from bot.conversation import Right, Turn
from bot.people import store
from bot.people.model import Role
from bot.storage import Transaction

# The unit that a thing belongs to; None where there is no such thing.
UnitOf = Callable[[Transaction, str], str | None]


def anybody(turn: Turn, about: str) -> bool:
    return True


def known(turn: Turn, about: str) -> bool:
    """Whoever is registered, for what is their own."""
    return turn.visitor.person is not None


def holding(role: Role, unit_of: UnitOf) -> Right:
    """Whoever holds `role` at the unit that the thing belongs to."""

    def right(turn: Turn, about: str) -> bool:
        unit = unit_of(turn.tx, about)
        return unit is not None and any(
            _reaches(turn.tx, role, at, unit) for at in units(turn, role)
        )

    return right


def answering_for(unit_of: UnitOf) -> Right:
    """A branch's secretary, or a committee above it, which stands in where there is none."""
    return either(holding(Role.SECRETARY, unit_of), holding(Role.COMMITTEE, unit_of))


def is_secretary(turn: Turn, unit: str) -> bool:
    """Whether the visitor is the secretary of this very branch."""
    return unit in units(turn, Role.SECRETARY)


def answers_for(tx: Transaction, person: str, unit: str) -> bool:
    """Whether a person holds an office that looks after a unit's members."""
    return any(
        office.role in (Role.SECRETARY, Role.COMMITTEE)
        and _reaches(tx, office.role, office.unit, unit)
        for office in store.offices(tx, person)
    )


def in_office(role: Role) -> Right:
    """Whoever holds `role` anywhere, for what shows them only their own units."""
    return lambda turn, about: bool(units(turn, role))


def either(*rights: Right) -> Right:
    return lambda turn, about: any(right(turn, about) for right in rights)


def units(turn: Turn, role: Role) -> list[str]:
    """The units at which the visitor holds a role."""
    if turn.visitor.person is None:
        return []
    offices = store.offices(turn.tx, turn.visitor.person)
    return [office.unit for office in offices if office.role is role]


def holds_office(turn: Turn) -> bool:
    return turn.visitor.person is not None and bool(store.offices(turn.tx, turn.visitor.person))


def _reaches(tx: Transaction, role: Role, at: str, unit: str) -> bool:
    # A committee answers for everything below it, a secretary for the branch alone.
    return at == unit or (role is Role.COMMITTEE and organization.within(tx, at, unit))
