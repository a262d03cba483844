"""The way in from the ordinary chat; from here on nothing is kept."""

from bot.conversation import TO_MENU, Command, Screen, Turn
from bot.language import T
from bot.reports.talk.words import HOTLINE, NOT_KEPT


def everybody(turn: Turn, about: str) -> bool:
    return True


def _enter(turn: Turn, about: str) -> Screen:
    """Where there is no report box, the official hotline is what is left."""
    notes = (NOT_KEPT,) if about else ()
    return Screen((*notes, HOTLINE), back=TO_MENU, enters="report")


COMMANDS = (
    Command(
        "report",
        T("Report something"),
        everybody,
        _enter,
        words=T("report something|report|whistle"),
        hints=T("embezzle|bribe|corrupt|report somebody"),
        menu=70,
        common=True,
    ),
)
