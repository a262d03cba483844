"""The branch's first day: its list is brought, and then its people."""

from bot.language import T
from bot.members.bringing.model import CODE_LASTS, UNDO_LASTS, WAITS
from bot.members.bringing.store import SCHEMA, forget_brought, forget_codes, forget_former
from bot.members.bringing.talk import COMMANDS
from bot.room import Kept, Room

KEEPS = (
    Kept(T("Lists that were sent and wait for a yes"), WAITS, forget_brought),
    Kept(T("A branch's list before the last one, for undoing"), UNDO_LASTS, forget_former),
    Kept(T("One-time codes for members"), CODE_LASTS, forget_codes),
)
ROOM = Room(schema=SCHEMA, commands=COMMANDS, keeps=KEEPS)

__all__ = ["ROOM"]
