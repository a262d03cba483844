"""The yearly figures: how the cases of a finished year stood, of all bodies together, in fives.

A year is counted once, when it is over, and never again: figures that follow what comes in would
tell when it came. Nothing is counted where a report arrives. A year is made of whole weeks, as
nothing finer is known, and begins with the week that ISO 8601 gives it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.reports.model import State

FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RunningYear:
    """The year that runs: those of its closed cases that are deleted already.

    `whole` says whether the box has counted since the year began.
    """

    year: int
    whole: bool
    confirmed: int = 0
    not_confirmed: int = 0


@dataclass(frozen=True, slots=True)
class ReportYear:
    """What is published of a year: cases that were closed in it, and those open when it was over.

    Every figure is a multiple of five.
    """

    year: int
    whole: bool
    confirmed: int
    not_confirmed: int
    open: int


def to_fives(count: int) -> int:
    """To the nearest five; what is fewer than five looks like none."""
    return 0 if count < FEWEST_SHOWN else (count + 2) // 5 * 5


def with_deleted(running: RunningYear, closed: Mapping[State, int]) -> RunningYear:
    """The year with these of its closed cases, which are being deleted."""
    return replace(
        running,
        confirmed=running.confirmed + closed.get(State.CONFIRMED, 0),
        not_confirmed=running.not_confirmed + closed.get(State.NOT_CONFIRMED, 0),
    )


def finished(running: RunningYear, closed: Mapping[State, int], open: int) -> ReportYear:
    """The figures of a year that is over; `closed` are its closed cases that are still there."""
    all_closed = with_deleted(running, closed)
    return ReportYear(
        running.year,
        running.whole,
        to_fives(all_closed.confirmed),
        to_fives(all_closed.not_confirmed),
        to_fives(open),
    )


def may_be_published(bodies: int) -> bool:
    """Two bodies could each take its own cases from the sum, and know the other's."""
    return bodies != 2
