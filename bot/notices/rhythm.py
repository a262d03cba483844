"""A rhythm: when something comes again and again, as people say it."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.conversation import WEEKDAYS, read_times
from bot.language import T, Text

SOONEST = time(9)
# A year and a day hold every day that any rhythm knows.
LOOKS_AHEAD = 367


class Every(StrEnum):
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH_DAY = "monthday"
    MONTH_WEEKDAY = "nth"
    LAST_DAY = "lastday"
    LAST_WORKDAY = "lastworkday"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`number` is the day of the month, or which of its weekdays; `weekday` is 0 for Monday."""

    every: Every
    at: time
    number: int = 0
    weekday: int = 0

    def holds(self, day: date) -> bool:
        """Whether it comes on a day. One that a month does not have is the month's last."""
        last = calendar.monthrange(day.year, day.month)[1]
        match self.every:
            case Every.DAY:
                return True
            case Every.WORKDAY:
                return day.weekday() < 5
            case Every.WEEK:
                return day.weekday() == self.weekday
            case Every.MONTH_DAY:
                return day.day == min(self.number, last)
            case Every.MONTH_WEEKDAY:
                return day.weekday() == self.weekday and (day.day - 1) // 7 + 1 == self.number
            case Every.LAST_DAY:
                return day.day == last
        workdays = [each for each in range(last - 2, last + 1) if _workday(day, each)]
        return day.day == workdays[-1]

    def after(self, moment: datetime, zone: str) -> datetime:
        """The first time after a moment, by the clocks of a zone; in UTC.

        An hour that the clocks leave out is the one after it; one that comes twice, its first.
        """
        there = ZoneInfo(zone)
        first = moment.astimezone(there).date()
        for ahead in range(LOOKS_AHEAD):
            day = first + timedelta(days=ahead)
            found = datetime.combine(day, self.at, there).astimezone(UTC)
            if self.holds(day) and found > moment:
                return found
        raise ValueError(f"{self} never comes")

    @property
    def text(self) -> Text:
        at = f"{self.at:%H:%M}"
        match self.every:
            case Every.DAY:
                return T("every day at {time}", time=at)
            case Every.WORKDAY:
                return T("every workday at {time}", time=at)
            case Every.WEEK:
                return T("every {weekday} at {time}", weekday=WEEKDAYS[self.weekday], time=at)
            case Every.MONTH_DAY:
                return T("each month on day {number} at {time}", number=self.number, time=at)
            case Every.MONTH_WEEKDAY:
                return T(
                    "each month on {weekday} number {number} at {time}",
                    weekday=WEEKDAYS[self.weekday],
                    number=self.number,
                    time=at,
                )
            case Every.LAST_DAY:
                return T("on the last day of each month at {time}", time=at)
        return T("on the last workday of each month at {time}", time=at)

    def __str__(self) -> str:
        return f"{self.every} {self.number} {self.weekday} {self.at:%H:%M}"

    @staticmethod
    def parse(written: str) -> "Rhythm":
        """What `str` has written; raise `ValueError` for anything else."""
        every, number, weekday, at = written.split(" ")
        rhythm = Rhythm(Every(every), time.fromisoformat(at), int(number), int(weekday))
        known = rhythm.number in _COUNTED.get(rhythm.every, range(5)) and rhythm.weekday in range(7)
        if not known or str(rhythm) != written:
            raise ValueError(f"{written} is no rhythm")
        return rhythm


# Of what a rhythm counts, where it counts.
_COUNTED = {Every.MONTH_DAY: range(1, 32), Every.MONTH_WEEKDAY: range(1, 5)}


def _workday(day: date, number: int) -> bool:
    return day.replace(day=number).weekday() < 5


_CHINESE = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ENGLISH = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DAYS = "|".join(_ENGLISH)
_OF_MONTH = "of (?:the|each|every) month"

# What is said of the day; what follows is the time.
_PATTERNS: tuple[tuple[Every, re.Pattern[str]], ...] = (
    (Every.LAST_WORKDAY, re.compile(r"每个?月的?最后一个工作日")),
    (Every.LAST_DAY, re.compile(r"每个?月的?(最后一天|底|末)")),
    (
        Every.MONTH_WEEKDAY,
        re.compile(r"每个?月的?第?([一二三四1-4])个?(?:周|星期|礼拜)([一二三四五六日天])"),
    ),
    (Every.MONTH_DAY, re.compile(r"每个?月的?(\d{1,2})[日号]")),
    (Every.WORKDAY, re.compile(r"每个?工作日")),
    (Every.WEEK, re.compile(r"每个?(?:周|星期|礼拜)()([一二三四五六日天])")),
    (Every.DAY, re.compile(r"每[天日]")),
    (
        Every.LAST_WORKDAY,
        re.compile(rf"(?:on )?the last work(?:ing )?day {_OF_MONTH}"),
    ),
    (Every.LAST_DAY, re.compile(rf"(?:on )?the last day {_OF_MONTH}")),
    (
        Every.MONTH_WEEKDAY,
        re.compile(rf"(?:on )?the ({'|'.join(_ORDINALS)}) ({_DAYS}) {_OF_MONTH}"),
    ),
    (
        Every.MONTH_DAY,
        re.compile(r"(?:every|each) month on (?:the |day )?(\d{1,2})(?:st|nd|rd|th)?"),
    ),
    (Every.WORKDAY, re.compile(r"every work(?:ing )?day")),
    (Every.WEEK, re.compile(rf"every ()({_DAYS})")),
    (Every.DAY, re.compile(r"every day")),
)


def read_rhythms(words: str) -> list[Rhythm]:
    """What words can mean; several where the time can be in the morning and in the evening."""
    said = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    for every, pattern in _PATTERNS:
        if match := pattern.match(said):
            number, weekday = _which(every, match)
            rest = said[match.end() :].strip(" ,，的").removeprefix("at ")
            times = read_times(rest) if rest else [SOONEST]
            wrong = every is Every.MONTH_DAY and not 1 <= number <= 31
            return [] if wrong else [Rhythm(every, at, number, weekday) for at in times]
    return []


def _which(every: Every, match: re.Match[str]) -> tuple[int, int]:
    match every:
        case Every.MONTH_DAY:
            return int(match[1]), 0
        case Every.WEEK | Every.MONTH_WEEKDAY:
            number = _NUMBERS.get(match[1]) or _ORDINALS.get(match[1]) or 0
            return number, _CHINESE[match[2]] if match[2] in _CHINESE else _ENGLISH[match[2]]
    return 0, 0
