"""The one clock. Tests and the demo move it; nothing else asks what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _system_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Tells the time in UTC, by the machine's clock or by another one, plus what was moved."""

    def __init__(self, source: Callable[[], datetime] = _system_now) -> None:
        self._source = source
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._source() + self._ahead

    def move(self, by: timedelta) -> None:
        self._ahead += by
