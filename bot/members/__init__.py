"""Members: the home branch that keeps its duty, and the host branch where they live now."""

from bot.members.roster import put_roster
from bot.members.store import SCHEMA
from bot.members.talk import COMMANDS, HANDLERS, SOURCES, stuck
from bot.room import Room

ROOM = Room(schema=SCHEMA, commands=COMMANDS, sources=SOURCES, handlers=HANDLERS, stuck=stuck)

__all__ = ["ROOM", "put_roster"]
