"""One's own data: who looked at it, and deleting it."""

from datetime import UTC, datetime

from bot.conversation import Answers, Command, Filling, Form, Screen, Turn, forget
from bot.language import T, Text
from bot.people import store
from bot.people.model import TrailEntry
from bot.people.rights import known
from bot.people.talk.settings import MENU, TO_SETTINGS

SHOWN = 20


def _trail(turn: Turn, page: str) -> Screen:
    entries = store.trail(turn.tx, turn.person)[:SHOWN]
    head = (
        T("Who looked at your data, and what for:")
        if entries
        else T("Nobody has looked at your data yet.")
    )
    lines = tuple(_line(entry) for entry in entries)
    return Screen((head, *lines), back=TO_SETTINGS, replace=True, again="trail/")


def _line(entry: TrailEntry) -> Text:
    at = datetime.fromtimestamp(entry.at, UTC)
    return T("{at}, {by}: {what}", at=at, by=entry.by, what=entry.what)


def _erase(turn: Turn, about: str, answers: Answers) -> Screen:
    for chat in store.every_chat(turn.tx, turn.person):
        forget(turn.tx, chat)
    store.erase(turn.tx, turn.person)
    return Screen(
        (
            T("Your data is deleted here."),
            T("Your membership and your official Party file are not touched by that."),
        ),
        replace=True,
    )


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
        "trail",
        T("Who looked at my data"),
        known,
        _trail,
        words=T("who looked at my data|who looked"),
        menu=5,
        under=MENU,
    ),
    Command(
        "erase",
        T("Delete my data"),
        known,
        Filling(_ERASE, _erase),
        words=T("delete my data"),
        menu=6,
        under=MENU,
    ),
)
