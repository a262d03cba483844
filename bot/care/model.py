"""An ask: somebody asks, somebody owns it, an answer comes, the asker says that it is settled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.care.kinds import FINDING, KINDS, Kind
from bot.language import T, Text

LONGEST = 1000
# What carries no name is short: long texts would stand in the file in the order of their arrival.
LONGEST_UNSIGNED = 300
REMIND_AFTER = timedelta(days=3)
IS_IT_SETTLED_AFTER = timedelta(days=14)
# So long without a word, an ask that was taken up is silent.
SILENT_AFTER = timedelta(days=30)
# So long after the last word in it, what was answered is forgotten; what is secret, sooner.
KEPT = timedelta(days=3 * 365)
SECRET_KEPT = timedelta(days=365)


class State(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    SETTLED = "settled"


STATES: Mapping[State, Text] = MappingProxyType(
    {
        State.OPEN: T("waiting to be taken up"),
        State.TAKEN: T("somebody takes care of it"),
        State.ANSWERED: T("there is an answer"),
        State.SETTLED: T("settled"),
    }
)


class Step(StrEnum):
    """What is done to an ask. The first four are the owner's, the others the asker's."""

    TAKE = "take"
    PASS = "pass"
    ANSWER = "answer"
    CHANGED = "changed"
    ADD = "add"
    SETTLE = "settle"
    REOPEN = "reopen"


STEPS: Mapping[Step, Text] = MappingProxyType(
    {
        Step.TAKE: T("taken care of"),
        Step.PASS: T("passed on"),
        Step.ANSWER: T("answer"),
        Step.CHANGED: T("what changed because of it"),
        Step.ADD: T("added"),
        Step.SETTLE: T("settled"),
        Step.REOPEN: T("opened again"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`unit` owns it. Whoever signed is the `asker`; a finding is `given_by` a unit instead.

    What carries no name has neither, and no time finer than a day. `about` is the thing that it
    is about, where it is not itself the thing. With `on_board`, its words are shown to anybody
    once there is an answer. `due_on` is the day that the owner has named, `expected_on` the one
    by which whoever gave a finding wants an answer.
    """

    id: str
    number: int
    kind: str
    unit: str
    asker: str | None
    given_by: str | None
    for_other: bool
    about: str
    words: str
    state: State
    on_board: bool
    asked_at: datetime
    changed_at: datetime
    due_on: date | None = None
    expected_on: date | None = None

    @property
    def is_a(self) -> Kind:
        return KINDS[self.kind]

    @property
    def unheard(self) -> bool:
        """Whether an answer would reach nobody: it carries no name, and stands on no board."""
        return self.unsigned and not self.is_a.on_board

    @property
    def promised_for(self) -> date | None:
        """The day that still binds. What nobody signed is settled by its answer: its day stays."""
        return self.due_on if self.unsigned or self.state is not State.SETTLED else None

    @property
    def unanswered(self) -> bool:
        return self.state in (State.OPEN, State.TAKEN)

    @property
    def unsigned(self) -> bool:
        return self.asker is None and self.given_by is None


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was done to an ask; `by` is None for the asker and for who is gone."""

    at: datetime
    by: str | None
    step: Step
    words: str


_MAY: Mapping[Step, frozenset[State]] = MappingProxyType(
    {
        Step.TAKE: frozenset({State.OPEN}),
        Step.PASS: frozenset({State.OPEN, State.TAKEN}),
        Step.ANSWER: frozenset({State.OPEN, State.TAKEN, State.ANSWERED}),
        Step.CHANGED: frozenset({State.ANSWERED, State.SETTLED}),
        Step.ADD: frozenset({State.OPEN, State.TAKEN, State.ANSWERED}),
        Step.SETTLE: frozenset({State.OPEN, State.TAKEN, State.ANSWERED}),
        Step.REOPEN: frozenset({State.SETTLED}),
    }
)
_BECOMES: Mapping[Step, State] = MappingProxyType(
    {
        Step.TAKE: State.TAKEN,
        Step.PASS: State.OPEN,
        Step.ANSWER: State.ANSWERED,
        Step.SETTLE: State.SETTLED,
        Step.REOPEN: State.OPEN,
    }
)


def may(step: Step, ask: Ask) -> bool:
    if step is Step.PASS and (ask.given_by or ask.about):
        # These belong to the unit that they are about.
        return False
    if step is Step.CHANGED and ask.is_a.secret:
        return False
    if step in (Step.TAKE, Step.ANSWER) and ask.unheard:
        return False
    return ask.state in _MAY[step]


def after(ask: Ask, step: Step, now: datetime) -> Ask:
    """What an ask has become. What nobody signed nobody can call settled: its answer settles it."""
    state = _BECOMES.get(step, ask.state)
    if step is Step.ADD and ask.state is State.ANSWERED:
        state = State.TAKEN
    if step is Step.ANSWER and ask.unsigned:
        state = State.SETTLED
    return replace(ask, state=state, changed_at=now)


def is_late(ask: Ask, now: datetime, patience: timedelta) -> bool:
    """Whether it is not taken up, silent, or past the day that was named for it."""
    if ask.state is State.SETTLED or ask.is_a.together:
        return False
    named = ask.expected_on if ask.unanswered and ask.expected_on else ask.due_on
    if named is not None and named < now.date():
        return True
    if ask.unanswered and ask.expected_on:
        return False
    quiet = now - ask.changed_at
    waits = {State.OPEN: patience, State.TAKEN: SILENT_AFTER}
    return ask.state in waits and quiet >= waits[ask.state]


def needs_a_look(ask: Ask, now: datetime, patience: timedelta) -> bool:
    """Whether somebody above should look: it is late, or their own finding and not settled."""
    unsettled = ask.state is not State.SETTLED
    return unsettled and (ask.kind == FINDING or is_late(ask, now, patience))
