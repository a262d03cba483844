"""What is said about placements, by whose side it is."""

from bot.members.talk import home, host, moving, registration
from bot.members.talk.branches import Branches
from bot.members.talk.committee import stuck
from bot.members.talk.reminders import HANDLERS

COMMANDS = (
    *registration.COMMANDS,
    *moving.COMMANDS,
    *host.COMMANDS,
    *home.COMMANDS,
)
SOURCES = {"branch": Branches}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES", "stuck"]
