"""The committee: branches below it are opened, closed and merged; offices are given and end."""

from collections.abc import Iterable

from bot.committee.model import ACTS_KEPT
from bot.committee.store import SCHEMA, forget_acts
from bot.committee.talk import SOURCES, commands
from bot.language import T
from bot.room import Kept, Room


def room(others: Iterable[Room]) -> Room:
    """The committee's room, which looks over what is stuck in the `others`."""
    stuck = (each.stuck for each in others if each.stuck)
    return Room(
        schema=SCHEMA,
        commands=commands(*stuck),
        sources=SOURCES,
        keeps=(Kept(T("What a committee did to its units"), ACTS_KEPT, forget_acts),),
    )


__all__ = ["room"]
