"""Retention: what is kept how long. What is over is forgotten each night."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import conversation
from bot.conversation import Work
from bot.delivery import plan, planned
from bot.language import T
from bot.room import Kept, Room

# What is in every chat, whatever room it is about.
CHATS = (
    Kept(
        T("Forms that were begun and not sent, and chats of people who are not registered"),
        timedelta(days=30),
        conversation.let_go,
    ),
)

NIGHTLY = "nightly"
# By the clock of the place that the bot serves.
AT = time(3, 30)


def kept(rooms: Sequence[Room]) -> tuple[Kept, ...]:
    """The table of everything that is kept for a time."""
    return (*CHATS, *(each for room in rooms for each in room.keeps))


class Nightly:
    """Forgets each night what is over, and tidies the rooms.

    The database remembers when: no night is left out or done twice.
    """

    def __init__(self, rooms: Sequence[Room], zone: str) -> None:
        self._rooms = rooms
        self._zone = ZoneInfo(zone)

    def __call__(self, work: Work, about: str) -> None:
        for each in kept(self._rooms):
            each.forget(work.tx, work.now - each.term)
        for room in self._rooms:
            if room.tidy:
                room.tidy(work.tx, work.now)
        self._plan(work)

    def keep_planned(self, work: Work) -> None:
        """Plan the coming night, unless a night is planned or still to be made up for."""
        if not planned(work.tx, NIGHTLY, work.now):
            self._plan(work)

    def _plan(self, work: Work) -> None:
        plan(work.tx, NIGHTLY, "", self.next(work.now))

    def next(self, now: datetime) -> datetime:
        """The first moment after `now` at which the clock shows the hour."""
        local = now.astimezone(self._zone)
        tonight = datetime.combine(local, AT, self._zone)
        return tonight if tonight > local else tonight + timedelta(days=1)
