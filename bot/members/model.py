"""A placement: one member's stay with a host branch, and what may become of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.room import COMMITTEE_SEES_AFTER


class State(StrEnum):
    """Where a placement stands between the member and the host."""

    ASKED = "asked"
    ASKED_BACK = "asked_back"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    HOSTED = "hosted"
    TO_BE_PLACED = "to_be_placed"
    ENDED = "ended"


class HomeWord(StrEnum):
    """What the home branch says of a hosted member."""

    AWAITED = "awaited"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class Act(StrEnum):
    """What people do to a placement."""

    ASK_BACK = "ask_back"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    OBJECT = "object"
    END = "end"


WAITING = frozenset({State.ASKED, State.ASKED_BACK})
# A request that waits so long is brought before the branch once more.
REMIND_AFTER = timedelta(days=3)
# A person has one stay at most, and one request that waits: perhaps to move on from it.
CURRENT = WAITING | {State.HOSTED}

# A host may decide while its question is open: the answer may have come by telephone.
_HOST_ACTS = {
    Act.ASK_BACK: (frozenset({State.ASKED}), State.ASKED_BACK),
    Act.ANSWER: (frozenset({State.ASKED_BACK}), State.ASKED),
    Act.WITHDRAW: (WAITING, State.WITHDRAWN),
    Act.DECLINE: (WAITING, State.DECLINED),
    Act.ACCEPT: (WAITING, State.HOSTED),
    Act.END: (frozenset({State.HOSTED, State.TO_BE_PLACED}), State.ENDED),
}
_HOME_ACTS = {
    Act.CONFIRM: (frozenset({HomeWord.AWAITED, HomeWord.DISPUTED}), HomeWord.CONFIRMED),
    Act.OBJECT: (frozenset({HomeWord.AWAITED}), HomeWord.DISPUTED),
}


@dataclass(frozen=True, slots=True)
class Placement:
    """`home` is None where the home branch is not listed; `home_name` is then what it is called.

    `word` is what the last act said: a question, its answer, a reason.
    """

    id: str
    person: str
    home: str | None
    home_name: str
    host: str
    state: State
    home_word: HomeWord
    word: str
    asked_at: datetime


class NotNow(Exception):
    """The act does not fit the state; `placement` says where it stands."""

    def __init__(self, placement: Placement, act: Act) -> None:
        super().__init__(f"{act} of {placement.id} while {placement.state}")
        self.placement = placement


def done(placement: Placement, act: Act) -> bool:
    """Whether the placement already stands where the act leads: a repeat has nothing to do."""
    if act in _HOME_ACTS:
        return placement.state is State.HOSTED and placement.home_word is _HOME_ACTS[act][1]
    return placement.state is _HOST_ACTS[act][1]


def after(placement: Placement, act: Act, word: str = "") -> Placement:
    """The placement after an act; raise `NotNow` where the act does not fit."""
    if act in _HOME_ACTS:
        words, home_word = _HOME_ACTS[act]
        if placement.state is not State.HOSTED or placement.home_word not in words:
            raise NotNow(placement, act)
        return replace(placement, home_word=home_word, word=word)
    states, state = _HOST_ACTS[act]
    if placement.state not in states:
        raise NotNow(placement, act)
    return replace(placement, state=state, word=word)


def needs_committee(placement: Placement, now: datetime) -> bool:
    """Whether the committee should look: a dispute, or a request nobody answered for long."""
    if placement.state is State.HOSTED:
        return placement.home_word is HomeWord.DISPUTED
    return placement.state in WAITING and now - placement.asked_at >= COMMITTEE_SEES_AFTER


class Reason(StrEnum):
    """Why a member is away."""

    WORK = "work"
    BUSINESS = "business"
    STUDY = "study"
    FAMILY = "family"
    VETERAN = "veteran"
    ABROAD = "abroad"


class Standing(StrEnum):
    FULL = "full"
    PROBATIONARY = "probationary"


@dataclass(frozen=True, slots=True)
class Details:
    """What registration does not ask; each is None until the member says it, if ever.

    `since` and `until` are the days of leaving and of coming back. `certificate` is whether they
    hold the Mobile Party Member Activity Certificate. `noted` is the day on which the bot heard
    that they are away, `reported` when they last reported home, `paper` when they consented on
    paper.
    """

    reason: Reason | None = None
    since: date | None = None
    until: date | None = None
    standing: Standing | None = None
    certificate: bool | None = None
    noted: date | None = None
    reported: date | None = None
    paper: date | None = None

    @property
    def away_since(self) -> date | None:
        return self.since or self.noted

    def returned(self) -> "Details":
        """The same once the member is home again: what was about being away is forgotten."""
        return replace(self, reason=None, since=None, until=None, noted=None)

    def is_overdue(self, today: date) -> bool:
        """Whether the day of coming back has passed."""
        return self.until is not None and self.until < today


def should_transfer(stay: Placement, now: datetime, after: timedelta) -> bool:
    """Whether somebody has lived so long at one place that the membership relation could move."""
    return stay.state is State.HOSTED and now - stay.asked_at >= after
