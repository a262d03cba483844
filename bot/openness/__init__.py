"""Openness: what units publish, for anybody to read, and to ask about."""

from bot.openness import store
from bot.openness.shipped import Shipped, put_shipped, read_entries
from bot.openness.store import put_report_years
from bot.openness.talk import COMMANDS, HANDLERS, SOURCES
from bot.openness.talk.drafts import stuck
from bot.room import Room

ROOM = Room(
    schema=store.SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers=HANDLERS,
    stuck=stuck,
)

__all__ = ["ROOM", "Shipped", "put_report_years", "put_shipped", "read_entries"]
