"""Weeks: the finest that the report box knows of time. A number that counts Mondays, in UTC."""

import random
from datetime import UTC, date, datetime, timedelta

_FIRST_MONDAY = date(1970, 1, 5)

# After closing a case is kept about so long: fuzzy, so that its end does not tell its beginning.
KEPT = timedelta(days=90)
FUZZ = timedelta(days=7)


def week_of(moment: datetime) -> int:
    return _number(moment.astimezone(UTC).date())


def monday(week: int) -> date:
    return _FIRST_MONDAY + timedelta(weeks=week)


def shown(week: int) -> str:
    """As people and the wire write it: `2026-W48`."""
    year, number, _ = monday(week).isocalendar()
    return f"{year}-W{number:02}"


def read(written: str) -> int:
    """Raise `ValueError` for what is no week."""
    year, _, number = written.partition("-W")
    return _number(date.fromisocalendar(int(year), int(number), 1))


def year_of(week: int) -> int:
    """The year that the whole week belongs to."""
    return monday(week).isocalendar().year


def weeks_of(year: int) -> range:
    first, after = (_number(date.fromisocalendar(each, 1, 1)) for each in (year, year + 1))
    return range(first, after)


def end_of_keeping(closed: datetime, chance: random.Random) -> int:
    """The week with whose Monday a case that is closed now is deleted."""
    day = closed.astimezone(UTC).date()
    first, last = day + KEPT - FUZZ, day + KEPT + FUZZ
    mondays = [week for week in range(_number(first), _number(last) + 1) if monday(week) >= first]
    return chance.choice(mondays)


def _number(day: date) -> int:
    return (day - _FIRST_MONDAY).days // 7
