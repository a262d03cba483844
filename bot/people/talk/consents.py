"""What one agreed to: each purpose by itself, withdrawn one by one."""

from collections.abc import Mapping
from datetime import datetime

from bot.conversation import Command, Option, Screen, Turn
from bot.language import DayOf, T, Text
from bot.people import store
from bot.people.model import Purpose
from bot.people.rights import known
from bot.people.talk.data import MENU as MY_DATA
from bot.people.talk.data import TO_MY_DATA

PURPOSES = {
    Purpose.REGISTRATION: T("your registration with the branches"),
    Purpose.NOTICES: T("study and notices"),
    Purpose.GREETINGS: T("greetings on your joining day and at festivals"),
    Purpose.CALLS: T("calls by the contact person of your host branch"),
    Purpose.HELP: T("your requests and suggestions, kept so that you are answered"),
}


def _right(turn: Turn, about: str) -> bool:
    return known(turn, "") and about in ("", *Purpose)


def _consents(turn: Turn, about: str) -> Screen:
    given = store.consents(turn.tx, turn.person)
    # Agreeing to the registration is a part of registering.
    offered = [each for each in PURPOSES if each in given or each is not Purpose.REGISTRATION]
    return Screen(
        (
            T("What you agreed to. You can change each by itself, at any time:"),
            *(consent_line(each, given) for each in PURPOSES),
        ),
        tuple(_change(each, given) for each in offered),
        back=TO_MY_DATA,
        replace=True,
        again="consents/",
    )


def consent_line(purpose: Purpose, given: Mapping[Purpose, datetime]) -> Text:
    what = PURPOSES[purpose]
    if purpose in given:
        return T("{what}: agreed on {day}", what=what, day=DayOf(given[purpose]))
    return T("{what}: not agreed", what=what)


def _change(purpose: Purpose, given: Mapping[Purpose, datetime]) -> Option:
    what = PURPOSES[purpose]
    if purpose in given:
        return Option(T("Withdraw: {what}", what=what), f"withhold/{purpose}")
    return Option(T("Agree: {what}", what=what), f"agree/{purpose}")


def _agree(turn: Turn, purpose: str) -> Screen:
    if purpose and purpose != Purpose.REGISTRATION:
        store.put_consent(turn.tx, turn.person, Purpose(purpose), turn.now)
    return _consents(turn, "")


def _withhold(turn: Turn, purpose: str) -> Screen:
    if purpose == Purpose.REGISTRATION:
        return _registration_ends()
    if purpose:
        store.drop_consent(turn.tx, turn.person, Purpose(purpose))
    return _consents(turn, "")


def _registration_ends() -> Screen:
    """Without this consent nothing may be kept, so it is withdrawn by deleting."""
    return Screen(
        (
            T(
                "Without this consent nothing of you may be kept here. To withdraw it, delete"
                " your data; the other consents can be withdrawn by themselves."
            ),
        ),
        (Option(T("Delete my data"), "erase/"),),
        back=Option(TO_MY_DATA.label, "consents/"),
        replace=True,
        again="consents/",
    )


COMMANDS = (
    Command(
        "consents",
        T("What I agreed to"),
        known,
        _consents,
        words=T("what I agreed to|my consents"),
        menu=2,
        under=MY_DATA,
    ),
    Command("agree", T("Agree"), _right, _agree),
    Command("withhold", T("Withdraw a consent"), _right, _withhold),
)
