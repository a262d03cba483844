"""Study: short pieces in one's own rhythm. What somebody reads is theirs alone to see."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.conversation import Turn
from bot.language import T
from bot.room import Kept, Part, Room
from bot.storage import Transaction
from bot.study import store
from bot.study.model import PACES, Piece
from bot.study.shipped import put_shipped, read_pieces
from bot.study.talk import COMMANDS, HANDLERS

# This year's hours are counted, and last year's may be looked up once more in January.
KEPT = timedelta(days=400)


def _forget(tx: Transaction, before: datetime) -> None:
    store.forget_before(tx, before.date())


def _copy(turn: Turn, person: str) -> Iterator[Part]:
    lines = [T("Pieces come: {pace}", pace=PACES[store.pace(turn.tx, person)])]
    for id, day in store.readings(turn.tx, person).items():
        piece = store.piece(turn.tx, id)
        title = piece.worded(turn.visitor.locale).title if piece else id
        read = T("{title}: read on {day}", title=title, day=day) if day else None
        lines.append(read or T("{title}: not read yet", title=title))
    for day, minutes in store.elsewhere(turn.tx, person):
        lines.append(T("{day}: {minutes} minutes elsewhere", day=day, minutes=minutes))
    yield Part(T("Study"), tuple(lines))


ROOM = Room(
    schema=store.SCHEMA,
    commands=COMMANDS,
    handlers=HANDLERS,
    copy=_copy,
    keeps=(Kept(T("What you have studied, for your own year"), KEPT, _forget),),
)

__all__ = ["ROOM", "Piece", "put_shipped", "read_pieces"]
