"""Where a form searches branches: the county's open ones can be chosen."""

from bot import organization
from bot.conversation import Choice, Place, Turn
from bot.language import T, Text, plain


class Branches:
    """The source of the fields that pick a branch."""

    def __init__(self, turn: Turn) -> None:
        self._tx = turn.tx

    def search(self, words: str) -> list[Choice]:
        return [_choice(unit) for unit in organization.search(self._tx, words, limit=40)]

    def near(self, place: Place) -> list[Choice]:
        position = organization.Position(place.latitude, place.longitude)
        found = organization.nearest(self._tx, position)
        return [_choice(unit) for unit, _ in found]

    def label(self, value: str) -> Text | None:
        unit = organization.unit(self._tx, value)
        return _label(unit) if unit and unit.takes_members else None


def _choice(unit: organization.Unit) -> Choice:
    return Choice(unit.id, _label(unit))


def _label(unit: organization.Unit) -> Text:
    if unit.place:
        return T("{name} ({place})", name=unit.name, place=unit.place)
    return plain(unit.name)
