"""What is said about placements, by whose side it is."""

from collections.abc import Callable

from bot.conversation import Source, Turn
from bot.members.talk import (
    asking,
    card,
    contacts,
    enrolling,
    home,
    host,
    lines,
    moving,
    registration,
    reminders,
    rosters,
)
from bot.members.talk.branches import Branches
from bot.members.talk.closing import arrive, concerned, leave, matters_of
from bot.members.talk.committee import stuck

COMMANDS = (
    *registration.COMMANDS,
    *moving.COMMANDS,
    *host.COMMANDS,
    *home.COMMANDS,
    *rosters.COMMANDS,
    *lines.COMMANDS,
    *contacts.COMMANDS,
    *enrolling.COMMANDS,
    *card.COMMANDS,
    *asking.COMMANDS,
)
HANDLERS = {**reminders.HANDLERS, **asking.HANDLERS}
SOURCES: dict[str, Callable[[Turn], Source]] = {
    "branch": Branches,
    "member": rosters.Members,
}

__all__ = [
    "COMMANDS",
    "HANDLERS",
    "SOURCES",
    "arrive",
    "concerned",
    "leave",
    "matters_of",
    "stuck",
]
