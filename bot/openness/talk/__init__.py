"""What is said about the board."""

from bot.conversation import Command
from bot.openness.talk import asking, board, work, writing, yearly
from bot.openness.talk.board import Reports

SOURCES = writing.SOURCES
HANDLERS = {asking.COUNT: asking.count, **writing.HANDLERS}


def commands(reports: Reports | None) -> tuple[Command, ...]:
    return (
        *board.commands(reports),
        *asking.COMMANDS,
        *writing.COMMANDS,
        *work.COMMANDS,
        *yearly.COMMANDS,
    )


__all__ = ["HANDLERS", "SOURCES", "Reports", "commands"]
