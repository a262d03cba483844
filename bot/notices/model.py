"""A notice: what a branch tells its people, whom, when, and what it asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.conversation import Unclear, one_line
from bot.language import T, Text, plain
from bot.notices.rhythm import Rhythm

# A notice whose time is over by so long helps nobody any more: it stays, and its author is told.
TOO_LATE = timedelta(days=2)
# Whoever was asked for an answer and gave none is reminded so long after, and not more often.
REMIND_AFTER = (timedelta(days=1), timedelta(days=3))
# After so long nobody waits for a notice any more, nor for its last reminder.
STOPPABLE = timedelta(days=4)
KEPT = timedelta(days=365)
LONGEST = 3000
FEWEST, MOST = 2, 6
# No answer has a slash of its own.
BETWEEN = " / "


class Audience(StrEnum):
    """Whom a notice is for. The last two are a committee's."""

    HOSTED = "hosted"
    HOME = "home"
    AWAY = "away"
    BELOW = "below"
    SECRETARIES = "secretaries"


AUDIENCES: Mapping[Audience, Text] = MappingProxyType(
    {
        Audience.HOSTED: T("members hosted here"),
        Audience.HOME: T("our members at home"),
        Audience.AWAY: T("our members away"),
        Audience.BELOW: T("all members of the branches below"),
        Audience.SECRETARIES: T("secretaries of the branches below"),
    }
)


class Asks(StrEnum):
    """What a notice asks. Only where it asks are answers kept."""

    NOTHING = "nothing"
    READ = "read"
    COMING = "coming"
    CHOICE = "choice"


class State(StrEnum):
    DRAFT = "draft"
    PLANNED = "planned"
    GOING = "going"
    SENT = "sent"
    STOPPED = "stopped"


STATES: Mapping[State, Text] = MappingProxyType(
    {
        State.DRAFT: T("not sent yet"),
        State.PLANNED: T("waits for its time"),
        State.GOING: T("is going out"),
        State.SENT: T("sent"),
        State.STOPPED: T("stopped"),
    }
)

_ANSWERS: Mapping[Asks, tuple[tuple[str, Text], ...]] = MappingProxyType(
    {
        Asks.NOTHING: (),
        Asks.READ: (("read", T("I have read it")),),
        Asks.COMING: (
            ("coming", T("I am coming")),
            ("cannot", T("I cannot come")),
            ("perhaps", T("Perhaps")),
        ),
        Asks.CHOICE: (),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`message` is what it says, `author` None once they are gone.

    `due_at` is when it goes out, None for at once; with a `rhythm`, the next time, by the clocks
    of a `zone`. `reached` is
    how far it is: the last unit whose people were told. `progress` is the message in which its
    author sees that.
    """

    id: str
    unit: str
    author: str | None
    message: str
    audience: frozenset[Audience]
    asks: Asks
    choices: tuple[str, ...]
    state: State
    due_at: datetime | None
    rhythm: Rhythm | None
    zone: str
    made_at: datetime
    reached: str = ""
    progress: str | None = None

    @property
    def answers(self) -> tuple[tuple[str, Text], ...]:
        """What can be answered: codes, and what stands on their buttons."""
        if self.asks is Asks.CHOICE:
            return tuple((f"c{number}", plain(each)) for number, each in enumerate(self.choices))
        return _ANSWERS[self.asks]


# What a person may do with a notice, by its state.
_STEPS: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "send": frozenset({State.DRAFT}),
        "change": frozenset({State.DRAFT, State.PLANNED}),
        "drop": frozenset({State.DRAFT, State.PLANNED}),
        "stop": frozenset({State.GOING, State.SENT}),
        "correct": frozenset({State.GOING, State.SENT, State.STOPPED}),
    }
)


def may(step: str, notice: Notice) -> bool:
    return notice.state in _STEPS[step]


def too_late(notice: Notice, now: datetime) -> bool:
    return notice.due_at is not None and now - notice.due_at > TOO_LATE


def read_choices(words: str) -> str:
    """Answers to choose from, a line each; raise `Unclear` where they are too few or too many."""
    parts = [one_line(part) for part in words.replace("/", "\n").splitlines()]
    choices = list(dict.fromkeys(part for part in parts if part))
    if not FEWEST <= len(choices) <= MOST or any(len(each) > 30 for each in choices):
        raise Unclear(
            T(
                "Type {fewest} to {most} short answers, a line each or with a slash between.",
                fewest=FEWEST,
                most=MOST,
            )
        )
    return BETWEEN.join(choices)
