"""Study: short pieces that people read at leisure. Who reads what is nobody's but their own."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation import Unclear
from bot.language import T, Text


class Readers(StrEnum):
    """For whom a piece is; what is for members is for secretaries too."""

    MEMBERS = "members"
    SECRETARIES = "secretaries"


# Hours a year, by the rules.
HOURS: Mapping[Readers, int] = MappingProxyType({Readers.MEMBERS: 32, Readers.SECRETARIES: 56})
LONGEST = 3000
LONGEST_TITLE = 60
MINUTES = (3, 5, 10, 15, 30)
# Of hours from elsewhere, nobody notes more than a day at once.
MOST_HOURS = 24


class Pace(StrEnum):
    """How often pieces come by themselves."""

    WEEKLY = "weekly"
    TWICE = "twice"
    PAUSED = "paused"


PACES: Mapping[Pace, Text] = MappingProxyType(
    {
        Pace.WEEKLY: T("one a week, on Tuesday evening"),
        Pace.TWICE: T("two a week, on Tuesday and Friday evening"),
        Pace.PAUSED: T("none by itself; I read when I like"),
    }
)
_DAYS: Mapping[Pace, tuple[int, ...]] = MappingProxyType(
    {Pace.WEEKLY: (1,), Pace.TWICE: (1, 4), Pace.PAUSED: ()}
)
_EVENING = time(19, 30)


@dataclass(frozen=True, slots=True)
class Wording:
    """A piece in one language; `questions` are for oneself, and no answer is asked."""

    title: str
    text: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """`unit` is None for what ships with the county. `wordings` are by locale, one at least."""

    id: str
    unit: str | None
    readers: Readers
    minutes: int
    wordings: Mapping[str, Wording]

    def worded(self, locale: str) -> Wording:
        """In the reader's language, where there is one in it."""
        return self.wordings.get(locale) or next(iter(self.wordings.values()))


def next_evening(pace: Pace, now: datetime, zone: str) -> datetime | None:
    """When the next piece comes, by the reader's clocks; in UTC. None where none does."""
    there = ZoneInfo(zone)
    first = now.astimezone(there).date()
    for ahead in range(8):
        day = first + timedelta(days=ahead)
        at = datetime.combine(day, _EVENING, there).astimezone(UTC)
        if day.weekday() in _DAYS[pace] and at > now:
            return at
    return None


def read_hours(words: str) -> str:
    """Hours studied elsewhere, such as `1.5`; raise `Unclear` for anything else."""
    hours = _hours(unicodedata.normalize("NFKC", words).replace(" ", ""))
    if not 0.1 <= hours <= MOST_HOURS:
        raise Unclear(T("Type the hours as a number, at most {most}.", most=MOST_HOURS))
    return f"{round(hours, 2):g}"


_IN_CHINESE = str.maketrans("一二两三四五六七八九", "1223456789")
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,9})?)?个?(半)?(?:个?小时|h)?(半)?")
_MINUTES = re.compile(r"(\d{1,4})(?:分钟|分|min)")


def _hours(said: str) -> float:
    """As people say it: 1.5, 两小时, 一个半小时, 半小时, 90分钟; 0 where it is none of that."""
    said = said.translate(_IN_CHINESE)
    if match := _MINUTES.fullmatch(said):
        return int(match[1]) / 60
    match = _HOURS.fullmatch(said)
    return float(match[1] or 0) + 0.5 * bool(match[2] or match[3]) if match else 0.0


def first_of_year(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date().replace(month=1, day=1)
