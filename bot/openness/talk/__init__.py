"""What is said about the board."""

from bot.conversation import Command
from bot.openness.talk import adding, asking, board, drafts, own, publishing, work, yearly
from bot.openness.talk.board import Reports

SOURCES = publishing.SOURCES
HANDLERS = {asking.COUNT: asking.count, **drafts.HANDLERS}


def commands(reports: Reports | None) -> tuple[Command, ...]:
    return (
        *board.commands(reports),
        *asking.COMMANDS,
        *publishing.COMMANDS,
        *own.COMMANDS,
        *adding.COMMANDS,
        *drafts.COMMANDS,
        *work.COMMANDS,
        *yearly.COMMANDS,
    )


__all__ = ["HANDLERS", "SOURCES", "Reports", "commands"]
