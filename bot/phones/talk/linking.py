"""Linking another phone: a code here, typed or opened there, confirmed there."""

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
    Refused,
    Screen,
    TextKind,
    Turn,
)
from bot.delivery import tell_in
from bot.language import T, Text
from bot.people import Person
from bot.phones import store
from bot.phones.model import LASTS, LENGTH, LINK, LONG, MOST_PHONES, channel_name, tidy_code


def _make_code(turn: Turn, about: str) -> Screen:
    if len(people.addresses(turn.tx, turn.person)) >= MOST_PHONES:
        raise Refused(T("You have as many phones here as fit. Take one off first."))
    start = code_for(turn, turn.person)
    return Screen(
        (
            T("On the other phone, write this to me: {code}", code=start),
            T("On the web it opens by itself: {link}", link=turn.link(start)),
            T(
                "It works once, for ten minutes. Show it to nobody: whoever has it can open your"
                " account."
            ),
        ),
        back=Option(BACK, "phones/"),
        replace=True,
        again="phones/",
    )


def code_for(turn: Turn, person: str, lasts: timedelta = LASTS) -> str:
    """A code that opens a person's account once; it can be typed, or be a link's parameter."""
    code = turn.new_code()[: LENGTH if lasts <= LASTS else LONG]
    store.put_code(turn.tx, person, code, turn.now + lasts)
    return f"{LINK}-{code}"


def _ask(turn: Turn, code: str) -> Screen:
    """Whose account it is, told only to whoever has the code."""
    person = _opened(turn, code)
    if not isinstance(person, Person):
        return Screen((person,), back=TO_MENU)
    lines = [
        T(
            "This code opens the account of {name}. Shall it open on this phone too?",
            name=person.name,
        ),
        T("Whoever uses this phone can then read what comes for {name}.", name=person.name),
    ]
    if turn.visitor.person not in (None, person.id):
        lines.append(T("You stay here too: each screen will say whose it is."))
    return Screen(
        tuple(lines), (Option(T("Yes, link this phone"), f"linkyes/{code}"),), back=TO_MENU
    )


def _link(turn: Turn, code: str) -> Screen:
    person = _opened(turn, code)
    if not isinstance(person, Person):
        return Screen((person,), back=TO_MENU)
    before = people.chats(turn.tx, person.id)
    if turn.chat not in before:
        people.make_room(turn)
    store.use_code(turn.tx, person.id)
    people.put_address(turn.tx, turn.chat, person.id)
    turn.change_person(person.id)
    others = [chat for chat in before if chat != turn.chat]
    tell_in(turn, person.id, others, _linked(turn))
    words = T("This phone is linked. {name} is reached on both now.", name=person.name)
    return Screen((words,), (Option(T("My phones"), "phones/"),), back=TO_MENU, replace=True)


def _linked(turn: Turn) -> Screen:
    """What the other phones hear, so that nobody links one in secret."""
    return Screen(
        (
            T(
                "Another phone opens your account now: {channel}. If that was not you, take it"
                " off.",
                channel=channel_name(turn.chat.channel),
            ),
        ),
        (Option(T("My phones"), "phones/"),),
    )


def _opened(turn: Turn, code: str) -> Person | Text:
    """Whose account a code opens, or the word why it opens none. A wrong code is counted."""
    if store.tried_out(turn.tx, turn.chat, turn.now):
        return T("Too many wrong codes. Please wait ten minutes, then ask for a new one.")
    id = store.opened(turn.tx, code, turn.now)
    person = people.person(turn.tx, id) if id else None
    if person is None or _taken(turn, code, person):
        store.put_try(turn.tx, turn.chat, turn.now)
        return T("This code is used, expired or mistyped. Ask the other phone for a new one.")
    return person


def _taken(turn: Turn, code: str, person: Person) -> bool:
    """Whether a branch's code is for somebody who has an account of their own.

    They may only have closed the chat, and nobody else shall open it; whoever made the code
    learns nothing of that.
    """
    return len(code) == LONG and bool(people.addresses(turn.tx, person.id))


def _read_code(turn: Turn, about: str, answers: Answers) -> Screen:
    return _ask(turn, answers["code"])


_CODE = Form(
    T("I have a link code"),
    (
        Field(
            "code",
            T("Code"),
            T("Which code does the other phone show?"),
            TextKind(T("8 or 12 letters and digits"), parse=tidy_code),
        ),
    ),
    send=T("Go on"),
    at_once=True,
)

COMMANDS = (
    Command(
        "linkphone",
        T("Link another phone"),
        people.known,
        _make_code,
        words=T("link another phone"),
    ),
    Command("link", T("Link this phone"), people.anybody, _ask, link=LINK),
    Command("linkyes", T("Yes, link this phone"), people.anybody, _link),
    Command(
        "linkcode",
        T("I have a link code"),
        people.anybody,
        Filling(_CODE, _read_code),
        words=T("link code|I have a link code"),
        menu=8,
        under="settings",
    ),
)
