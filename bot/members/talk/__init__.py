"""What is said about placements, by whose side it is."""

from bot.members.talk import committee, home, host, registration

COMMANDS = (
    *registration.COMMANDS,
    *host.COMMANDS,
    *home.COMMANDS,
    *committee.COMMANDS,
)
SOURCES = {"branch": registration.Branches}
