"""Closing a branch, merging it into another one, and opening it again."""

from dataclasses import replace

from bot import care, members, organization, people
from bot.committee.model import roles_at, why_not_close, why_not_merge, why_not_reopen
from bot.committee.offices import leave_office
from bot.committee.talk.words import (
    asking,
    log,
    overseeing,
    standing_above,
    the_unit,
    to_unit,
)
from bot.conversation import (
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    SearchKind,
    Settled,
    Turn,
)
from bot.delivery import tell
from bot.language import T, Text
from bot.organization import Unit
from bot.people import ROLE_LABELS, Office


def _ask_to_close(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    _refuse(why_not_close(unit, organization.below(turn.tx, unit.id)))
    return asking(
        unit,
        f"close/{unit.id}",
        Option(T("Yes, close it"), f"closenow/{unit.id}"),
        T("Close {unit}?", unit=unit.name),
        *_concerned(turn, unit),
        T(
            "Stays and requests here end. Each member is told and chooses another branch; until"
            " then their home branch sees somebody to contact."
        ),
        T(
            "Whoever has this as home branch keeps their stay elsewhere, without a home branch in"
            " the list."
        ),
        T(
            "Its offices end. You can open it again, but offices stay vacant and members choose"
            " for themselves."
        ),
    )


def _concerned(turn: Turn, unit: Unit) -> tuple[Text, ...]:
    concerned = members.concerned(turn, unit.id)
    return (
        T("Members of other branches who live here: {count}", count=concerned.hosted),
        T("Requests that wait: {count}", count=concerned.asking),
        T("Its own members who live elsewhere: {count}", count=concerned.away),
        T("Names on its list: {count}", count=concerned.listed),
    )


def _close(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    if not unit.closed:
        _refuse(why_not_close(unit, organization.below(turn.tx, unit.id)))
        _end(turn, unit, None)
        log(turn, unit.id, T("closed it"))
    return _done(unit, T("{unit} is closed.", unit=unit.name))


def _choose_to_merge(turn: Turn, about: str, answers: Answers) -> Screen:
    return _ask_to_merge(turn, f"{about}-{answers['into']}")


def _ask_to_merge(turn: Turn, about: str) -> Screen:
    unit, into = _two_units(turn, about)
    return asking(
        unit,
        f"mergeask/{unit.id}-{into.id}",
        Option(T("Yes, merge them"), f"mergenow/{unit.id}-{into.id}"),
        T("Merge {unit} into {other}?", unit=unit.name, other=into.name),
        *_concerned(turn, unit),
        T(
            "Whoever lives here is told and chooses; {other} is offered first, filled in already.",
            other=into.name,
        ),
        T(
            "Its own members and its list belong to {other} from then on. Their stays elsewhere"
            " go on.",
            other=into.name,
        ),
        T("{unit} is closed, and its offices end. This cannot be taken back.", unit=unit.name),
    )


def _merge(turn: Turn, about: str) -> Screen:
    if (unit := the_unit(turn, about)).closed:
        return _done(unit, T("{unit} is closed.", unit=unit.name))
    unit, into = _two_units(turn, about)
    _end(turn, unit, into)
    log(turn, unit.id, T("merged it into {other}", other=into.name))
    log(turn, into.id, T("merged {unit} into it", unit=unit.name))
    return _done(unit, T("{unit} is now a part of {other}.", unit=unit.name, other=into.name))


def _two_units(turn: Turn, about: str) -> tuple[Unit, Unit]:
    """The branch that ends and the one that goes on, of `unit-unit`; both are the committee's."""
    unit, into = the_unit(turn, about), the_unit(turn, about.partition("-")[2])
    if not overseeing(turn, into.id):
        raise Settled(T("Only open branches can be merged."))
    _refuse(why_not_merge(unit, into))
    return unit, into


def _end(turn: Turn, unit: Unit, into: Unit | None) -> None:
    organization.close(turn.tx, unit.id)
    _end_offices(turn, unit)
    members.leave(turn, unit, into)
    if into:
        care.move(turn.tx, unit.id, into.id)


def _end_offices(turn: Turn, unit: Unit) -> None:
    for role in roles_at(unit):
        for person in people.holders(turn.tx, unit.id, role):
            leave_office(turn, person, Office(role, unit.id))
            text = T(
                "{unit} was closed, and with it your office as {role} ended. Thank you.",
                unit=unit.name,
                role=ROLE_LABELS[role],
            )
            tell(turn, [person], Screen((text,)))
    for invite in people.invites(turn.tx, unit.id, turn.now):
        people.use_invite(turn.tx, invite.code_hash)


def _reopen(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    if not unit.closed:
        return _done(unit, T("{unit} is open again.", unit=unit.name))
    _refuse(why_not_reopen(unit, organization.unit(turn.tx, unit.above) if unit.above else None))
    opened = replace(unit, closed=False)
    organization.change(turn.tx, opened)
    log(turn, unit.id, T("opened it again"))
    members.arrive(turn, opened)
    return _done(
        opened,
        T("{unit} is open again.", unit=unit.name),
        T("Its offices are vacant. Whoever has not chosen another branch was told."),
    )


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise Refused(reason)


def _done(unit: Unit, *lines: Text) -> Screen:
    return Screen(lines, back=to_unit(unit), replace=True, again=f"unit/{unit.id}")


CLOSE = Command("close", T("Close it"), standing_above, _ask_to_close)
CLOSE_NOW = Command("closenow", T("Yes, close it"), standing_above, _close)
MERGE = Command(
    "merge",
    T("Merge it into another branch"),
    standing_above,
    Filling(
        Form(
            T("Merge it into another branch"),
            (
                Field(
                    "into",
                    T("The branch that goes on"),
                    T("Into which branch? Type a part of its name or place."),
                    SearchKind("unit_open", T("Name or place, for example 河湾 or hw")),
                ),
            ),
            at_once=True,
        ),
        _choose_to_merge,
    ),
)
MERGE_ASK = Command("mergeask", T("Merge it into another branch"), standing_above, _ask_to_merge)
MERGE_NOW = Command("mergenow", T("Yes, merge them"), standing_above, _merge)
REOPEN = Command("reopen", T("Open it again"), standing_above, _reopen)

COMMANDS = (CLOSE, CLOSE_NOW, MERGE, MERGE_ASK, MERGE_NOW, REOPEN)
