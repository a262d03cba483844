"""Quiet hours: when nobody is woken, in the person's own time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` of the person's own day, often past midnight; alike means never."""

    start: time = time(22)
    end: time = time(7)

    def over(self, now: datetime, zone: str) -> datetime:
        """When something may be said: `now`, or the end of the quiet hours that it falls into.

        Where the clocks are changed in that night, the end is what the wall clock says.
        """
        there = now.astimezone(ZoneInfo(zone))
        if not self._holds(there.time()):
            return now
        day = there.date() if there.time() < self.end else there.date() + timedelta(days=1)
        return datetime.combine(day, self.end, ZoneInfo(zone)).astimezone(UTC)

    def _holds(self, moment: time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @staticmethod
    @cache
    def parse(words: str) -> "QuietHours":
        """From `22:00-07:00`; raise `ValueError` for anything else."""
        start, _, end = words.partition("-")
        return QuietHours(time.fromisoformat(start), time.fromisoformat(end))
