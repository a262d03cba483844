"""Members: the home branch that keeps its duty, and the host branch where they live now."""

from bot.members.store import SCHEMA, put_roster
from bot.members.talk import COMMANDS, HANDLERS, SOURCES, stuck

__all__ = ["COMMANDS", "HANDLERS", "SCHEMA", "SOURCES", "put_roster", "stuck"]
