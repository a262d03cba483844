"""Opening a branch."""

from bot import members, organization
from bot.committee.model import may_stand_below, read_position, tidy_position, tidy_unit_name
from bot.committee.talk.appointing import APPOINT
from bot.committee.talk.words import below, committee, log, overseeing, to_unit
from bot.conversation import (
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Refused,
    Screen,
    SearchKind,
    Settled,
    TextKind,
    Turn,
    one_line,
)
from bot.language import T, Text
from bot.organization import BranchKind, Unit, UnitKind


def _may_open(turn: Turn, about: str) -> bool:
    """Whoever is of a committee; below a certain unit, whoever answers for it."""
    return overseeing(turn, about) if about else committee(turn, about)


def _start(turn: Turn, above: str) -> Answers:
    """The unit above is filled in where it is known, or there is only one."""
    unit = organization.unit(turn.tx, above) if above else None
    if unit:
        return {"above": unit.id} if may_stand_below(unit) else {}
    possible = [unit for unit in below(turn) if may_stand_below(unit)]
    return {"above": possible[0].id} if len(possible) == 1 else {}


def _open(turn: Turn, about: str, answers: Answers) -> Screen:
    above = organization.unit(turn.tx, answers["above"])
    if above is None or not overseeing(turn, above.id) or not may_stand_below(above):
        raise Settled(T("No branch can be opened there."))
    new = _unit(turn.new_id(), above, answers)
    if taken := organization.by_name(turn.tx, new.name):
        raise Refused(_taken(taken))
    organization.add(turn.tx, new)
    log(turn, new.id, T("opened it"))
    members.arrive(turn, new)
    return Screen(
        (
            T("{unit} is open, and whoever searches finds it.", unit=new.name),
            T("It has no secretary: the committee answers in its place."),
        ),
        (APPOINT.option(new.id),),
        back=to_unit(new),
        replace=True,
        again=f"unit/{new.id}",
    )


def _unit(id: str, above: Unit, answers: Answers) -> Unit:
    position = read_position(answers["position"]) if answers["position"] else None
    return Unit(
        id,
        answers["name"],
        UnitKind.BRANCH,
        BranchKind(answers["kind"]),
        above.id,
        answers["place"],
        position.latitude if position else None,
        position.longitude if position else None,
    )


def _taken(unit: Unit) -> Text:
    if unit.closed:
        return T("A closed unit has this name. Open that one again, or choose another name.")
    return T("There is a unit of this name already. Choose another name.")


OPEN = Command(
    "openbranch",
    T("Open a branch"),
    _may_open,
    Filling(
        Form(
            T("Open a branch"),
            (
                Field(
                    "name",
                    T("Name of the branch"),
                    T("What is the branch called? Its whole name, as it stands on the seal."),
                    TextKind(T("The whole name"), longest=80, parse=tidy_unit_name),
                ),
                Field(
                    "kind",
                    T("Kind of branch"),
                    T("What kind of branch is it?"),
                    SearchKind("branch_kind", T("Choose from the list"), offers=True),
                ),
                Field(
                    "place",
                    T("Place"),
                    T("Where is it? A town or district, as people say it. You may skip this."),
                    TextKind(T("Town or district"), longest=40, parse=one_line),
                    required=False,
                ),
                Field(
                    "above",
                    T("Unit above"),
                    T("Which committee or general branch is it under? Type a part of its name."),
                    SearchKind("unit_above", T("Name or place")),
                ),
                Field(
                    "position",
                    T("Position"),
                    T(
                        "Where is it on the map? Members who share where they are find it then."
                        " Latitude and longitude, for example 22.56, 113.88. You may skip this."
                    ),
                    TextKind(T("Latitude, longitude"), longest=40, parse=tidy_position),
                    required=False,
                ),
            ),
            send=T("Open it"),
        ),
        _open,
        _start,
    ),
    words=T("open a branch"),
)

COMMANDS = (OPEN,)
