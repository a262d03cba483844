"""Members: the home branch that keeps its duty, and the host branch where they live now."""

from datetime import datetime

from bot.members import contacts, roster
from bot.members.roster import put_roster
from bot.members.store import SCHEMA
from bot.members.talk import COMMANDS, HANDLERS, SOURCES, stuck
from bot.room import Room
from bot.storage import Transaction


def tidy(tx: Transaction, now: datetime) -> None:
    """Forget old notes, and order what an older version wrote."""
    contacts.drop_old_notes(tx, now)
    roster.respell(tx)


ROOM = Room(
    schema=SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers=HANDLERS,
    stuck=stuck,
    tidy=tidy,
)

__all__ = ["ROOM", "put_roster"]
