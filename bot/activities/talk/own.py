"""The secretary's list: what the branch plans and has held, and what the rules still expect."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import store
from bot.activities.audience import invited
from bot.activities.expected import COMMITTEE_FROM, Period, Proposal, proposals
from bot.activities.model import KINDS, Activity, Kind, State, Word
from bot.activities.talk import afterwards
from bot.activities.talk.came import WHO_CAME, is_on
from bot.activities.talk.form import PLAN_FORM, usual_answers
from bot.activities.talk.papers import EXPORT, PAPER
from bot.activities.talk.planning import CANCEL, CHANGE, MENU, PREVIEW, make_draft
from bot.activities.talk.recording import RECORD
from bot.activities.talk.room import ROOM
from bot.activities.talk.venue import VENUE
from bot.activities.talk.words import (
    brief,
    described,
    for_whom,
    organizer,
    parts,
    secretary,
    the_activity,
)
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Filling,
    Option,
    Screen,
    Settled,
    Turn,
    listed,
)
from bot.language import T, Text
from bot.members.whereabouts import full_members
from bot.people import Role

# What a proposal looks back to, for the branch's usual days.
_LOOKS_BACK = timedelta(days=400)
_LOOKS_AHEAD = timedelta(days=400)
_LISTED = timedelta(days=120)
_USUAL_TIME = "19:30"


def _planned(turn: Turn, page: str) -> Screen:
    units = people.units(turn, Role.SECRETARY)
    found = [each for unit in units for each in store.of_unit(turn.tx, unit, turn.now - _LISTED)]
    found.sort(key=lambda each: each.starts_at, reverse=True)
    screen = listed(
        "planned",
        page,
        [_line(each) for each in found],
        T("Our activities, the latest first:"),
        T("Your branch has planned nothing yet. See “What the rules expect”."),
        Option(BACK, f"{MENU}/"),
    )
    return replace(screen, controls=(RECORD.option(),))


def _line(activity: Activity) -> Option:
    name = "preview" if activity.state is State.DRAFT else "manage"
    return Option(brief(activity), f"{name}/{activity.id}")


def _manage(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    persons = invited(turn.tx, activity)
    said = list(store.words(turn.tx, id, persons).values())
    return Screen(
        (
            *described(turn, activity),
            T("For: {audience}", audience=for_whom(turn, activity)),
            T(
                "Invited: {invited}. Coming: {coming}, perhaps: {perhaps}.",
                invited=len(persons),
                coming=said.count(Word.COMING),
                perhaps=said.count(Word.PERHAPS),
            ),
            *afterwards.count_line(turn, activity),
        ),
        tuple(_steps(turn, activity)),
        back=Option(BACK, "planned/"),
        replace=True,
        again=f"manage/{id}",
    )


def _steps(turn: Turn, activity: Activity) -> list[Option]:
    if activity.state is State.DRAFT:
        return [PREVIEW.option(activity.id)]
    if activity.state is State.CANCELLED:
        return []
    steps = [ROOM.option(activity.id)] if is_on(turn, activity) else []
    before = [CHANGE.option(activity.id), CANCEL.option(activity.id), VENUE.option(activity.id)]
    if turn.now < activity.starts_at:
        return [*steps, *before, PAPER.option(activity.id)]
    if turn.now <= activity.ends_at:
        return [*steps, *afterwards.steps(activity), *before, PAPER.option(activity.id)]
    papers = [PAPER.option(activity.id), EXPORT.option(activity.id)]
    return [*steps, WHO_CAME.option(f"{activity.id}-0"), *afterwards.steps(activity), *papers]


def _expected(turn: Turn, page: str) -> Screen:
    """What the rules expect, over all branches whose secretary the visitor is."""
    options = [
        Option(_proposal_line(each), f"propose/{unit}-{each.kind}")
        for unit in people.units(turn, Role.SECRETARY)
        for each in _proposals(turn, unit)
    ]
    return listed(
        "expected",
        page,
        options,
        T("The rules expect this of a branch. Choose one: day and title are filled in."),
        T("All that the rules expect is planned. Well done."),
        Option(BACK, f"{MENU}/"),
    )


def _proposal_line(proposal: Proposal) -> Text:
    return T("{kind}, until {day}", kind=KINDS[proposal.kind], day=proposal.until)


def _proposals(turn: Turn, unit: str) -> list[Proposal]:
    held = store.days_of(turn.tx, unit, turn.now - _LOOKS_BACK, turn.now + _LOOKS_AHEAD)
    # Small branches have no committee.
    small = full_members(turn.tx, unit) < COMMITTEE_FROM
    without = {Kind.GROUP_MEETING} | ({Kind.COMMITTEE_MEETING} if small else set())
    return proposals(held, _today(turn), without=without - {kind for kind, _ in held})


def _today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()


def _may_propose(turn: Turn, about: str) -> bool:
    return people.is_secretary(turn, parts(about)[0])


def _start(turn: Turn, about: str) -> Answers:
    unit, kind = parts(about)
    found = {each.kind: each for each in _proposals(turn, unit)}
    if (proposal := found.get(Kind(kind)) if kind in KINDS else None) is None:
        raise Settled(T("That is planned already. See “Our activities”."))
    return usual_answers(turn, unit) | {
        "kind": proposal.kind,
        "title": turn.say(_title(proposal)),
        "day": proposal.day.isoformat(),
        "time": _USUAL_TIME,
    }


def _title(proposal: Proposal) -> Text:
    number = (proposal.day.month - 1) // proposal.period.months + 1
    kind, year = KINDS[proposal.kind], str(proposal.day.year)
    match proposal.period:
        case Period.MONTH:
            return T("{kind}, month {number} of {year}", kind=kind, number=number, year=year)
        case Period.QUARTER:
            return T("{kind}, quarter {number} of {year}", kind=kind, number=number, year=year)
    return T("{kind} of {year}", kind=kind, year=year)


PLANNED = Command(
    "planned",
    T("Our activities"),
    secretary,
    _planned,
    words=T("our activities"),
    menu=4,
    under=MENU,
)
MANAGE = Command("manage", T("For the secretary"), organizer, _manage)
EXPECTED = Command(
    "expected",
    T("What the rules expect"),
    secretary,
    _expected,
    words=T("what the rules expect|expected"),
    menu=6,
    under=MENU,
)
PROPOSE = Command(
    "propose", T("Plan an activity"), _may_propose, Filling(PLAN_FORM, make_draft, _start)
)

COMMANDS = (PLANNED, MANAGE, EXPECTED, PROPOSE)
