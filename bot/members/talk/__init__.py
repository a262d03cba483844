"""What is said about placements, by whose side it is."""

from collections.abc import Callable

from bot.conversation import Source, Turn
from bot.members.talk import contacts, home, host, lines, moving, registration, rosters
from bot.members.talk.branches import Branches
from bot.members.talk.committee import stuck
from bot.members.talk.reminders import HANDLERS

COMMANDS = (
    *registration.COMMANDS,
    *moving.COMMANDS,
    *host.COMMANDS,
    *home.COMMANDS,
    *rosters.COMMANDS,
    *lines.COMMANDS,
    *contacts.COMMANDS,
)
SOURCES: dict[str, Callable[[Turn], Source]] = {
    "branch": Branches,
    "member": rosters.Members,
}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES", "stuck"]
