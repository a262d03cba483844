"""Where a form searches the units at which its visitor holds an office."""

from collections.abc import Callable

from bot import organization
from bot.conversation import Choice, Place, Source, Turn
from bot.language import Text, plain
from bot.people.model import Role
from bot.people.rights import units


class OwnUnits:
    """The source of the fields that pick one's own branch or committee."""

    def __init__(self, turn: Turn, *roles: Role) -> None:
        self._tx = turn.tx
        self._units = [unit for role in roles for unit in units(turn, role)]

    def search(self, words: str) -> list[Choice]:
        found = ((unit, self.label(unit)) for unit in self._units)
        return [Choice(unit, label) for unit, label in found if label]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        unit = organization.unit(self._tx, value) if value in self._units else None
        return plain(unit.name) if unit else None


SOURCES: dict[str, Callable[[Turn], Source]] = {
    "mybranch": lambda turn: OwnUnits(turn, Role.SECRETARY),
    "mycommittee": lambda turn: OwnUnits(turn, Role.COMMITTEE),
    "myunit": lambda turn: OwnUnits(turn, Role.SECRETARY, Role.COMMITTEE),
}
