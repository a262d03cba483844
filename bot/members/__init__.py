"""Members: the home branch that keeps its duty, and the host branch where they live now."""

from datetime import timedelta

from bot.language import T
from bot.members.closing import OpenMatters
from bot.members.contacts import forget_notes
from bot.members.roster import put_roster, respell
from bot.members.schema import SCHEMA
from bot.members.spelling import warm_up
from bot.members.store import forget_over, units_of
from bot.members.talk import (
    COMMANDS,
    HANDLERS,
    SOURCES,
    arrive,
    concerned,
    leave,
    matters_of,
    stuck,
)
from bot.members.talk.copy import copy
from bot.room import Kept, Room

ROOM = Room(
    schema=SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers=HANDLERS,
    stuck=stuck,
    copy=copy,
    tidy=lambda tx, now: respell(tx),
    keeps=(
        Kept(
            T("Stays and requests that are over and were followed by another"),
            timedelta(days=365),
            forget_over,
        ),
        Kept(T("Notes that a branch spoke with somebody"), timedelta(days=365), forget_notes),
    ),
)

__all__ = [
    "ROOM",
    "OpenMatters",
    "arrive",
    "concerned",
    "leave",
    "matters_of",
    "put_roster",
    "units_of",
    "warm_up",
]
