"""What is said about notices, by whose side it is."""

from bot.notices.talk import compose, ours, theirs
from bot.notices.talk.form import SOURCES

COMMANDS = (*compose.COMMANDS, *ours.COMMANDS, *theirs.COMMANDS)

__all__ = ["COMMANDS", "SOURCES"]
