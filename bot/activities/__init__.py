"""Activities: a branch meets, people come from wherever they are, and are counted."""

from bot.activities.copying import copy
from bot.activities.schema import SCHEMA
from bot.activities.talk import COMMANDS, HANDLERS, SOURCES
from bot.activities.wall import Wall, wall
from bot.room import Room

ROOM = Room(schema=SCHEMA, commands=COMMANDS, sources=SOURCES, handlers=HANDLERS, copy=copy)

__all__ = ["ROOM", "Wall", "wall"]
