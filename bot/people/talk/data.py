"""One's own data: who looked at it, and deleting it."""

from datetime import UTC, datetime

from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Submenu,
    Turn,
)
from bot.language import T, Text, plain
from bot.people import store
from bot.people.model import TrailEntry
from bot.people.people import erase
from bot.people.rights import known
from bot.people.talk.settings import MENU as SETTINGS

MENU = "mydata"
TO_MY_DATA = Option(BACK, f"{MENU}/")
SHOWN = 20


def _trail(turn: Turn, page: str) -> Screen:
    entries = store.trail(turn.tx, turn.person)[:SHOWN]
    head = (
        T("Who looked at your data, and what for:")
        if entries
        else T("Nobody has looked at your data yet.")
    )
    lines = tuple(trail_line(entry) for entry in entries)
    return Screen((head, *lines), back=TO_MY_DATA, replace=True, again="trail/")


def trail_line(entry: TrailEntry) -> Text:
    """Who looked or did something, when, and what."""
    at = datetime.fromtimestamp(entry.at, UTC)
    by = plain(entry.by) if entry.by else T("somebody who is not here any more")
    return T("{at}, {by}: {what}", at=at, by=by, what=entry.what)


def _erase(turn: Turn, about: str, answers: Answers) -> Screen:
    name = turn.visitor.name or ""
    erase(turn.tx, turn.person)
    lines = (
        T("The data of {name} is deleted here.", name=name),
        T("Your membership and your official Party file are not touched by that."),
    )
    others = store.seats(turn.tx, turn.chat)
    stay = (T("The others who use this account stay: nothing of theirs was deleted."),)
    return Screen((*lines, *(stay if others else ())), back=TO_MENU, replace=True)


_ERASE = Form(
    T("Delete my data"),
    (),
    send=T("Delete everything"),
    review=T(
        "This deletes your name, number, registrations, settings and messages here. It cannot be"
        " brought back. Your membership and the official Party file are separate and stay as"
        " they are; to change those, speak with your branch."
    ),
)

COMMANDS = (
    Command(
        MENU,
        T("My data"),
        known,
        Submenu(T("What is kept of you here is yours.")),
        words=T("my data"),
        menu=7,
        under=SETTINGS,
    ),
    Command(
        "trail",
        T("Who looked at my data"),
        known,
        _trail,
        words=T("who looked at my data|who looked"),
        menu=1,
        under=MENU,
    ),
    Command(
        "erase",
        T("Delete my data"),
        known,
        Filling(_ERASE, _erase),
        words=T("delete my data"),
        menu=4,
        under=MENU,
    ),
)
