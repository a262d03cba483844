"""What is said about notices, by whose side it is."""

from bot.notices.talk import compose, ours, persons, theirs
from bot.notices.talk.form import SOURCES

COMMANDS = (*compose.COMMANDS, *ours.COMMANDS, *persons.COMMANDS, *theirs.COMMANDS)

__all__ = ["COMMANDS", "SOURCES"]
