"""A notice on paper: large enough for the wall, with the answers below where some were asked."""

from bot.conversation import Turn, Unwritten
from bot.language import T, Text
from bot.notices import store
from bot.notices.audience import is_below
from bot.notices.model import Asks, Notice
from bot.notices.talk.words import said, unit_name
from bot.paper import paper


def sheet(turn: Turn, notice: Notice) -> Unwritten:
    """A page for the printer, whole in one file."""
    return paper(
        turn,
        "notice",
        unit_name(turn, notice.unit),
        name=turn.say(T("notice")),
        words=said(turn, notice),
        day=T("{moment}", moment=notice.due_at or notice.made_at),
        answers=_answers(turn, notice),
    )


def _answers(turn: Turn, notice: Notice) -> list[tuple[str, Text | None]]:
    if notice.asks is Asks.NOTHING or is_below(notice):
        return []
    labels = dict(notice.answers)
    return [(name, labels.get(code)) for _, name, code in store.answers(turn.tx, notice.id)]
