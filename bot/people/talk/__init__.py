"""What is said about oneself: settings, and one's data."""

from bot.people.talk import consents, data, settings, shared
from bot.people.talk.copy import copy
from bot.people.talk.shared import make_room
from bot.people.talk.units import SOURCES as UNITS
from bot.people.talk.zones import Zones

COMMANDS = (
    *settings.COMMANDS,
    *shared.COMMANDS,
    *data.COMMANDS,
    *consents.COMMANDS,
)
SOURCES = {"zone": Zones, **UNITS}

__all__ = ["COMMANDS", "SOURCES", "copy", "make_room"]
