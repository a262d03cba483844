"""What is said about oneself: settings, one's data, offices."""

from collections.abc import Callable

from bot.conversation import Source
from bot.people.talk import data, office, settings
from bot.people.talk.zones import Zones
from bot.storage import Transaction

COMMANDS = (*settings.COMMANDS, *data.COMMANDS, *office.COMMANDS)
SOURCES: dict[str, Callable[[Transaction], Source]] = {"zone": Zones}
