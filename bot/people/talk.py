"""What is said about oneself: one's language, and taking up an office by an invite."""

from dataclasses import replace

from bot import organization
from bot.conversation import (
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
from bot.language import T
from bot.people import store
from bot.people.model import CODE_LENGTH, ROLE_LABELS, tidy_name
from bot.people.people import become_known, hash_code
from bot.people.rights import anybody

# Each language in its own words: whoever needs it cannot read the other one.
LANGUAGES = {"zh_CN": T("简体中文"), "en": T("English")}


def _language(turn: Turn, locale: str) -> Screen:
    if locale in LANGUAGES:
        _speak(turn, locale)
    options = tuple(Option(label, f"language/{code}") for code, label in LANGUAGES.items())
    return Screen(
        (T("Which language do you read?"),),
        options,
        back=TO_MENU,
        replace=True,
        again="language/",
    )


def _speak(turn: Turn, locale: str) -> None:
    turn.choose_locale(locale)
    if turn.visitor.person and (person := store.person(turn.tx, turn.visitor.person)):
        store.put_person(turn.tx, replace(person, locale=locale))


LANGUAGE = Command(
    "language",
    T("语言 / Language"),
    anybody,
    _language,
    words=T("language|english|chinese"),
    menu=90,
    common=True,
)


def _start_office(turn: Turn, code: str) -> Answers:
    code_hash = hash_code(code[:CODE_LENGTH])
    if store.invited(turn.tx, code_hash, turn.now) is None:
        raise Refused(T("This invite is used, expired or mistyped. Ask for a new one."))
    return {"name": turn.visitor.name} if turn.visitor.name else {}


def _take_office(turn: Turn, code: str, answers: Answers) -> Screen:
    code_hash = hash_code(code[:CODE_LENGTH])
    office = store.invited(turn.tx, code_hash, turn.now)
    if office is None:
        raise Refused(T("This invite is used, expired or mistyped. Ask for a new one."))
    store.use_invite(turn.tx, code_hash)
    person = turn.visitor.person or become_known(turn, answers["name"] or "", None)
    store.put_office(turn.tx, person, office)
    unit = organization.unit(turn.tx, office.unit)
    return Screen(
        (
            T(
                "You are now {role} of {unit}.",
                role=ROLE_LABELS[office.role],
                unit=unit.name if unit else "",
            ),
        ),
        back=TO_MENU,
    )


OFFICE = Command(
    "office",
    T("Take up an office"),
    anybody,
    Filling(
        Form(
            T("Take up an office"),
            (
                Field(
                    "consent",
                    T("Consent"),
                    T(
                        "You were invited to an office. Your name is kept and shown to the members"
                        " you look after. Do you agree?"
                    ),
                    ChoiceKind((Choice("yes", T("I agree")),)),
                    review=False,
                ),
                Field(
                    "name",
                    T("Name"),
                    T("What is your name?"),
                    TextKind(T("Your name"), parse=tidy_name),
                ),
            ),
            send=T("Take it up"),
        ),
        _take_office,
        _start_office,
    ),
    link="i",
)

COMMANDS = (LANGUAGE, OFFICE)
