"""What is said while a branch brings its list and its people."""

from collections.abc import Callable

from bot.conversation import Source, Turn
from bot.members.bringing.talk import bring, brought, codes, files, poster
from bot.members.bringing.talk.branch import LISTS, OwnBranches

COMMANDS = (
    LISTS,
    *bring.COMMANDS,
    *brought.COMMANDS,
    *files.COMMANDS,
    *poster.COMMANDS,
    *codes.COMMANDS,
)
SOURCES: dict[str, Callable[[Turn], Source]] = {"ownbranch": OwnBranches}

__all__ = ["COMMANDS", "SOURCES"]
