"""Greetings as they are agreed to, and as they are sent."""

from datetime import date, datetime

from bot import people
from bot.care import greetings
from bot.care.talk.requests import MENU, TO_CARE
from bot.conversation import (
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    TextKind,
    Turn,
    Work,
)
from bot.delivery import broadcast, plan, put_message
from bot.language import T, Text
from bot.people import Purpose
from bot.storage import Transaction

GREET = "greet"


def _greetings(turn: Turn, about: str) -> Screen:
    wanted = Purpose.GREETINGS in people.consents(turn.tx, turn.person)
    day = greetings.day_of(turn.tx, turn.person)
    lines: list[Text] = [
        T("You are greeted on your joining day and at festivals.")
        if wanted
        else T("You are not greeted: you have not agreed to it.")
    ]
    if day:
        lines.append(T("Your joining day: {day}", day=day))
    options = [Option(T("What I agreed to"), "consents/"), DAY.option()]
    if not wanted:
        options.insert(0, GREET_ME.option())
    if day:
        options.append(FORGET.option())
    return Screen(tuple(lines), tuple(options), back=TO_CARE, replace=True, again="greetings/")


def _put(turn: Turn, about: str, answers: Answers) -> Screen:
    people.put_consent(turn.tx, turn.person, Purpose.GREETINGS, turn.now)
    greetings.put_day(turn.tx, turn.person, answers["day"])
    return _greetings(turn, "")


def _greet_me(turn: Turn, about: str) -> Screen:
    people.put_consent(turn.tx, turn.person, Purpose.GREETINGS, turn.now)
    return _greetings(turn, "")


def _forget(turn: Turn, about: str) -> Screen:
    greetings.drop_day(turn.tx, turn.person)
    return _greetings(turn, "")


def keep_planned(tx: Transaction, now: datetime) -> None:
    """Each night, have the coming day's greetings sent in the morning."""
    at = greetings.next_morning(now)
    plan(tx, GREET, at.date().isoformat(), at)


def _greet(work: Work, about: str) -> None:
    day = date.fromisoformat(about)
    if work.now.astimezone(greetings.ZONE).date() != day:
        # Nothing ran on it, and a greeting that comes late is none.
        return
    if text := greetings.festival(day):
        _send(work, text, greetings.wishing(work.tx))
    _send(work, greetings.JOINING, greetings.joined_on(work.tx, day))


def _send(work: Work, text: Text, persons: list[str]) -> None:
    if persons:
        broadcast(work, put_message(work, Screen((text,))), persons)


GREETINGS = Command(
    "greetings",
    T("Greetings"),
    people.known,
    _greetings,
    words=T("greetings"),
    menu=7,
    under=MENU,
)
GREET_ME = Command("greetme", T("Yes, greet me"), people.known, _greet_me)
DAY = Command(
    "joiningday",
    T("Tell my joining day"),
    people.known,
    Filling(
        Form(
            T("Tell my joining day"),
            (
                Field(
                    "day",
                    T("Joining day"),
                    T(
                        "On which day did you join? With this you agree to be greeted; you can"
                        " withdraw it at any time."
                    ),
                    TextKind(T("For example 7月1日"), longest=20, parse=greetings.read_day),
                ),
            ),
        ),
        _put,
    ),
)
FORGET = Command("forgetday", T("Forget my joining day"), people.known, _forget)

COMMANDS = (GREETINGS, GREET_ME, DAY, FORGET)
HANDLERS = {GREET: _greet}
