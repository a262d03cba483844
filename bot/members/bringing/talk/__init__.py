"""What is said while a branch brings its list and its people."""

from bot.members.bringing.talk import bring, brought, codes, files, poster
from bot.members.bringing.talk.branch import LISTS

COMMANDS = (
    LISTS,
    *bring.COMMANDS,
    *brought.COMMANDS,
    *files.COMMANDS,
    *poster.COMMANDS,
    *codes.COMMANDS,
)

__all__ = ["COMMANDS"]
