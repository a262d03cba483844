"""What is stuck and needs a person of the committee: matters of every room, never persons."""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import TypeAlias

from bot import organization, people
from bot.conversation import Command, Screen, Turn, listed
from bot.language import T
from bot.room import Matter

# After so long without an answer the committee sees that something waits.
COMMITTEE_SEES_AFTER = timedelta(days=7)

# What is stuck in a room, for the units that a committee answers for.
Stuck: TypeAlias = Callable[[Turn, Collection[str]], Iterable[Matter]]


def command(*rooms: Stuck) -> Command:
    """The committee's list over all rooms, the longest waiting first."""

    def matters(turn: Turn, page: str) -> Screen:
        roots = people.units(turn, people.Role.COMMITTEE)
        units = {unit.id for root in roots for unit in organization.below(turn.tx, root)}
        found = [matter for stuck in rooms for matter in stuck(turn, units)]
        found.sort(key=lambda matter: matter.since)
        return listed(
            "matters",
            page,
            [matter.option for matter in found],
            T("Stuck, and in need of a person:"),
            T("Nothing is stuck."),
        )

    return Command(
        "matters",
        T("Stuck matters"),
        people.in_office(people.Role.COMMITTEE),
        matters,
        words=T("stuck matters|matters"),
        menu=4,
    )
