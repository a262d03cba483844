"""Phones: the chats in which one person is reached, one more of them, the first, one less."""

from bot.phones.store import SCHEMA, tidy
from bot.phones.talk import COMMANDS
from bot.phones.talk.linking import code_for
from bot.room import Room

ROOM = Room(schema=SCHEMA, commands=COMMANDS, tidy=tidy)

__all__ = ["ROOM", "code_for"]
