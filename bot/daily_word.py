"""The daily word to inspectors: the same words at the same hour, whether or not there is a report.

It knows nothing of the report box: a word that came only with a report would tell of it.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import people
from bot.conversation import Screen, Work
from bot.delivery import plan, planned, tell
from bot.language import T
from bot.people import Role

DAILY_WORD = "dailyword"
# By the clock of the place that the bot serves.
AT = time(9)

_WORDS = T(
    "This reminder comes every day, whether or not there is anything new: please look at the desk"
    " for reports."
)


class DailyWord:
    """Reminds everybody who works on reports. The database remembers when."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def __call__(self, work: Work, about: str) -> None:
        tell(work, people.with_role(work.tx, Role.INSPECTOR), Screen((_WORDS,)))
        self._plan(work)

    def keep_planned(self, work: Work) -> None:
        if not planned(work.tx, DAILY_WORD, work.now):
            self._plan(work)

    def _plan(self, work: Work) -> None:
        plan(work.tx, DAILY_WORD, "", self._next(work.now))

    def _next(self, now: datetime) -> datetime:
        local = now.astimezone(self._zone)
        today = datetime.combine(local, AT, self._zone)
        return today if today > local else today + timedelta(days=1)
