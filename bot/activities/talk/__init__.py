"""What is said about activities."""

from bot import people
from bot.activities.talk import coming, own, planning, series, telling
from bot.activities.talk.form import SOURCES
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

COMMANDS = (_MENU, *coming.COMMANDS, *planning.COMMANDS, *own.COMMANDS)
HANDLERS = {**telling.HANDLERS, **series.HANDLERS}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES"]
