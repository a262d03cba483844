"""What the rules expect of a branch in a month, a quarter or a year, as ready proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.activities.model import Kind
from bot.activities.recurrence import Every, Recurrence, next_month

# People need some days to make room for it.
_NOTICE = timedelta(days=3)
_SATURDAY = 5


class Period(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[self]

    def around(self, day: date) -> tuple[date, date]:
        """The first and the last day of the period that a day falls into."""
        first = (day.month - 1) // self.months * self.months + 1
        end = date(day.year, first + self.months - 1, 1)
        return date(day.year, first, 1), date(*next_month(end), 1) - timedelta(days=1)


# Three meetings and one class, the theme Party day, and once a year the organizational life
# meeting and the democratic appraisal.
EXPECTED = (
    (Kind.GENERAL_MEETING, Period.QUARTER),
    (Kind.COMMITTEE_MEETING, Period.MONTH),
    (Kind.GROUP_MEETING, Period.MONTH),
    (Kind.PARTY_CLASS, Period.QUARTER),
    (Kind.THEME_DAY, Period.MONTH),
    (Kind.LIFE_MEETING, Period.YEAR),
    (Kind.APPRAISAL, Period.YEAR),
)
# From so many full members on a branch has a committee.
COMMITTEE_FROM = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that the rules expect until `until` and that nobody has planned."""

    kind: Kind
    period: Period
    day: date
    until: date


def proposals(
    held: Iterable[tuple[Kind, date]], today: date, *, without: Iterable[Kind] = ()
) -> list[Proposal]:
    """What is still to be planned, the most urgent first.

    `held` are the activities that took place or are planned; kinds `without` which the branch
    does are left out.
    """
    days: dict[Kind, list[date]] = {}
    for kind, day in held:
        days.setdefault(kind, []).append(day)
    found = [
        proposal
        for kind, period in EXPECTED
        if kind not in without and (proposal := _proposal(kind, period, days.get(kind, []), today))
    ]
    return sorted(found, key=lambda each: (each.until, each.day))


def _proposal(kind: Kind, period: Period, held: list[date], today: date) -> Proposal | None:
    first, last = period.around(today)
    if any(first <= day <= last for day in held):
        return None
    # What is due once a year is not asked for in January.
    if period is Period.YEAR and today < last - timedelta(days=91):
        return None
    return Proposal(kind, period, _day(held, today, last), last)


def _day(held: list[date], today: date, last: date) -> date:
    """The branch's usual day where it is still to come, else a Saturday, else what is left."""
    soonest = today + _NOTICE
    if held:
        usual = Recurrence.on(Every.MONTH_WEEKDAY, max(held)).in_month(today.year, today.month)
        if soonest <= usual <= last:
            return usual
    saturday = soonest + timedelta(days=(_SATURDAY - soonest.weekday()) % 7)
    return saturday if saturday <= last else max(min(soonest, last), today)
