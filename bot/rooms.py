"""All the rooms of the house, and what they bring together."""

from bot import (
    activities,
    care,
    committee,
    conversation,
    copying,
    delivery,
    members,
    notices,
    openness,
    organization,
    people,
    phones,
    reports,
    study,
)
from bot.members import bringing

# A new capability adds its line here, and its layer in pyproject.toml.
_CAPABILITIES = (
    organization.ROOM,
    people.ROOM,
    delivery.ROOM,
    phones.ROOM,
    members.ROOM,
    bringing.ROOM,
    notices.ROOM,
    study.ROOM,
    activities.ROOM,
    care.ROOM,
    openness.ROOM,
)
ROOMS = (*_CAPABILITIES, committee.room(_CAPABILITIES), copying.room(_CAPABILITIES))

SCHEMAS = (conversation.SCHEMA, *(room.schema for room in ROOMS if room.schema))
COMMANDS = (*(command for room in ROOMS for command in room.commands), *reports.COMMANDS)
SOURCES = {
    **conversation.SOURCES,
    **{name: source for room in ROOMS for name, source in room.sources.items()},
}
HANDLERS = {kind: handler for room in ROOMS for kind, handler in room.handlers.items()}
