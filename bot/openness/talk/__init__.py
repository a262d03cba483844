"""What is said about the board."""

from collections.abc import Callable

from bot.conversation import Source, Turn
from bot.openness.talk import (
    adding,
    asking,
    board,
    drafts,
    figures,
    own,
    publishing,
    work,
    yearly,
)

COMMANDS = (
    *board.COMMANDS,
    *figures.COMMANDS,
    *asking.COMMANDS,
    *publishing.COMMANDS,
    *own.COMMANDS,
    *adding.COMMANDS,
    *drafts.COMMANDS,
    *work.COMMANDS,
    *yearly.COMMANDS,
)
SOURCES: dict[str, Callable[[Turn], Source]] = {**board.SOURCES, **publishing.SOURCES}
HANDLERS = {asking.COUNT: asking.count, **drafts.HANDLERS}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES"]
