"""Democratic appraisal and the organizational life meeting: whether held this year, and sheets.

They are meetings of people, planned and written down among the activities: here is only read
what stands there. What is printed is filled in by hand, and nothing of it comes back.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import store as activities
from bot.activities.model import KINDS, Activity, Kind, State
from bot.conversation import BACK, Command, Option, Screen, Turn
from bot.language import T, Text
from bot.openness.talk.sheets import appraisal_ballots, meeting_sheet
from bot.openness.talk.words import today

YEARLY = (Kind.APPRAISAL, Kind.LIFE_MEETING)


def _secretary(turn: Turn, unit: str) -> bool:
    return people.is_secretary(turn, unit)


def this_years(turn: Turn, unit: str, kind: Kind) -> Activity | None:
    """This year's meeting of a kind: one that was held, else the next one that is planned."""
    year = today(turn).year
    since = datetime(year, 1, 1, tzinfo=ZoneInfo(turn.visitor.zone))
    found = [
        each
        for each in activities.of_unit(turn.tx, unit, since)
        if each.kind is kind and _day(each).year == year and _counts(each, turn.now)
    ]
    found.sort(key=lambda each: (not _is_held(each, turn.now), each.starts_at))
    return found[0] if found else None


def _counts(activity: Activity, now: datetime) -> bool:
    """A draft whose day is past was never held."""
    if activity.state is State.DRAFT:
        return activity.starts_at > now
    return activity.state is State.PUBLISHED


def _is_held(activity: Activity, now: datetime) -> bool:
    return activity.state is State.PUBLISHED and activity.ends_at <= now


def _day(activity: Activity) -> datetime:
    return activity.starts_at.astimezone(ZoneInfo(activity.zone))


def standings(turn: Turn, unit: str) -> Iterator[Text]:
    """How each of the two stands this year."""
    for kind in YEARLY:
        yield _standing(turn, kind, this_years(turn, unit, kind))


def _standing(turn: Turn, kind: Kind, activity: Activity | None) -> Text:
    name = KINDS[kind]
    if activity is None:
        return T("{kind}: not planned this year yet", kind=name)
    day = _day(activity).date()
    if _is_held(activity, turn.now):
        return T("{kind}: held on {day}", kind=name, day=day)
    if activity.state is State.DRAFT:
        return T("{kind}: planned for {day}, not published yet", kind=name, day=day)
    return T("{kind}: planned for {day}", kind=name, day=day)


def _steps(turn: Turn, unit: str) -> Iterator[Option]:
    for kind in YEARLY:
        name, activity = KINDS[kind], this_years(turn, unit, kind)
        if activity is None:
            yield Option(T("Plan it: {kind}", kind=name), f"plan/{kind}")
            yield Option(T("It was held: {kind}", kind=name), f"recordheld/{kind}")
        else:
            to = "preview" if activity.state is State.DRAFT else "manage"
            yield Option(T("Look at it: {kind}", kind=name), f"{to}/{activity.id}")
    yield PRINT.option(unit)


def _look(turn: Turn, unit: str) -> Screen:
    return Screen(
        (
            T("Once a year, as it stands among your activities:"),
            *standings(turn, unit),
        ),
        tuple(_steps(turn, unit)),
        back=Option(BACK, "ourentries/"),
        replace=True,
        again=f"yearmeetings/{unit}",
    )


def _print(turn: Turn, unit: str) -> Screen:
    return Screen(
        (
            T("Two sheets to print: ballots for the appraisal, and a sheet for the meeting."),
            T("They are filled in by hand and stay with the branch. Nothing of it comes back."),
        ),
        back=Option(BACK, f"yearmeetings/{unit}"),
        again=f"yearmeetings/{unit}",
        unwritten=(appraisal_ballots(turn, unit), meeting_sheet(turn, unit)),
    )


LOOK = Command("yearmeetings", T("Appraisal and life meeting"), _secretary, _look)
PRINT = Command("printsheets", T("Sheets to print"), _secretary, _print)

COMMANDS = (LOOK, PRINT)
