"""Where forms search days and times: what somebody types is read, then picked."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.command import Turn
from bot.conversation.days import YEARS, read_days
from bot.conversation.form import Choice, Place, Source
from bot.conversation.times import read_times
from bot.language import T, Text, plain

WEEKDAYS = (
    T("Monday"),
    T("Tuesday"),
    T("Wednesday"),
    T("Thursday"),
    T("Friday"),
    T("Saturday"),
    T("Sunday"),
)
MOST = 4
OFFERED_TIMES = (time(9), time(14, 30), time(19), time(19, 30), time(20))


def day_text(day: date) -> Text:
    """A day with its weekday, which is what people remember."""
    return T("{day}, {weekday}", day=day, weekday=WEEKDAYS[day.weekday()])


class Days:
    """The source `day`; values are ISO days, `today` is the one where the visitor is."""

    def __init__(self, turn: Turn) -> None:
        self._today = turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()

    def search(self, words: str) -> Sequence[Choice]:
        if not words:
            days = [self._today + timedelta(days=ahead) for ahead in range(MOST)]
        else:
            days = read_days(words, self._today)[:MOST]
        return [Choice(day.isoformat(), day_text(day)) for day in days]

    def near(self, place: Place) -> Sequence[Choice]:
        return ()

    def label(self, value: str) -> Text | None:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        # Others cannot be typed, only made up; at the very ends there is no moment to every hour.
        return day_text(day) if day.year in YEARS else None


class Times:
    """The source `time`; values are such as `19:30`."""

    def __init__(self, turn: Turn) -> None:
        """Every source gets the turn; this one needs nothing of it."""

    def search(self, words: str) -> Sequence[Choice]:
        times = read_times(words) if words else OFFERED_TIMES
        return [Choice(f"{each:%H:%M}", plain(f"{each:%H:%M}")) for each in times]

    def near(self, place: Place) -> Sequence[Choice]:
        return ()

    def label(self, value: str) -> Text | None:
        try:
            return plain(f"{time.fromisoformat(value):%H:%M}")
        except ValueError:
            return None


SOURCES: dict[str, Callable[[Turn], Source]] = {"day": Days, "time": Times}
