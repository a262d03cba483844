"""What is said about asks, by whose side it is."""

from collections.abc import Callable

from bot import people
from bot.care.talk import above, greeting, helping, pairing, passing, paying, requests, suggesting
from bot.care.talk.bodies import Bodies
from bot.conversation import Command, Source, Submenu, Turn
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
    *passing.COMMANDS,
    *pairing.COMMANDS,
    paying.COMMAND,
    *greeting.COMMANDS,
    *above.COMMANDS,
)
SOURCES: dict[str, Callable[[Turn], Source]] = {"askbody": Bodies, **pairing.SOURCES}
HANDLERS = {**pairing.HANDLERS, **greeting.HANDLERS}

__all__ = ["COMMANDS", "HANDLERS", "SOURCES"]
