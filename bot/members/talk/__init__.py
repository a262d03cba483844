"""What is said about placements, by whose side it is."""

from bot.members.talk import committee, home, host, registration
from bot.members.talk.branches import Branches

COMMANDS = (
    *registration.COMMANDS,
    *host.COMMANDS,
    *home.COMMANDS,
    *committee.COMMANDS,
)
SOURCES = {"branch": Branches}
