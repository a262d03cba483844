"""What is said about study, by whose side it is."""

from bot.study.talk import reading, writing
from bot.study.talk.reading import HANDLERS

COMMANDS = (*reading.COMMANDS, *writing.COMMANDS)

__all__ = ["COMMANDS", "HANDLERS"]
