"""Taking up an office by an invite."""

from dataclasses import replace

from bot import people
from bot.committee import store
from bot.committee.offices import leave_office
from bot.committee.talk.handing_over import taken_up, told_of_handover
from bot.committee.talk.words import log, the_unit
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
from bot.delivery import tell
from bot.language import T, Text
from bot.organization import Unit
from bot.people import ROLE_LABELS, Office, Role


def _start(turn: Turn, code: str) -> Answers:
    _invited(turn, code)
    return {"name": turn.visitor.name} if turn.visitor.name else {}


def _opening(turn: Turn, code: str) -> tuple[Text, ...]:
    office = _invited(turn, code)
    unit = the_unit(turn, office.unit)
    return (T("You are to be {role} of {unit}.", role=ROLE_LABELS[office.role], unit=unit.name),)


def _invited(turn: Turn, code: str) -> Office:
    """The office that a code gives the visitor."""
    code_hash = people.hash_code(code[: people.CODE_LENGTH])
    office = people.invited(turn.tx, code_hash, turn.now)
    if office is None:
        raise Refused(T("This invite is used, expired or mistyped. Ask for a new one."))
    if turn.visitor.person and store.handed_over_by(turn.tx, code_hash) == turn.visitor.person:
        raise Refused(T("This is the code for your successor. Please pass it on."))
    return office


def _take(turn: Turn, code: str, answers: Answers) -> Screen:
    office = _invited(turn, code)
    unit = the_unit(turn, office.unit)
    code_hash = people.hash_code(code[: people.CODE_LENGTH])
    old = store.handed_over_by(turn.tx, code_hash)
    people.use_invite(turn.tx, code_hash)
    name = turn.visitor.name or answers["name"]
    person = turn.visitor.person or people.become_known(turn, name, None)
    people.put_office(turn.tx, person, office)
    if office.role is Role.SECRETARY:
        people.drop_office(turn.tx, person, Office(Role.DEPUTY, unit.id))
    if old is not None:
        _take_over(turn, unit, office, old, person, name)
    else:
        _tell_committee(turn, unit, office, person, name)
    if office.role is Role.SECRETARY:
        return replace(taken_up(turn, unit), back=TO_MENU)
    text = T("You are now {role} of {unit}.", role=ROLE_LABELS[office.role], unit=unit.name)
    return Screen((text,), back=TO_MENU)


def _take_over(turn: Turn, unit: Unit, office: Office, old: str, person: str, name: str) -> None:
    leave_office(turn, old, office)
    text = T(
        "{name} has taken over {unit} from you. Your rights there have ended. Thank you.",
        name=name,
        unit=unit.name,
    )
    tell(turn, [old], Screen((text,)), subject=person)
    told_of_handover(turn, unit, person, name)


def _tell_committee(turn: Turn, unit: Unit, office: Office, person: str, name: str) -> None:
    role = ROLE_LABELS[office.role]
    log(turn, unit.id, T("took up the office: {role}", role=role), person)
    text = T("{name} is now {role} of {unit}.", name=name, role=role, unit=unit.name)
    officers = [each for each in people.committee_above(turn.tx, unit.id) if each != person]
    tell(turn, officers, Screen((text,)), subject=person)


OFFICE = Command(
    "office",
    T("Take up an office"),
    people.anybody,
    Filling(
        Form(
            T("Take up an office"),
            (
                Field(
                    "consent",
                    T("Consent"),
                    T("Your name is kept and shown to the members you look after. Do you agree?"),
                    ChoiceKind((Choice("yes", T("I agree")),)),
                    review=False,
                ),
                Field(
                    "name",
                    T("Name"),
                    T("What is your name?"),
                    TextKind(T("Your name"), parse=people.tidy_name),
                ),
            ),
            send=T("Take it up"),
        ),
        _take,
        _start,
        opening=_opening,
    ),
    link="i",
)

COMMANDS = (OFFICE,)
