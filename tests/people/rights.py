"""Who may give the commands about oneself."""

from tests.rights import EVERYBODY, KNOWN, Case

RIGHTS = {
    "settings": Case(set(EVERYBODY)),
    "language": Case(set(EVERYBODY)),
    "zone": Case(KNOWN),
    "quiet": Case(KNOWN),
    "discreet": Case(KNOWN),
    "trail": Case(KNOWN),
    "whose": Case(KNOWN),
    "switch": Case(KNOWN),
    "another": Case(KNOWN),
    "mydata": Case(KNOWN),
    "consents": Case(KNOWN),
    "agree": Case(KNOWN),
    "withhold": Case(KNOWN),
    "copy": Case(KNOWN),
    "erase": Case(KNOWN),
}
