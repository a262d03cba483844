"""Activities: a branch meets, people come from wherever they are, and are counted."""

from datetime import timedelta

from bot.activities import attendance, records
from bot.activities.copying import copy
from bot.activities.schema import SCHEMA
from bot.activities.talk import COMMANDS, HANDLERS, SOURCES
from bot.activities.wall import Wall, wall
from bot.language import T
from bot.room import Kept, Room

ROOM = Room(
    schema=SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers=HANDLERS,
    copy=copy,
    keeps=(
        Kept(
            T("Activities, who came to them, and their minutes"),
            timedelta(days=1095),
            records.forget,
        ),
        Kept(T("Who meant to come to an activity"), timedelta(days=30), records.forget_answers),
        Kept(T("Wrong codes at a check-in"), timedelta(days=1), attendance.forget_wrong_codes),
    ),
)

__all__ = ["ROOM", "Wall", "wall"]
