"""The yearly figures: in fives, once, when the year is over; and nothing tells whose they are."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.reports import store as kept
from bot.reports import weeks
from bot.reports.directory import Body, SignedList, sign_list
from bot.reports.model import Case, State
from bot.reports.years import ReportYear, RunningYear, finished, may_be_published, to_fives
from bot.storage import Transaction
from tests.reports.office import MONDAY, Office
from tests.reports.test_desk import closed
from tests.reports.vectors import holders, seed

WEEK = weeks.week_of(MONDAY)
# The last week of 2026, and the first of 2027.
LAST, FIRST = weeks.read("2026-W53"), weeks.read("2027-W01")
YES, NO, OPEN = State.CONFIRMED, State.NOT_CONFIRMED, State.CHECKING


def another_town() -> SignedList:
    """A third body: of two nothing is published."""
    return sign_list(
        Body("lake", "柳塘镇纪委", "county", 1, None, holders(("ge", "jiao"))), seed("county")
    )


@pytest.fixture
def office(office: Office) -> Office:
    office.lists.append(another_town())
    return office


def cases(
    state: State, count: int, week: int, due: int = FIRST + 9, body: str = "county"
) -> list[Case]:
    return [
        Case(f"{state}-{week}-{body}-{number}", body, state, week, due) for number in range(count)
    ]


async def holds(office: Office, *given: list[Case]) -> None:
    def add(tx: Transaction) -> None:
        for case in (case for each in given for case in each):
            kept.add(tx, case, "")

    await office.store.turn(add)


async def night(office: Office, on: datetime | None = None) -> None:
    if on:
        await office.later(seconds=int((on - office.clock.now()).total_seconds()))
    await office.store.turn(office.box.tidy)


async def sums(office: Office) -> tuple[RunningYear | None, tuple[ReportYear, ...]]:
    """All that is kept of years."""
    return await office.store.turn(lambda tx: (kept.running_year(tx), kept.published(tx)))


NEW_YEAR = datetime(2027, 1, 4, 20, tzinfo=UTC)


# Rules


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15), (997, 995)],
)
def test_figures_are_rounded_to_fives_and_few_look_like_none(count: int, shown: int) -> None:
    assert to_fives(count) == shown


@given(some.integers(0, 5000), some.integers(0, 5000), some.integers(0, 5000))
def test_every_figure_is_a_multiple_of_five(deleted: int, there: int, open: int) -> None:
    year = finished(RunningYear(2026, True, deleted, there), {YES: there}, open)
    assert {year.confirmed % 5, year.not_confirmed % 5, year.open % 5} == {0}
    assert abs(year.confirmed - deleted - there) < 5


@given(some.integers(0, 6000))
def test_each_week_is_in_one_year(week: int) -> None:
    assert week in weeks.weeks_of(weeks.year_of(week))
    assert week not in weeks.weeks_of(weeks.year_of(week) + 1)


@pytest.mark.parametrize(("bodies", "may"), [(1, True), (2, False), (3, True), (20, True)])
def test_of_two_bodies_nothing_is_published(bodies: int, may: bool) -> None:
    assert may_be_published(bodies) is may


# A year


async def test_a_year_is_published_when_it_is_over(office: Office) -> None:
    await night(office)
    await holds(
        office, cases(YES, 6, WEEK, due=WEEK + 2), cases(NO, 9, LAST), cases(OPEN, 13, WEEK)
    )
    await night(office, MONDAY + timedelta(weeks=3))
    assert await sums(office) == (RunningYear(2026, False, 6, 0), ())
    await holds(office, cases(YES, 2, LAST))
    await night(office, NEW_YEAR)
    assert await sums(office) == (RunningYear(2027, True), (ReportYear(2026, False, 10, 10, 15),))


async def test_what_is_published_never_changes(office: Office) -> None:
    await night(office)
    await holds(office, cases(YES, 8, WEEK), cases(OPEN, 8, WEEK))
    await night(office, NEW_YEAR)
    _, before = await sums(office)
    await office.reports("li")
    await holds(office, cases(YES, 8, WEEK, body="town"), cases(NO, 8, FIRST, due=FIRST + 1))
    for weeks_later in range(20):
        await night(office, NEW_YEAR + timedelta(weeks=weeks_later))
        assert (await sums(office))[1] == before
    assert (await sums(office))[0] == RunningYear(2027, True, 0, 8)


async def test_a_box_that_slept_over_the_year_publishes_what_it_knows(office: Office) -> None:
    await night(office)
    await holds(office, cases(YES, 5, WEEK, due=LAST))
    await night(office, datetime(2028, 3, 1, tzinfo=UTC))
    running, published = await sums(office)
    assert published == (ReportYear(2026, False, 5, 0, 0),)
    assert running == RunningYear(2028, True)


async def test_a_clock_that_jumps_over_new_years_and_back_publishes_nothing_twice(
    office: Office,
) -> None:
    await night(office)
    await holds(office, cases(YES, 7, WEEK, due=WEEK + 400), cases(OPEN, 6, WEEK))
    await night(office, datetime(2028, 6, 1, tzinfo=UTC))
    jumped = await sums(office)
    await holds(office, cases(YES, 20, WEEK + 1, due=WEEK + 2), cases(OPEN, 20, WEEK + 1))
    for again in (MONDAY + timedelta(weeks=3), NEW_YEAR, datetime(2028, 6, 1, tzinfo=UTC)):
        await night(office, again)
        assert await sums(office) == jumped, "nothing tells what came in between"


async def test_with_two_bodies_the_sum_goes_unpublished(office: Office) -> None:
    office.lists.pop()
    await night(office)
    await holds(office, cases(YES, 20, WEEK))
    await night(office, NEW_YEAR)
    assert await sums(office) == (RunningYear(2027, True), ())


# What the figures tell of a report


async def test_nothing_is_counted_but_what_goes_in_the_night(office: Office) -> None:
    """A report comes, is read, added to, closed, another taken back: no sum moves."""
    await night(office)
    before = await sums(office)
    li, wu = await office.reports("li"), await office.reports("wu", body="town")
    await office.adds(li, "还有一件事")
    await office.withdraws(wu)
    await closed(office, li.id)
    await night(office)
    assert await sums(office) == before
    await night(office, MONDAY + timedelta(days=98))
    assert (await sums(office))[0] == RunningYear(2027, True), "it was closed in the year before"


Filling = Callable[[int], list[list[Case]]]


@pytest.mark.parametrize(
    "other",
    [
        lambda n: [cases(YES, n, WEEK, body="town"), cases(NO, 9, WEEK), cases(OPEN, 3, WEEK)],
        lambda n: [cases(NO, 9, LAST, body="lake"), cases(YES, n, WEEK + 1), cases(OPEN, 3, LAST)],
        lambda n: [cases(YES, n - 1, WEEK), cases(NO, 8, LAST), cases(YES, 1, LAST, body="lake")],
        lambda n: [cases(YES, n + 1, LAST), cases(NO, 12, WEEK), cases(State.HELD, 4, WEEK)],
    ],
    ids=["another body", "another week and order", "one body and none open", "others in the five"],
)
async def test_the_figures_tie_nothing(office: Office, tmp_path: Path, other: Filling) -> None:
    """Whatever body, week, order, state of work, and how many within the five: the same tables."""
    (tmp_path / "other").mkdir()
    another = Office(tmp_path / "other" / "reports.db")
    another.lists.append(another_town())
    first: list[list[Case]] = [cases(YES, 6, WEEK), cases(NO, 9, LAST), cases(OPEN, 3, LAST)]
    try:
        for each, given in ((office, first), (another, other(6))):
            await night(each)
            await holds(each, *given)
            await night(each, NEW_YEAR)
        assert await years_tables(office) == await years_tables(another)
    finally:
        await another.close()


async def years_tables(office: Office) -> Counter[tuple[object, ...]]:
    return await office.store.turn(
        lambda tx: Counter(
            tuple(row)
            for table in ("running_year", "published_year")
            for row in tx.all(f"SELECT * FROM {table}")
        )
    )


async def test_no_exact_figure_can_be_written_down_as_published(office: Office) -> None:
    with pytest.raises(Exception, match="CHECK"):
        await office.store.turn(lambda tx: kept.publish(tx, [ReportYear(2026, True, 7, 0, 0)]))
