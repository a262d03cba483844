"""Taking up an office by an invite."""

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

COMMANDS = (OFFICE,)
