"""What is said about asks, by whose side it is."""

from bot import people
from bot.care.talk import above, helping, requests, suggesting
from bot.care.talk.bodies import Bodies
from bot.conversation import Command, Submenu
from bot.language import T

_MENU = Command(
    requests.MENU,
    T("Help and suggestions"),
    people.anybody,
    Submenu(T("Help and suggestions, for anybody:")),
    words=T("help and suggestions"),
    menu=30,
    common=True,
)

COMMANDS = (
    _MENU,
    *requests.COMMANDS,
    *suggesting.COMMANDS,
    *helping.COMMANDS,
    *above.COMMANDS,
)
SOURCES = {"askbody": Bodies}

__all__ = ["COMMANDS", "SOURCES"]
