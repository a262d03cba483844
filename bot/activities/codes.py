"""Codes that change: on the wall every minute, in a call every other one."""

import hashlib
import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pyotp import TOTP


class Way(StrEnum):
    """How it was known that somebody is there."""

    CODE = "code"
    PLACE = "place"
    ONLINE = "online"
    TICKED = "ticked"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A code is shown for `step` and taken for `taken`, both from its own beginning."""

    step: timedelta
    taken: timedelta


_WALL = Rhythm(timedelta(seconds=60), timedelta(seconds=120))
RHYTHMS = {
    Way.CODE: _WALL,
    # Whoever is at the place is given one, and needs a moment to send it.
    Way.PLACE: _WALL,
    # Read out in a call: people must find it again after they have found the chat.
    Way.ONLINE: Rhythm(timedelta(minutes=2), timedelta(minutes=10)),
}
# So long a code that ran out is known as one that once was right.
_REMEMBERED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Match:
    """A code that was right at `at`, its own beginning; `in_time` where it still is taken."""

    way: Way
    at: datetime
    in_time: bool


def code(secret: str, way: Way, now: datetime) -> str:
    """The code that is to be shown now."""
    return _otp(secret, way).at(int(now.timestamp()))


def lasts_until(way: Way, now: datetime) -> datetime:
    """When the code that is shown now gives way to the next one."""
    return _begins(way, now) + RHYTHMS[way].step


def match(secret: str, typed: str, now: datetime) -> Match | None:
    """Which code of an activity was typed; None for one that it has not shown of late."""
    for way, rhythm in RHYTHMS.items():
        otp, at = _otp(secret, way), _begins(way, now)
        while now - at <= _REMEMBERED:
            if hmac.compare_digest(otp.at(int(at.timestamp())).encode(), typed.encode()):
                return Match(way, at, now - at < rhythm.taken)
            at -= rhythm.step
    return None


def _begins(way: Way, now: datetime) -> datetime:
    step = int(RHYTHMS[way].step.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // step * step, UTC)


def _otp(secret: str, way: Way) -> TOTP:
    # Each way has a secret of its own: the same number must not do for both.
    own = hmac.digest(secret.encode(), way.encode(), hashlib.sha256)
    return TOTP(b32encode(own).decode(), interval=int(RHYTHMS[way].step.total_seconds()))
