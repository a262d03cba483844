"""People: who is at the other end, their addresses, language, roles and rights."""

from bot.people.model import (
    CODE_LENGTH,
    CODE_LETTERS,
    ROLE_LABELS,
    Office,
    Person,
    Purpose,
    Role,
    TrailEntry,
    tidy_name,
    tidy_phone,
)
from bot.people.people import (
    Reception,
    become_known,
    committee_above,
    has_secretary,
    invite,
    note,
    responsible,
)
from bot.people.quiet import QuietHours
from bot.people.rights import (
    answering_for,
    anybody,
    either,
    holding,
    in_office,
    is_secretary,
    known,
    units,
)
from bot.people.store import (
    SCHEMA,
    chats,
    count,
    holders,
    move_address,
    person,
    put_address,
    put_consent,
    put_office,
    put_person,
    set_open,
    trail,
)
from bot.people.talk import COMMANDS, SOURCES
from bot.room import Room

ROOM = Room(schema=SCHEMA, commands=COMMANDS, sources=SOURCES)

__all__ = [
    "CODE_LENGTH",
    "CODE_LETTERS",
    "ROLE_LABELS",
    "ROOM",
    "Office",
    "Person",
    "Purpose",
    "QuietHours",
    "Reception",
    "Role",
    "TrailEntry",
    "answering_for",
    "anybody",
    "become_known",
    "chats",
    "committee_above",
    "count",
    "either",
    "has_secretary",
    "holders",
    "holding",
    "in_office",
    "invite",
    "is_secretary",
    "known",
    "move_address",
    "note",
    "person",
    "put_address",
    "put_consent",
    "put_office",
    "put_person",
    "responsible",
    "set_open",
    "tidy_name",
    "tidy_phone",
    "trail",
    "units",
]
