"""Notices: the right word to the right people, on time, once."""

from collections.abc import Iterator
from datetime import datetime

from bot.conversation import Turn
from bot.delivery import drop_message
from bot.language import T
from bot.notices import store
from bot.notices.going import HANDLERS
from bot.notices.model import KEPT
from bot.notices.talk import COMMANDS, SOURCES
from bot.notices.talk.words import said
from bot.room import Kept, Part, Room
from bot.storage import Transaction


def _forget(tx: Transaction, before: datetime) -> None:
    for message in store.messages_before(tx, before):
        drop_message(tx, message)


def _copy(turn: Turn, person: str) -> Iterator[Part]:
    answers = store.answers_of(turn.tx, person)
    if answers:
        lines = tuple(
            T(
                "{words}: {answer}",
                words=said(turn, notice),
                answer=dict(notice.answers).get(code, T("none")),
            )
            for notice, code in answers
        )
        yield Part(T("Your answers to notices"), lines)


ROOM = Room(
    schema=store.SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers=HANDLERS,
    copy=_copy,
    keeps=(Kept(T("Notices, and the answers to them"), KEPT, _forget),),
)

__all__ = ["ROOM"]
