"""What is said about activities."""

from bot import people
from bot.activities.talk import (
    afterwards,
    being_there,
    came,
    checking_in,
    coming,
    committee,
    grouping,
    looked_after,
    own,
    papers,
    planning,
    recording,
    room,
    series,
    sources,
    telling,
    venue,
)
from bot.conversation import Command, Submenu
from bot.language import T

_MENU = Command(
    coming.MENU,
    T("Activities"),
    people.known,
    Submenu(T("Activities of your branch:")),
    menu=20,
    common=True,
)

COMMANDS = (
    _MENU,
    *coming.COMMANDS,
    *planning.COMMANDS,
    *recording.COMMANDS,
    *own.COMMANDS,
    *grouping.COMMANDS,
    *checking_in.COMMANDS,
    *being_there.COMMANDS,
    *room.COMMANDS,
    *came.COMMANDS,
    *venue.COMMANDS,
    *afterwards.COMMANDS,
    *papers.COMMANDS,
    *looked_after.COMMANDS,
    *committee.COMMANDS,
)
SOURCES = {**sources.SOURCES, **being_there.SOURCES, **venue.SOURCES}
HANDLERS = {**telling.HANDLERS, **series.HANDLERS, **looked_after.HANDLERS}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES"]
