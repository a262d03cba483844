"""Where the forms of activities search: the kinds, and the groups of one's branches."""

from collections.abc import Callable, Sequence

from bot import people
from bot.activities import groups
from bot.activities.model import KINDS, Kind
from bot.conversation import Choice, Place, Source, Turn
from bot.language import Text, plain
from bot.people import Role


class Kinds:
    """The source `activitykind`: what an activity can be."""

    def __init__(self, turn: Turn) -> None:
        self._say = turn.say

    def search(self, words: str) -> Sequence[Choice]:
        wanted = words.casefold()
        return [
            Choice(kind, label)
            for kind, label in KINDS.items()
            if wanted in self._say(label).casefold()
        ]

    def near(self, place: Place) -> Sequence[Choice]:
        return ()

    def label(self, value: str) -> Text | None:
        return KINDS[Kind(value)] if value in KINDS else None


class OwnGroups:
    """The source `branchgroup`: the groups of the visitor's branches."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def search(self, words: str) -> Sequence[Choice]:
        units = people.units(self._turn, Role.SECRETARY)
        found = [each for unit in units for each in groups.groups(self._turn.tx, unit)]
        return [Choice(each.id, plain(each.name)) for each in found if words in each.name]

    def near(self, place: Place) -> Sequence[Choice]:
        return ()

    def label(self, value: str) -> Text | None:
        found = groups.group(self._turn.tx, value)
        own = found is not None and people.is_secretary(self._turn, found.unit)
        return plain(found.name) if found and own else None


SOURCES: dict[str, Callable[[Turn], Source]] = {
    "activitykind": Kinds,
    "branchgroup": OwnGroups,
}
