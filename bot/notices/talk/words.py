"""What the screens about notices share."""

from bot import organization, people
from bot.conversation import Right, Settled, Turn, Work
from bot.delivery import message
from bot.language import DayOf, T, Text, plain
from bot.notices import store
from bot.notices.audience import office
from bot.notices.model import AUDIENCES, STATES, Audience, Notice, State
from bot.storage import Transaction

# Of what a notice says, a list shows so much.
BRIEF = 24


def unit_of(tx: Transaction, id: str) -> str | None:
    notice = store.notice(tx, id)
    return notice.unit if notice else None


def _at_its_unit(turn: Turn, id: str) -> bool:
    notice = store.notice(turn.tx, id)
    return notice is not None and notice.unit in people.units(turn, office(notice))


# Whoever holds the office from which a notice was written; a committee above has no part in it.
sender: Right = _at_its_unit


def the_notice(turn: Turn, id: str) -> Notice:
    """The notice that a command is about; its right has looked already."""
    notice = store.notice(turn.tx, id)
    if notice is None:
        raise Settled(T("That notice is gone."))
    return notice


def unit_name(work: Work, unit: str) -> Text:
    found = organization.unit(work.tx, unit)
    return plain(found.name) if found else T("a branch that is gone")


def for_whom(notice: Notice) -> Text:
    first, *others = [AUDIENCES[each] for each in Audience if each in notice.audience]
    whole: Text = first
    for other in others:
        whole = T("{first}, {second}", first=whole, second=other)
    return whole


def brief(work: Work, notice: Notice) -> Text:
    """The beginning of a notice, with how it stands."""
    words = said(work, notice)
    line = words.splitlines()[0] if words else ""
    short = line if len(line) <= BRIEF else f"{line[:BRIEF]}…"
    if notice.state is State.SENT and notice.due_at:
        return T("{words} ({day})", words=short, day=DayOf(notice.due_at))
    return T("{words} ({state})", words=short, state=STATES[notice.state])


def said(work: Work, notice: Notice) -> str:
    """The words that its author typed; they stand in the second paragraph."""
    screen = message(work.tx, notice.message)
    return str(screen.paragraphs[1].values["words"]) if screen else ""
