"""What is stuck and needs a person of the committee: matters of every room, never persons."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from bot import organization, people
from bot.committee.talk.words import committee, overseeing, the_unit, to_unit
from bot.conversation import Command, Option, Screen, Submenu, Turn, listed
from bot.language import T
from bot.room import Matter

# What is stuck in a room, for the units that a committee answers for.
Stuck: TypeAlias = Callable[[Turn, Collection[str]], Iterable[Matter]]


def commands(*rooms: Stuck) -> tuple[Command, ...]:
    """The committee's lists over all rooms, the longest waiting first."""

    def stuck(turn: Turn, roots: Iterable[str]) -> list[Option]:
        units = {unit.id for root in roots for unit in organization.below(turn.tx, root)}
        found = [matter for room in rooms for matter in room(turn, units.union(roots))]
        found.sort(key=lambda matter: matter.since)
        return [matter.option for matter in found]

    def matters(turn: Turn, page: str) -> Screen:
        return listed(
            "matters",
            page,
            stuck(turn, people.units(turn, people.Role.COMMITTEE)),
            T("Stuck, and in need of a person:"),
            T("Nothing is stuck."),
        )

    def matters_here(turn: Turn, about: str) -> Screen:
        unit, (_, _, page) = the_unit(turn, about), about.partition("-")
        return listed(
            "mattershere",
            page,
            stuck(turn, [unit.id]),
            T("Stuck at {unit}, and in need of a person:", unit=unit.name),
            T("Nothing is stuck."),
            to_unit(unit),
            of=unit.id,
        )

    return (
        Command(
            "committee",
            T("My committee"),
            committee,
            Submenu(T("Your committee:")),
            words=T("my committee|committee"),
            menu=2,
        ),
        Command(
            "matters",
            T("Stuck matters"),
            committee,
            matters,
            words=T("stuck matters|matters"),
            menu=1,
            under="committee",
        ),
        Command("mattershere", T("Stuck here"), overseeing, matters_here),
    )
