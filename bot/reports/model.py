"""The rules of a case: what state it is in, who may take it to the next, when it is late."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.reports.directory import Body
from bot.reports.finding import Finding
from bot.reports.weeks import end_of_keeping, week_of


class State(StrEnum):
    RECEIVED = "received"
    CHECKING = "checking"
    VERIFYING = "verifying"
    TRANSFERRED = "transferred"
    HELD = "held"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"


class Act(StrEnum):
    """What a holder does with a case."""

    OPEN = "open"
    CHECK = "check"
    VERIFY = "verify"
    AGAIN = "again"
    CLOSE = "close"
    HOLD = "hold"
    TRANSFER = "transfer"
    PASS_ON = "pass_on"
    ANSWER = "answer"
    KEEP = "keep"
    GRANT = "grant"
    WITHDRAW = "withdraw"


CLOSED = frozenset({State.CONFIRMED, State.NOT_CONFIRMED})
WAITING = frozenset({State.HELD, State.TRANSFERRED})
AT_WORK = frozenset({State.RECEIVED, State.CHECKING, State.VERIFYING})

# From which states an act leads where; None stays where it is.
_WAYS: Mapping[Act, tuple[frozenset[State], State | None]] = MappingProxyType(
    {
        Act.OPEN: (frozenset({State.RECEIVED}) | WAITING, State.CHECKING),
        Act.CHECK: (frozenset({State.CHECKING}), State.VERIFYING),
        Act.VERIFY: (frozenset({State.VERIFYING}), None),
        Act.AGAIN: (frozenset({State.VERIFYING}), State.CHECKING),
        Act.HOLD: (AT_WORK, State.HELD),
        Act.TRANSFER: (AT_WORK, State.TRANSFERRED),
        Act.PASS_ON: (AT_WORK, State.RECEIVED),
        Act.KEEP: (CLOSED, None),
        Act.ANSWER: (frozenset(State), None),
        Act.GRANT: (frozenset(State), None),
        Act.WITHDRAW: (frozenset(State), None),
    }
)

# Weeks until a case is late: 15 working days to take it up, a quarter to look into it.
TERMS: Mapping[State, int] = MappingProxyType(
    {State.RECEIVED: 3, State.CHECKING: 13, State.VERIFYING: 4}
)
LONGEST_WAIT = 26


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a case in the clear.

    `week` is when its state began. `due` is the last week in time, while it is open; the week to
    come back to it, while it waits; and once it is closed the week in which it is deleted.
    """

    mailbox: str
    body: str
    state: State
    week: int
    due: int

    def is_late(self, week: int) -> bool:
        return self.state not in CLOSED and week > self.due


class NotAllowed(Exception):
    """The rules of a case do not allow this step."""


def received(mailbox: str, body: str, now: datetime) -> Case:
    week = week_of(now)
    return Case(mailbox, body, State.RECEIVED, week, week + TERMS[State.RECEIVED])


def step(case: Case, act: Act, now: datetime, back: int | None = None) -> Case:
    """The case after an act that needs no findings; raise `NotAllowed`."""
    if act not in _WAYS:
        raise NotAllowed
    from_states, to = _WAYS[act]
    week = week_of(now)
    waits = to in WAITING
    if case.state not in from_states or waits != (back is not None):
        raise NotAllowed
    if back is not None and not week < back <= week + LONGEST_WAIT:
        raise NotAllowed
    if to is None:
        return case
    return replace(case, state=to, week=week, due=back if back else week + TERMS[to])


def pass_on(case: Case, above: Body, now: datetime) -> Case:
    """The case at the body above, where it begins anew."""
    return replace(step(case, Act.PASS_ON, now), body=above.id)


def close(
    case: Case, body: Body, findings: Sequence[Finding], now: datetime, chance: random.Random
) -> Case:
    """The closed case. Nothing closes without a check and a verification by another."""
    if case.state is not State.VERIFYING:
        raise NotAllowed
    match findings:
        case [check, verification] if _agree(case, body, check, verification):
            state = State.CONFIRMED if check.confirmed else State.NOT_CONFIRMED
            due = end_of_keeping(now, chance)
            return replace(case, state=state, week=week_of(now), due=due)
    raise NotAllowed


def keep(case: Case, now: datetime, chance: random.Random) -> Case:
    """A closed case, kept once more for as long."""
    return replace(step(case, Act.KEEP, now), due=end_of_keeping(now, chance))


def may_be_granted(body: Body, recipient: str) -> bool:
    """A case opens to holders of its own body alone: whoever it passed by holds elsewhere."""
    return any(holder.recipient == recipient for holder in body.holders)


def _agree(case: Case, body: Body, check: Finding, verification: Finding) -> bool:
    return (
        check.act == "check"
        and verification.act == "verify"
        and check.mailbox == verification.mailbox == case.mailbox
        and body.holder(check.by) is not None
        and body.holder(verification.by) is not None
        and check.by != verification.by
        and check.confirmed == verification.confirmed
        and not check.of
        and verification.of == check.digest
    )
