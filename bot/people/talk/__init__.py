"""What is said about oneself: settings, one's data, offices."""

from bot.people.talk import consents, data, office, settings, shared
from bot.people.talk.shared import make_room
from bot.people.talk.zones import Zones

COMMANDS = (
    *settings.COMMANDS,
    *shared.COMMANDS,
    *data.COMMANDS,
    *consents.COMMANDS,
    *office.COMMANDS,
)
SOURCES = {"zone": Zones}

__all__ = ["COMMANDS", "SOURCES", "make_room"]
