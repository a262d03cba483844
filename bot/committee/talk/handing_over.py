"""Handing a secretary's office over, to a deputy who is here or to a successor by a code."""

from bot import people
from bot.committee import store
from bot.committee.offices import leave_office
from bot.committee.talk.appointing import successor_screen, withdrawal
from bot.committee.talk.words import log, the_unit, unit_of
from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Turn,
    listed,
)
from bot.delivery import tell
from bot.language import T, plain
from bot.members import matters_of
from bot.organization import Unit
from bot.people import ROLE_LABELS, Office, Role

_secretary_there = people.holding(Role.SECRETARY, unit_of)
_secretary = people.in_office(Role.SECRETARY)


def _may_hand_over(turn: Turn, about: str) -> bool:
    return _secretary_there(turn, about) if about else _secretary(turn, about)


def _hand_over(turn: Turn, about: str) -> Screen:
    units = people.units(turn, Role.SECRETARY)
    if about or len(units) == 1:
        return _ways(turn, the_unit(turn, about or units[0]))
    options = [Option(plain(the_unit(turn, id).name), f"handover/{id}") for id in units]
    head = T("Which branch do you hand over?")
    return listed("handover", "", options[:8], head, head)


def _ways(turn: Turn, unit: Unit) -> Screen:
    deputies = [
        Option(T("To {name}, the deputy", name=person.name), f"handto/{unit.id}-{id}")
        for id in people.holders(turn.tx, unit.id, Role.DEPUTY)
        if id != turn.person and (person := people.person(turn.tx, id))
    ]
    given = [
        withdrawal(invite)
        for invite in people.invites(turn.tx, unit.id, turn.now)
        if store.handed_over_by(turn.tx, invite.code_hash) == turn.person
    ]
    return Screen(
        (T("To whom do you hand over {unit}?", unit=unit.name),),
        (*deputies[:6], SUCCESSOR.option(unit.id), *given[:1]),
        back=TO_MENU,
        replace=True,
        again=f"handover/{unit.id}",
    )


def _deputy(turn: Turn, unit: Unit, about: str) -> people.Person:
    """The deputy whom a button names."""
    id = about.partition("-")[2]
    person = people.person(turn.tx, id)
    if person is None or id not in people.holders(turn.tx, unit.id, Role.DEPUTY):
        raise Settled(T("This person is no deputy here any more."))
    return person


def _ask(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    deputy = _deputy(turn, unit, about)
    return Screen(
        (
            T("Hand over {unit} to {name}?", unit=unit.name, name=deputy.name),
            T(
                "{name} is the secretary at once. Your rights end: you see no member any more, and"
                " what you have begun is dropped. {name} and the committee are told.",
                name=deputy.name,
            ),
        ),
        (Option(T("Yes, hand over"), f"handnow/{unit.id}-{deputy.id}"),),
        back=Option(BACK, f"handover/{unit.id}"),
        replace=True,
        again=f"handto/{unit.id}-{deputy.id}",
    )


def _hand(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    deputy = _deputy(turn, unit, about)
    people.drop_office(turn.tx, deputy.id, Office(Role.DEPUTY, unit.id))
    people.put_office(turn.tx, deputy.id, Office(Role.SECRETARY, unit.id))
    leave_office(turn, turn.person, Office(Role.SECRETARY, unit.id))
    tell(turn, [deputy.id], taken_up(turn, unit))
    told_of_handover(turn, unit, deputy.id, deputy.name)
    return Screen((T("Handed over to {name}. Thank you.", name=deputy.name),), back=TO_MENU)


def told_of_handover(turn: Turn, unit: Unit, new: str, name: str) -> None:
    """Write down and tell the committee that a branch has another secretary."""
    log(turn, unit.id, T("took over the office: {role}", role=ROLE_LABELS[Role.SECRETARY]), new)
    text = T("{name} is the secretary of {unit} now.", name=name, unit=unit.name)
    officers = [each for each in people.committee_above(turn.tx, unit.id) if each != new]
    tell(turn, officers, Screen((text,)), subject=new)


def taken_up(turn: Turn, unit: Unit) -> Screen:
    """What a new secretary is told: the office, what waits, and where to begin."""
    waiting = matters_of(turn, unit.id).waiting
    requests = Option(T("Requests to register"), "requests/")
    return Screen(
        (
            T("You are now {role} of {unit}.", role=ROLE_LABELS[Role.SECRETARY], unit=unit.name),
            T("Requests that wait: {count}", count=waiting),
        ),
        (*([requests] if waiting else []), Option(T("My branch"), "branch/")),
    )


def _invite(turn: Turn, about: str, answers: Answers) -> Screen:
    return successor_screen(turn, the_unit(turn, about))


HAND_OVER = Command(
    "handover",
    T("Hand over my office"),
    _may_hand_over,
    _hand_over,
    words=T("hand over|hand over my office"),
    menu=9,
    under="branch",
)
HAND_TO = Command("handto", T("Hand over my office"), _secretary_there, _ask)
HAND_NOW = Command("handnow", T("Yes, hand over"), _secretary_there, _hand)
SUCCESSOR = Command(
    "successor",
    T("To a successor, by a one-time code"),
    _secretary_there,
    Filling(
        Form(
            T("To a successor, by a one-time code"),
            (),
            send=T("Make a one-time code"),
            review=T(
                "You get a code for your successor. Until it is used you stay the secretary; then"
                " your rights end at once, and you and the committee are told."
            ),
        ),
        _invite,
    ),
)

COMMANDS = (HAND_OVER, HAND_TO, HAND_NOW, SUCCESSOR)
