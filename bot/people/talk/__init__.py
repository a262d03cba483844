"""What is said about oneself: settings, one's data, offices."""

from bot.people.talk import data, office, settings
from bot.people.talk.zones import Zones

COMMANDS = (*settings.COMMANDS, *data.COMMANDS, *office.COMMANDS)
SOURCES = {"zone": Zones}

__all__ = ["COMMANDS", "SOURCES"]
