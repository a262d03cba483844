"""What becomes of placements when a branch is closed, or merged into another one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.members.model import CURRENT, WAITING, HomeWord, Placement, State
from bot.room import COMMITTEE_SEES_AFTER


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """How many matters of one branch are open; `late` are among those that wait.

    `to_be_placed` are members of this home branch whose host was closed.
    """

    waiting: int = 0
    late: int = 0
    disputed: int = 0
    to_be_placed: int = 0

    def __add__(self, other: "OpenMatters") -> "OpenMatters":
        return OpenMatters(
            self.waiting + other.waiting,
            self.late + other.late,
            self.disputed + other.disputed,
            self.to_be_placed + other.to_be_placed,
        )


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many live at a branch, ask to, are away from it, and stand on its list."""

    hosted: int
    asking: int
    away: int
    listed: int


def open_matters(
    at_host: Iterable[Placement], from_home: Iterable[Placement], now: datetime
) -> OpenMatters:
    """Count what is open among a branch's placements."""
    here = list(at_host)
    waiting = [each for each in here if each.state in WAITING]
    return OpenMatters(
        waiting=len(waiting),
        late=sum(now - each.asked_at >= COMMITTEE_SEES_AFTER for each in waiting),
        disputed=sum(
            each.state is State.HOSTED and each.home_word is HomeWord.DISPUTED for each in here
        ),
        to_be_placed=sum(each.state is State.TO_BE_PLACED for each in from_home),
    )


def host_closed(placement: Placement, *, placed_elsewhere: bool) -> Placement:
    """A stay or a request when its host is closed: the member is to choose another one.

    Whoever has a branch besides keeps that one and has nothing to choose.
    """
    state = State.ENDED if placed_elsewhere else State.TO_BE_PLACED
    return replace(placement, state=state, word="")


def home_closed(placement: Placement, name: str, into: str | None) -> Placement:
    """A placement when the home branch is closed: under `into`, or else unlisted as `name`.

    Whoever lives in the branch that becomes theirs is at home there and no longer away.
    """
    if into is None:
        return replace(placement, home=None, home_name=name, home_word=HomeWord.AWAITED)
    moved = replace(placement, home=into)
    if into == placement.host and placement.state in CURRENT:
        return replace(moved, state=State.ENDED, word="")
    return moved
