"""Openness: what units publish, for anybody to read, and to ask about."""

from bot.openness import store
from bot.openness.shipped import Shipped, put_shipped, read_entries
from bot.openness.talk import HANDLERS, SOURCES, Reports, commands
from bot.room import Room


def room(reports: Reports | None = None) -> Room:
    """The room; `reports` says how many reports came in a year, and only rounded it is shown."""
    return Room(
        schema=store.SCHEMA,
        commands=commands(reports),
        sources=SOURCES,
        handlers=HANDLERS,
    )


__all__ = ["Shipped", "put_shipped", "read_entries", "room"]
