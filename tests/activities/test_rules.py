"""The rules of activities as tables."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies

from bot.activities.checkin import Attempt, Outcome, decide
from bot.activities.codes import RHYTHMS, Match, Way, code, lasts_until, match
from bot.activities.expected import Period, proposals
from bot.activities.model import Activity, Audience, Kind, State, usual_audience
from bot.activities.quorum import Quorum, Standing, present
from bot.activities.recurrence import ONCE, Every, Recurrence
from bot.organization import BranchKind
from tests.activities.meetings import TOMORROW, meeting

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SECRET = "a secret of one activity"


@pytest.mark.parametrize(
    ("every", "first", "after"),
    [
        (Every.WEEK, "2026-11-28", ["2026-12-05", "2026-12-12"]),
        (Every.MONTH_WEEKDAY, "2026-11-14", ["2026-12-12", "2027-01-09", "2027-02-13"]),
        # The fifth Saturday is the last one where there are only four.
        (Every.MONTH_WEEKDAY, "2026-10-31", ["2026-11-28", "2026-12-26", "2027-01-30"]),
        (Every.MONTH_DAY, "2027-01-15", ["2027-02-15", "2027-03-15"]),
        # The 31st does not become the 28th for ever.
        (Every.MONTH_DAY, "2027-01-31", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        (Every.MONTH_DAY, "2028-01-30", ["2028-02-29", "2028-03-30"]),
    ],
)
def test_a_fixed_day_goes_on(every: Every, first: str, after: list[str]) -> None:
    day = date.fromisoformat(first)
    recurrence = Recurrence.parse(str(Recurrence.on(every, day)))
    for wanted in after:
        following = recurrence.after(day)
        assert following == date.fromisoformat(wanted)
        day = following


def test_one_that_was_moved_does_not_move_the_fixed_day() -> None:
    saturday = Recurrence.on(Every.WEEK, date(2026, 11, 28))
    assert saturday.after(date(2026, 11, 29)) == date(2026, 12, 5)
    second = Recurrence.on(Every.MONTH_WEEKDAY, date(2026, 11, 14))
    assert second.after(date(2026, 11, 16)) == date(2026, 12, 12)
    assert ONCE.after(date(2026, 11, 14)) is None


@pytest.mark.parametrize(
    ("today", "held", "kinds"),
    [
        ("2026-02-02", [], {"general_meeting", "committee_meeting", "party_class", "theme_day"}),
        (
            "2026-02-02",
            [("general_meeting", "2026-01-05"), ("theme_day", "2026-01-10")],
            {"committee_meeting", "party_class", "theme_day"},
        ),
        ("2026-02-02", [("theme_day", "2026-02-14")], None),
        ("2026-10-02", [], {"life_meeting", "appraisal", "theme_day"}),
    ],
)
def test_what_the_rules_expect(
    today: str, held: list[tuple[str, str]], kinds: set[str] | None
) -> None:
    known = [(Kind(kind), date.fromisoformat(day)) for kind, day in held]
    found = proposals(known, date.fromisoformat(today), without={Kind.GROUP_MEETING})
    if kinds is None:
        assert Kind.THEME_DAY not in {each.kind for each in found}
    else:
        assert kinds <= {each.kind for each in found}
        assert {Kind(kind) for kind, _ in held if kind == "general_meeting"}.isdisjoint(
            each.kind for each in found
        )


@pytest.mark.parametrize(
    ("today", "held", "day"),
    [
        ("2026-11-01", [], "2026-11-07"),
        ("2026-11-01", ["2026-10-10"], "2026-11-14"),
        ("2026-11-01", ["2026-10-31"], "2026-11-28"),
        ("2026-11-29", ["2026-10-10"], "2026-11-30"),
        ("2026-11-30", [], "2026-11-30"),
    ],
)
def test_a_proposed_day_is_the_usual_one_or_a_saturday(
    today: str, held: list[str], day: str
) -> None:
    known = [(Kind.THEME_DAY, date.fromisoformat(each)) for each in held]
    (found,) = [
        each for each in proposals(known, date.fromisoformat(today)) if each.kind is Kind.THEME_DAY
    ]
    assert found.day == date.fromisoformat(day)
    assert found.until == date(2026, 11, 30)


def test_periods_begin_and_end_with_their_months() -> None:
    assert Period.QUARTER.around(date(2026, 5, 17)) == (date(2026, 4, 1), date(2026, 6, 30))
    assert Period.MONTH.around(date(2028, 2, 3)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert Period.YEAR.around(date(2026, 5, 17)) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("entitled", "there", "left_out", "election", "needed", "reached"),
    [
        (10, 5, 0, False, 6, False),
        (10, 6, 0, False, 6, True),
        (11, 6, 0, False, 6, True),
        (10, 7, 0, True, 8, False),
        (10, 8, 0, True, 8, True),
        (11, 8, 0, True, 9, False),
        # Absent members leave the count only by the rule.
        (10, 4, 3, False, 4, True),
        (10, 5, 4, True, 5, True),
        (0, 0, 0, False, 0, False),
    ],
)
def test_a_quorum(
    entitled: int, there: int, left_out: int, election: bool, needed: int, reached: bool
) -> None:
    quorum = Quorum(entitled, there, left_out, election)
    assert (quorum.needed, quorum.reached) == (needed, reached)


def test_hosted_and_probationary_members_are_in_neither_number() -> None:
    came = [Standing.FULL, Standing.PROBATIONARY, Standing.HOSTED, Standing.GUEST, Standing.FULL]
    assert present(came) == 2


@pytest.mark.parametrize("way", RHYTHMS)
def test_a_code_is_taken_for_longer_than_it_is_shown(way: Way) -> None:
    rhythm = RHYTHMS[way]
    shown = datetime(2026, 11, 22, 4, tzinfo=UTC)
    typed = code(SECRET, way, shown)
    assert lasts_until(way, shown) == shown + rhythm.step
    assert code(SECRET, way, shown + rhythm.step) != typed
    for late in (timedelta(), rhythm.step, rhythm.taken - timedelta(seconds=1)):
        assert match(SECRET, typed, shown + late) == Match(way, shown, in_time=True)
    assert match(SECRET, typed, shown + rhythm.taken) == Match(way, shown, in_time=False)
    assert match(SECRET, typed, shown + HOUR) is None
    assert match("another secret", typed, shown) is None
    assert match(SECRET, "１２３456", shown) is None


RIGHT = Match(Way.CODE, TOMORROW, in_time=True)
OLD = Match(Way.CODE, TOMORROW, in_time=False)
OPEN_TO_GUESTS = frozenset({Audience.HOME, Audience.GUESTS})


@pytest.mark.parametrize(
    ("changes", "attempt", "late", "outcome"),
    [
        ({}, Attempt(True, False, 0, RIGHT), HOUR, Outcome.COUNTED),
        ({}, Attempt(True, True, 9, None), HOUR, Outcome.ALREADY),
        ({}, Attempt(True, False, 0, OLD), HOUR, Outcome.RAN_OUT),
        ({}, Attempt(True, False, 0, None), HOUR, Outcome.WRONG),
        ({}, Attempt(True, False, 5, RIGHT), HOUR, Outcome.TOO_MANY),
        # A new code helps nobody who was not invited, nor before it begins.
        ({}, Attempt(False, False, 0, OLD), HOUR, Outcome.NOT_INVITED),
        ({}, Attempt(False, False, 5, None), HOUR, Outcome.NOT_INVITED),
        ({}, Attempt(True, False, 0, None), -2 * HOUR, Outcome.TOO_EARLY),
        ({}, Attempt(True, False, 0, None), 3 * HOUR, Outcome.OVER),
        ({"state": State.CANCELLED}, Attempt(True, False, 0, OLD), HOUR, Outcome.CANCELLED),
        ({"audience": OPEN_TO_GUESTS}, Attempt(False, False, 0, RIGHT), HOUR, Outcome.COUNTED),
        # The secretary needs no code, and has a week.
        ({}, Attempt(False, False, ticked=True), 24 * HOUR, Outcome.COUNTED),
        ({}, Attempt(False, False, ticked=True), 8 * 24 * HOUR, Outcome.OVER),
        ({}, Attempt(False, False, ticked=True), -2 * HOUR, Outcome.TOO_EARLY),
    ],
)
def test_of_several_reasons_the_one_that_helps_is_told(
    changes: dict[str, State], attempt: Attempt, late: timedelta, outcome: Outcome
) -> None:
    activity = meeting("unit", **changes)  # type: ignore[arg-type]
    assert decide(activity, attempt, activity.starts_at + late) is outcome


def test_the_codes_own_time_counts_and_not_when_it_came_in() -> None:
    activity: Activity = meeting("unit")
    closes = activity.ends_at + 30 * MINUTE
    shown = closes - timedelta(seconds=60)
    late = Attempt(True, False, 0, Match(Way.CODE, shown, in_time=True))
    assert decide(activity, late, closes + timedelta(seconds=59)) is Outcome.COUNTED
    after = Attempt(True, False, 0, Match(Way.CODE, closes + MINUTE, in_time=True))
    assert decide(activity, after, closes + MINUTE) is Outcome.OVER


@pytest.mark.parametrize(
    ("kind", "away"),
    [(BranchKind.VILLAGE, False), (BranchKind.MOBILE, True), (BranchKind.ONLINE, True)],
)
def test_members_of_online_and_mobile_branches_are_reached_anywhere(
    kind: BranchKind, away: bool
) -> None:
    assert (Audience.AWAY in usual_audience(kind)) is away
    assert {Audience.HOSTED, Audience.HOME} <= usual_audience(kind)


DAYS = strategies.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(strategies.sampled_from([Every.WEEK, Every.MONTH_WEEKDAY, Every.MONTH_DAY]), DAYS)
def test_a_fixed_day_comes_again_within_five_weeks_and_stays_what_it_is(
    every: Every, day: date
) -> None:
    recurrence = Recurrence.on(every, day)
    for _ in range(14):
        following = recurrence.after(day)
        assert following is not None
        assert timedelta(0) < following - day <= timedelta(days=35)
        assert every is Every.MONTH_DAY or following.weekday() == recurrence.weekday
        day = following


@given(strategies.text(max_size=12))
def test_nothing_that_is_typed_breaks_the_comparison(typed: str) -> None:
    found = match(SECRET, typed, TOMORROW)
    assert found is None or typed.isdecimal()
