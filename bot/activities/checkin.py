"""The one decision about a check-in: it counts, or the reason that helps."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.activities.codes import Match
from bot.activities.model import Activity, Audience, State

OPENS_BEFORE = timedelta(hours=1)
CLOSES_AFTER = timedelta(minutes=30)
# A secretary still completes the list when everybody is at home again.
TICKED_UNTIL = timedelta(days=7)
# So many wrong codes of one person at one activity, within so long.
WRONG_CODES, WRONG_WITHIN = 5, timedelta(minutes=10)


class Outcome(StrEnum):
    COUNTED = "counted"
    ALREADY = "already"
    CANCELLED = "cancelled"
    TOO_EARLY = "too_early"
    OVER = "over"
    NOT_INVITED = "not_invited"
    TOO_MANY = "too_many"
    RAN_OUT = "ran_out"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known when somebody checks in.

    `match` is what came of their code; `ticked` where the secretary does it for them.
    """

    invited: bool
    present: bool
    wrong_codes: int = 0
    match: Match | None = None
    ticked: bool = False


def decide(activity: Activity, attempt: Attempt, now: datetime) -> Outcome:
    """Of several reasons to refuse the first one is told after which the next try can succeed.

    What a code says of its own time counts, and not when it came in: networks are slow.
    """
    if attempt.present:
        return Outcome.ALREADY
    if activity.state is not State.PUBLISHED:
        return Outcome.CANCELLED
    moment = attempt.match.at if attempt.match and attempt.match.in_time else now
    if now < opens_at(activity):
        return Outcome.TOO_EARLY
    if moment > (ticked_until(activity) if attempt.ticked else closes_at(activity)):
        return Outcome.OVER
    if attempt.ticked:
        return Outcome.COUNTED
    if not attempt.invited and Audience.GUESTS not in activity.audience:
        return Outcome.NOT_INVITED
    if attempt.wrong_codes >= WRONG_CODES:
        return Outcome.TOO_MANY
    if attempt.match is None:
        return Outcome.WRONG
    return Outcome.COUNTED if attempt.match.in_time else Outcome.RAN_OUT


def opens_at(activity: Activity) -> datetime:
    return activity.starts_at - OPENS_BEFORE


def closes_at(activity: Activity) -> datetime:
    return activity.ends_at + CLOSES_AFTER


def ticked_until(activity: Activity) -> datetime:
    return activity.ends_at + TICKED_UNTIL
