"""What may come of one delivery, as the channel tells it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

# A delivery that fails again and again is given up after so many attempts: about two days.
MOST_ATTEMPTS = 22
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `arrived_as` is what the channel calls it, where it can be edited later."""

    arrived_as: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It went out and no answer came: only a person may decide to send it again."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The person does not take messages on this channel any more."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat goes on under another address."""

    address: str


@dataclass(frozen=True, slots=True)
class Dead:
    """It can never be delivered; `reason` is the channel's own word, without personal data."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """It surely did not arrive, and may be tried again."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """The channel asks to wait for so many seconds: that was no attempt."""

    seconds: float


Outcome: TypeAlias = Sent | Uncertain | Closed | Moved | Dead | Later | NotNow


def wait(attempts: int, jitter: float) -> timedelta:
    """How long to wait after so many failed attempts; `jitter` is from 0 to 1."""
    full: timedelta = min(_FIRST_WAIT * 2 ** min(attempts, 20), _LONGEST_WAIT)
    return full * (0.5 + jitter / 2)
