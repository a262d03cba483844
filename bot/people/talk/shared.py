"""Several persons on one account: whose turn it is, and one more person."""

from bot.conversation import (
    MOST_SEATS,
    TO_MENU,
    Answers,
    Choice,
    ChoiceKind,
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
from bot.language import T, plain
from bot.people import store
from bot.people.model import Person, Seat, tidy_name
from bot.people.people import note
from bot.people.rights import known
from bot.people.talk.settings import MENU, TO_SETTINGS

# So many fit on one screen, beside the button that adds another one.
MOST_ON_ACCOUNT = 7

HELPER = "helper"


def make_room(turn: Turn) -> None:
    """Raise `Refused` where no more persons fit on this account."""
    seats = store.seats(turn.tx, turn.chat)
    if len(seats) >= MOST_ON_ACCOUNT or any(each.number >= MOST_SEATS for each in seats):
        raise Refused(T("No more people fit on this account. Use another phone for this one."))


def _seat(turn: Turn, number: str) -> Seat | None:
    seats = store.seats(turn.tx, turn.chat)
    return next((each for each in seats if str(each.number) == number), None)


def _on_account(turn: Turn, number: str) -> bool:
    return known(turn, "") and (not number or _seat(turn, number) is not None)


def _shared(turn: Turn) -> bool:
    return turn.visitor.shared


def _whose(turn: Turn, number: str) -> Screen:
    seat = _seat(turn, number)
    if seat is not None:
        return _go_on_for(turn, seat.person)
    seats = sorted(store.seats(turn.tx, turn.chat), key=lambda each: each.number)
    options = [Option(plain(each.person.name), f"whose/{each.number}") for each in seats]
    return Screen(
        (
            T("Who wants to go on? Each one has their own registration, messages and settings."),
            T("Here now: {name}", name=turn.visitor.name or ""),
        ),
        (*options, ANOTHER.option()),
        back=TO_SETTINGS,
        replace=True,
        again="whose/",
    )


def _go_on_for(turn: Turn, person: Person) -> Screen:
    if person.id != turn.visitor.person:
        store.set_current(turn.tx, turn.chat, person.id)
        turn.change_person(person.id)
    words = T("It is {name}'s turn now.", name=person.name)
    return Screen((words,), (Option(T("To the menu"), "menu/"),), back=TO_MENU, replace=True)


def _start_another(turn: Turn, about: str) -> Answers:
    make_room(turn)
    return {}


def _add(turn: Turn, about: str, answers: Answers) -> Screen:
    make_room(turn)
    visitor, name = turn.visitor, answers["name"]
    helps = answers["who"] == HELPER
    person = Person(turn.new_id(), name, None, visitor.locale, visitor.zone)
    store.put_person(turn.tx, person)
    store.put_address(turn.tx, turn.chat, person.id, visitor.person if helps else None)
    if helps:
        note(turn, person.id, T("began to fill in for you, and said that you agreed"))
    return Screen(
        (
            T("{name} is on this account now. Each screen says whose it is.", name=name),
            T("To see another person's screens, type “whose”."),
        ),
        (Option(T("Report in"), "register/"),),
        back=TO_MENU,
    )


def _helps(answers: Answers) -> bool:
    return answers.get("who") == HELPER


def _comes_themselves(answers: Answers) -> bool:
    return answers.get("who") == "self"


_ANOTHER = Form(
    T("Another person on this account"),
    (
        Field(
            "who",
            T("Who fills in"),
            T("Who will read and answer for this person?"),
            ChoiceKind(
                (
                    Choice("self", T("They do it themselves, on this phone")),
                    Choice(HELPER, T("I fill in for them")),
                )
            ),
        ),
        Field(
            "agreed",
            T("Consent"),
            T(
                "Ask the person first: their name, telephone number and branches will be kept"
                " here, you will see what comes for them, and what you fill in stands in their"
                " list of who looked. They can have all of it deleted at any time. Have they"
                " agreed?"
            ),
            ChoiceKind((Choice("yes", T("Yes, they have agreed")),)),
            when=_helps,
            review=False,
        ),
        Field(
            "consent",
            T("Consent"),
            T(
                "The name is kept here, and whoever uses this phone can read what comes for you."
                " Do you agree?"
            ),
            ChoiceKind((Choice("yes", T("I agree")),)),
            when=_comes_themselves,
            review=False,
        ),
        Field(
            "name",
            T("Name"),
            T("What is this person's name?"),
            TextKind(T("Their name"), parse=tidy_name),
        ),
    ),
    send=T("Add this person"),
)

ANOTHER = Command(
    "another",
    T("Add another person"),
    known,
    Filling(_ANOTHER, _add, _start_another),
    words=T("fill in for somebody else|another person"),
)

COMMANDS = (
    Command(
        "whose",
        T("Who uses this account"),
        _on_account,
        _whose,
        words=T("whose|switch person"),
        menu=5,
        under=MENU,
    ),
    # In the front menu only where there is somebody to switch to.
    Command("switch", T("Switch person"), _on_account, _whose, menu=9, when=_shared),
    ANOTHER,
)
