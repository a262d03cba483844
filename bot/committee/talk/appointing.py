"""Appointing by a one-time code, the codes that are out, and dismissing."""

from datetime import datetime

from bot import people
from bot.committee import store
from bot.committee.model import roles_at
from bot.committee.offices import leave_office
from bot.committee.talk.words import (
    asking,
    log,
    overseeing,
    standing_above,
    the_unit,
    to_unit,
    unit_of,
)
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
    Settled,
    Turn,
    listed,
)
from bot.delivery import tell
from bot.language import DayOf, T, Text
from bot.organization import Unit
from bot.people import ROLE_LABELS, Invite, Office, Role


def successor_screen(turn: Turn, unit: Unit) -> Screen:
    """The code by which another takes over the visitor's office, shown this once."""
    code, until, words = _invite(turn, unit, Role.SECRETARY)
    store.put_handover(turn.tx, people.hash_code(code), turn.person)
    head = T(
        "Pass on the words below to your successor, and to nobody else: whoever opens the link"
        " first takes the office. They are shown this once and are good until {day}.",
        day=DayOf(until),
    )
    return Screen((head, words), back=TO_MENU)


def _invite(turn: Turn, unit: Unit, role: Role) -> tuple[str, datetime, Text]:
    """An invite's code, until when it is good, and words that can be passed on."""
    code, until = people.invite(turn.tx, Office(role, unit.id), turn.now, turn.new_code)
    words = T(
        "You are to be {role} of {unit}. Open this link: {link} or type this in the chat"
        " with the bot: {code}",
        role=ROLE_LABELS[role],
        unit=unit.name,
        link=turn.link(f"i-{code}"),
        code=f"i-{code}",
    )
    return code, until, words


def _appoint(turn: Turn, about: str, answers: Answers) -> Screen:
    unit, role = the_unit(turn, about), Role(answers["role"])
    return _invited(turn, unit, role)


def _appoint_officer(turn: Turn, about: str, answers: Answers) -> Screen:
    return _invited(turn, the_unit(turn, about), Role.COMMITTEE)


def _invited(turn: Turn, unit: Unit, role: Role) -> Screen:
    if role not in roles_at(unit):
        raise Settled(T("There is no such office here now."))
    log(turn, unit.id, T("made an invite for the office: {role}", role=ROLE_LABELS[role]))
    _, until, words = _invite(turn, unit, role)
    head = T(
        "Pass on the words below to the person you mean, and to nobody else: whoever opens"
        " the link first takes the office. They are shown this once and are good until"
        " {day}.",
        day=DayOf(until),
    )
    return Screen((head, words), back=to_unit(unit), again=f"unit/{unit.id}")


def _invites(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    return listed(
        "invites",
        about.partition("-")[2],
        [withdrawal(invite) for invite in people.invites(turn.tx, unit.id, turn.now)],
        T("Not taken up yet. A tap makes one void:"),
        T("No invite is open for {unit}.", unit=unit.name),
        to_unit(unit),
        of=unit.id,
    )


def withdrawal(invite: Invite) -> Option:
    """The button that makes an invite void."""
    label = T(
        "Withdraw: {role}, good until {day}",
        role=ROLE_LABELS[invite.office.role],
        day=DayOf(invite.expires_at),
    )
    return Option(label, f"uninvite/{invite.office.unit}-{invite.id}")


def _withdraw(turn: Turn, about: str) -> Screen:
    unit, (_, _, id) = the_unit(turn, about), about.partition("-")
    for invite in people.invites(turn.tx, unit.id, turn.now):
        if invite.id == id and _may_withdraw(turn, unit, invite):
            people.use_invite(turn.tx, invite.code_hash)
    back = to_unit(unit) if overseeing(turn, unit.id) else Option(T("Back"), "menu/")
    return Screen((T("That invite gives nothing any more."),), back=back, replace=True)


def _may_withdraw(turn: Turn, unit: Unit, invite: Invite) -> bool:
    """A committee withdraws all of a unit's invites, a secretary the one for a successor."""
    own = store.handed_over_by(turn.tx, invite.code_hash) == turn.visitor.person
    return own or overseeing(turn, unit.id)


def _holders(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    options = [
        Option(
            T("{name}, {role}", name=person.name, role=ROLE_LABELS[role]),
            f"dismiss/{unit.id}-{person.id}",
        )
        for role in roles_at(unit)
        for id in people.holders(turn.tx, unit.id, role)
        if (person := people.person(turn.tx, id))
    ]
    return listed(
        "holders",
        about.partition("-")[2],
        options,
        T("Whom do you want to dismiss?"),
        T("Nobody holds an office at {unit}.", unit=unit.name),
        to_unit(unit),
        of=unit.id,
    )


def _offices(turn: Turn, unit: Unit, person: str) -> list[Office]:
    return [office for office in people.offices(turn.tx, person) if office.unit == unit.id]


def _ask_to_dismiss(turn: Turn, about: str) -> Screen:
    unit, (_, _, id) = the_unit(turn, about), about.partition("-")
    person = people.person(turn.tx, id)
    if person is None or not _offices(turn, unit, id):
        raise Refused(T("This person holds no office there any more."))
    return asking(
        unit,
        f"dismiss/{unit.id}-{id}",
        Option(T("Yes, dismiss"), f"dismissnow/{unit.id}-{id}"),
        T("Dismiss {name} at {unit}?", name=person.name, unit=unit.name),
        T(
            "The rights end at once: no message about the members reaches {name} any more, and"
            " what was begun is dropped. {name} is told.",
            name=person.name,
        ),
    )


def _dismiss(turn: Turn, about: str) -> Screen:
    unit, (_, _, id) = the_unit(turn, about), about.partition("-")
    for office in _offices(turn, unit, id):
        role = ROLE_LABELS[office.role]
        leave_office(turn, id, office)
        log(turn, unit.id, T("dismissed from the office: {role}", role=role))
        text = T("Your office as {role} of {unit} has ended.", role=role, unit=unit.name)
        tell(turn, [id], Screen((text,)))
    return Screen((T("The office has ended."),), back=to_unit(unit), replace=True)


APPOINT = Command(
    "appoint",
    T("Appoint"),
    overseeing,
    Filling(
        Form(
            T("Appoint"),
            (
                Field(
                    "role",
                    T("Office"),
                    T("To which office?"),
                    ChoiceKind(
                        tuple(
                            Choice(role.value, ROLE_LABELS[role])
                            for role in (Role.SECRETARY, Role.DEPUTY)
                        )
                    ),
                ),
            ),
            send=T("Make a one-time code"),
        ),
        _appoint,
    ),
)
OFFICER = Command(
    "officer",
    T("Appoint an officer"),
    overseeing,
    Filling(
        Form(
            T("Appoint an officer"),
            (),
            send=T("Make a one-time code"),
            review=T(
                "An officer of this committee opens and closes the branches below it, appoints"
                " their secretaries, and sees what is stuck."
            ),
        ),
        _appoint_officer,
    ),
)
INVITES = Command("invites", T("Open invites"), overseeing, _invites)
UNINVITE = Command("uninvite", T("Withdraw an invite"), people.answering_for(unit_of), _withdraw)
HOLDERS = Command("holders", T("Dismiss somebody"), standing_above, _holders)
DISMISS = Command("dismiss", T("Dismiss somebody"), standing_above, _ask_to_dismiss)
DISMISS_NOW = Command("dismissnow", T("Yes, dismiss"), standing_above, _dismiss)

COMMANDS = (APPOINT, OFFICER, INVITES, UNINVITE, HOLDERS, DISMISS, DISMISS_NOW)
