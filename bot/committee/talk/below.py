"""The branches below a committee: the list, finding one, and one unit's page."""

from collections.abc import Iterator
from dataclasses import replace

from bot import care, members, organization, people
from bot.committee import store
from bot.committee.model import may_stand_below, roles_at
from bot.committee.talk.appointing import APPOINT, HOLDERS, INVITES, OFFICER
from bot.committee.talk.closing import CLOSE, MERGE, REOPEN
from bot.committee.talk.opening import OPEN
from bot.committee.talk.units import unit_label
from bot.committee.talk.words import (
    GONE,
    below,
    committee,
    names,
    numbers,
    overseeing,
    standing_above,
    the_unit,
    to_unit,
)
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    SearchKind,
    Settled,
    Turn,
    listed,
)
from bot.language import T, Text, plain
from bot.members import OpenMatters
from bot.organization import BRANCH_KIND_LABELS, UNIT_KIND_LABELS, Unit, UnitKind
from bot.people import ROLE_LABELS, Role

ACTS_SHOWN = 20


def _list(turn: Turn, page: str) -> Screen:
    units = {unit.id: unit for unit in below(turn)}
    screen = listed(
        "branches",
        page,
        [Option(unit_label(unit), f"unit/{unit.id}") for unit in units.values()],
        T("Your committee and what stands below it, with what is open there:"),
        T("Nothing stands below your committee yet."),
    )
    # Only the page that is shown is counted.
    options = tuple(_counted(turn, units, option) for option in screen.options)
    return replace(screen, options=options, controls=(FIND.option(), OPEN.option()))


def _counted(turn: Turn, units: dict[str, Unit], option: Option) -> Option:
    unit = units.get(option.token.partition("/")[2])
    open_here = numbers(members.matters_of(turn, unit.id)) if unit else None
    if open_here is None:
        return option
    return replace(option, label=T("{name}: {open}", name=option.label, open=open_here))


def _find(turn: Turn, about: str, answers: Answers) -> Screen:
    unit = organization.unit(turn.tx, answers["unit"])
    if unit is None:
        raise Settled(GONE)
    return unit_page(turn, unit)


def _page(turn: Turn, about: str) -> Screen:
    return unit_page(turn, the_unit(turn, about))


def unit_page(turn: Turn, unit: Unit) -> Screen:
    """One unit: what it is, who holds its offices, what is open, and what can be done."""
    return Screen(
        tuple(_lines(turn, unit)),
        tuple(_steps(turn, unit)),
        (
            Option(T("What is asked of it"), f"asksat/{unit.id}"),
            Option(T("Openness board"), f"openat/{unit.id}"),
        ),
        back=Option(BACK, "branches/"),
        replace=True,
        again=f"unit/{unit.id}",
    )


def _lines(turn: Turn, unit: Unit) -> Iterator[Text]:
    yield unit_label(unit)
    kind = BRANCH_KIND_LABELS[unit.branch_kind] if unit.branch_kind else UNIT_KIND_LABELS[unit.kind]
    yield T("{kind}, {place}", kind=kind, place=unit.place) if unit.place else kind
    above = organization.unit(turn.tx, unit.above) if unit.above else None
    if above:
        yield T("Above it: {unit}", unit=above.name)
    for role in roles_at(unit):
        yield from _holders(turn, unit, role)
    yield T("Open: {open}", open=numbers(_matters(turn, unit)) or T("nothing"))
    yield care.standing(
        turn, [unit.id, *(each.id for each in organization.below(turn.tx, unit.id))]
    )


def _holders(turn: Turn, unit: Unit, role: Role) -> Iterator[Text]:
    if holders := names(turn, unit.id, role):
        yield T("{label}: {answer}", label=ROLE_LABELS[role], answer="、".join(holders))
    elif role is Role.SECRETARY:
        yield T("It has no secretary: the committee answers in its place.")
    elif role is Role.COMMITTEE:
        yield T("It has no officer: the committee above answers in its place.")


def _matters(turn: Turn, unit: Unit) -> OpenMatters:
    """What is open at a unit and at all that stands below it."""
    inside = (unit, *organization.below(turn.tx, unit.id))
    return sum((members.matters_of(turn, each.id) for each in inside), OpenMatters())


def _steps(turn: Turn, unit: Unit) -> Iterator[Option]:
    yield Option(T("Stuck here"), f"mattershere/{unit.id}")
    if roles_at(unit):
        yield (APPOINT if unit.kind is UnitKind.BRANCH else OFFICER).option(unit.id)
        if people.invites(turn.tx, unit.id, turn.now):
            yield INVITES.option(unit.id)
    if may_stand_below(unit):
        yield OPEN.option(unit.id)
    if standing_above(turn, unit.id):
        yield Option(T("Give a finding"), f"givefinding/{unit.id}")
        yield from _steps_from_above(turn, unit)
    yield ACTS.option(unit.id)


def _steps_from_above(turn: Turn, unit: Unit) -> Iterator[Option]:
    if any(names(turn, unit.id, role) for role in roles_at(unit)):
        yield HOLDERS.option(unit.id)
    if unit.closed:
        yield REOPEN.option(unit.id)
    else:
        yield CLOSE.option(unit.id)
    if unit.takes_members:
        yield MERGE.option(unit.id)


def _acts(turn: Turn, about: str) -> Screen:
    unit = the_unit(turn, about)
    acts = store.acts(turn.tx, unit.id, ACTS_SHOWN)
    head = (
        T("What the committee has done to {unit}:", unit=unit.name)
        if acts
        else T("Nothing was done to {unit} here yet.", unit=unit.name)
    )
    lines = tuple(
        T(
            "{at}, {by}: {what}",
            at=act.at,
            by=plain(act.by) if act.by else GONE_PERSON,
            what=act.what,
        )
        for act in acts
    )
    return Screen((head, *lines), back=to_unit(unit), replace=True, again=f"unitacts/{unit.id}")


GONE_PERSON = T("somebody who is not here any more")

BRANCHES = Command(
    "branches",
    T("Branches below"),
    committee,
    _list,
    words=T("branches below|branches"),
    menu=2,
    under="committee",
)
FIND = Command(
    "findbranch",
    T("Find a branch"),
    committee,
    Filling(
        Form(
            T("Find a branch"),
            (
                Field(
                    "unit",
                    T("Branch"),
                    T("Which one? Type a part of its name or place."),
                    SearchKind("unit", T("Name or place, for example 河湾 or hw")),
                ),
            ),
            at_once=True,
        ),
        _find,
    ),
    words=T("find a branch"),
)
PAGE = Command("unit", T("Look at it"), overseeing, _page)
ACTS = Command("unitacts", T("What was done here"), overseeing, _acts)

COMMANDS = (BRANCHES, FIND, PAGE, ACTS)
