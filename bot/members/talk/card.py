"""My card: what is known of me, where I belong now, who looked, and changing each line."""

from dataclasses import replace
from datetime import timedelta

from bot import people
from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    PhoneKind,
    Refused,
    Screen,
    TextKind,
    Turn,
)
from bot.language import DayOf, T, Text
from bot.members import store
from bot.members.details import details, renamed
from bot.members.model import State, should_transfer
from bot.members.talk import saying
from bot.members.talk.form import HOME_FIELDS, UNLISTED
from bot.members.talk.host import ask_home
from bot.members.talk.saying import BOTH, SAYINGS, away, said, stays, tell_branches
from bot.members.talk.words import STATES, home_name, unit_name
from bot.people import Person

LOOKS_SHOWN = 2
TO_CARD = Option(BACK, "card/")


def _myself(turn: Turn) -> Person:
    person = people.person(turn.tx, turn.person)
    assert person is not None
    return person


def _card(turn: Turn, about: str) -> Screen:
    return card(turn)


def card(turn: Turn) -> Screen:
    """All that is known of the visitor, with one question at most that they may answer."""
    person = _myself(turn)
    lines: list[Text] = [
        T("Name: {name}", name=person.name),
        T("Telephone: {phone}", phone=person.phone or T("not given")),
        *_belonging(turn),
        *said(details(turn.tx, person.id)),
        *_paper(turn),
        *_looks(turn),
    ]
    return Screen(
        tuple(lines),
        (
            *_offered(turn),
            Option(T("Change something"), "mylines/"),
            Option(T("My registration"), "registration/"),
            Option(T("Who looked at my data"), "trail/"),
        ),
        back=TO_MENU,
        replace=True,
        again="card/",
    )


def _belonging(turn: Turn) -> list[Text]:
    """Where the member belongs now, and since when."""
    found = stays(turn)
    if not found:
        return [T("You are not registered with a branch now.")]
    lines: list[Text] = [T("Home branch: {home}", home=home_name(turn, found[0]))]
    for stay in found:
        host = unit_name(turn, stay.host)
        since = DayOf(stay.asked_at)
        if stay.state is State.HOSTED:
            lines.append(T("Registered with {host} since {day}", host=host, day=since))
        else:
            state = STATES[stay.state]
            lines.append(T("Asked {host} on {day}: {state}", host=host, day=since, state=state))
    if should_transfer(found[0], turn.now, timedelta(days=turn.figures.transfer)):
        lines.append(
            T(
                "You have lived near {host} for long. Speak with your home branch whether your"
                " membership relation should move there. Nothing moves by itself.",
                host=unit_name(turn, found[0].host),
            )
        )
    return lines


def _paper(turn: Turn) -> list[Text]:
    day = details(turn.tx, turn.person).paper
    return [T("Consent on paper: {day}", day=day)] if day else []


def _looks(turn: Turn) -> list[Text]:
    entries = people.trail(turn.tx, turn.person)[:LOOKS_SHOWN]
    if not entries:
        return [T("Nobody has looked at your data yet.")]
    return [T("Last looked at:"), *map(people.trail_line, entries)]


def _offered(turn: Turn) -> list[Option]:
    """The first thing that the member has not said: one at a time, and never asked for."""
    if not away(turn, ""):
        return []
    known = details(turn.tx, turn.person)
    unsaid = [each for each in SAYINGS if each.shown(known) is None]
    return [
        Option(T("Say, if you like: {label}", label=each.label), f"{each.command}/")
        for each in unsaid[:1]
    ]


def _lines(turn: Turn, about: str) -> Screen:
    commands = (MY_NAME, MY_PHONE, *SAID, MY_HOME)
    options = [each.option() for each in commands if each.right(turn, "")]
    return Screen(
        (T("What would you like to change?"),),
        tuple(options),
        back=TO_CARD,
        replace=True,
        again="mylines/",
    )


def _rename(turn: Turn, about: str, answers: Answers) -> Screen:
    person, name = _myself(turn), answers["name"]
    if name != person.name:
        people.put_person(turn.tx, replace(person, name=name))
        renamed(turn.tx, person.id, name)
        text = T("{old} is called {name} here now.", old=person.name, name=name)
        tell_branches(turn, person.id, BOTH, text)
    return card(turn).noting(T("Noted."))


def _call(turn: Turn, about: str, answers: Answers) -> Screen:
    person, phone = _myself(turn), answers["phone"] or None
    if phone != person.phone:
        people.put_person(turn.tx, replace(person, phone=phone))
        text = T(
            "{name} has changed the card. {label}: {answer}",
            name=person.name,
            label=T("Telephone"),
            answer=phone or T("not given"),
        )
        tell_branches(turn, person.id, BOTH, text)
    return card(turn).noting(T("Noted."))


def _name_home(turn: Turn, about: str, answers: Answers) -> Screen:
    """The home branch, where it was not listed: it is listed now, or is called otherwise."""
    home = None if answers["home"] == UNLISTED else answers["home"]
    found = stays(turn)
    if any(stay.host == home for stay in found):
        raise Refused(
            T("Both branches are the same. Change one of them, or leave it: you are at home there.")
        )
    for stay in found:
        named = replace(stay, home=home, home_name=answers.get("home_name", ""))
        store.put_placement(turn.tx, named)
        if stay.state is State.HOSTED:
            ask_home(turn, named)
    return card(turn).noting(T("Noted."))


def _home_unlisted(turn: Turn, about: str) -> bool:
    found = stays(turn)
    return bool(found) and all(stay.home is None for stay in found)


def _question(label: Text, field: Field) -> Form:
    return Form(label, (field,), at_once=True)


MY_NAME = Command(
    "myname",
    T("Name"),
    people.known,
    Filling(
        _question(
            T("Name"),
            Field(
                "name",
                T("Name"),
                T("What is your name?"),
                TextKind(T("Your name"), parse=people.tidy_name),
            ),
        ),
        _rename,
    ),
)
MY_PHONE = Command(
    "myphone",
    T("Telephone"),
    people.known,
    Filling(
        _question(
            T("Telephone"),
            Field(
                "phone",
                T("Telephone"),
                T("At which number can the branch call you? Skip it, and none is kept."),
                PhoneKind(T("Telephone number"), parse=people.tidy_phone),
                required=False,
            ),
        ),
        _call,
    ),
)
MY_HOME = Command(
    "myhome",
    T("Home branch"),
    _home_unlisted,
    Filling(Form(T("Home branch"), HOME_FIELDS), _name_home),
)
SAID = saying.commands(card)

COMMANDS = (
    Command(
        "card",
        T("My card"),
        people.known,
        _card,
        words=T("my card|card"),
        menu=12,
    ),
    Command("mylines", T("Change something"), people.known, _lines),
    MY_NAME,
    MY_PHONE,
    *SAID,
    MY_HOME,
)
