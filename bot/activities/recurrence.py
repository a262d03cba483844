"""A fixed day: every week, or each month on the second Saturday or on the fifteenth."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Every(StrEnum):
    ONCE = "once"
    WEEK = "week"
    MONTH_WEEKDAY = "month_weekday"
    MONTH_DAY = "month_day"


# The fifth of a weekday is not in every month; the last one is.
LAST = 5


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`number` is which of the weekdays in the month, or which day of it."""

    every: Every
    number: int = 0
    weekday: int = 0

    @staticmethod
    def on(every: Every, day: date) -> "Recurrence":
        """The recurrence of which `day` is one."""
        match every:
            case Every.MONTH_WEEKDAY:
                return Recurrence(every, (day.day - 1) // 7 + 1, day.weekday())
            case Every.MONTH_DAY:
                return Recurrence(every, day.day)
            case Every.WEEK:
                return Recurrence(every, weekday=day.weekday())
        return Recurrence(every)

    def in_month(self, year: int, month: int) -> date:
        """Its day in a month: one that the month does not have is its last."""
        length = calendar.monthrange(year, month)[1]
        if self.every is Every.MONTH_DAY:
            return date(year, month, min(self.number, length))
        first = 1 + (self.weekday - date(year, month, 1).weekday()) % 7
        day = first + 7 * (self.number - 1)
        return date(year, month, day if day <= length else day - 7)

    def after(self, day: date) -> date | None:
        """The next day after one of its days; None where there is none."""
        match self.every:
            case Every.ONCE:
                return None
            case Every.WEEK:
                # From the week on, for a single one may have been moved within it.
                return day + timedelta(days=7 + self.weekday - day.weekday())
        return self.in_month(*next_month(day))

    def __str__(self) -> str:
        return f"{self.every} {self.number} {self.weekday}"

    @staticmethod
    def parse(written: str) -> "Recurrence":
        every, number, weekday = written.split()
        return Recurrence(Every(every), int(number), int(weekday))


ONCE = Recurrence(Every.ONCE)


def next_month(day: date) -> tuple[int, int]:
    """The year and the month that follow a day's."""
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
