"""What is said to the committee, and about offices."""

from bot.committee.talk import appointing, below, closing, handing_over, matters, office, opening
from bot.committee.talk.matters import Stuck
from bot.committee.talk.units import SOURCES
from bot.conversation import Command


def commands(*stuck: Stuck) -> tuple[Command, ...]:
    """The room's commands; `stuck` are what the other rooms tell of themselves."""
    return (
        *matters.commands(*stuck),
        *below.COMMANDS,
        *opening.COMMANDS,
        *closing.COMMANDS,
        *appointing.COMMANDS,
        *handing_over.COMMANDS,
        *office.COMMANDS,
    )


__all__ = ["SOURCES", "commands"]
