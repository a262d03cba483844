"""What was said to a person unasked, for the copy of their data."""

from collections.abc import Iterator

from bot.conversation import Turn
from bot.delivery.outbox import said_to
from bot.language import T, Text
from bot.room import Part


def copy(turn: Turn, person: str) -> Iterator[Part]:
    """Of what is about somebody else the copy tells only that it was said."""
    lines: list[Text] = []
    for at, screen, subject in said_to(turn.tx, person):
        if subject in (None, person):
            lines += [T("{at}: {what}", at=at, what=each) for each in screen.paragraphs]
        else:
            lines.append(T("{at}: {what}", at=at, what=T("a message about somebody else")))
    yield Part(T("What I wrote to you"), tuple(lines))
