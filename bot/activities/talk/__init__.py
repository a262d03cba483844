"""What is said about activities."""

from bot import people
from bot.activities.talk import checking_in, coming, form, own, planning, room, series, telling
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
    *own.COMMANDS,
    *checking_in.COMMANDS,
    *room.COMMANDS,
)
SOURCES = {**form.SOURCES, **checking_in.SOURCES}
HANDLERS = {**telling.HANDLERS, **series.HANDLERS}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES"]
