"""Whom one can ask: branches and committees, each with those who will read it."""

from collections.abc import Iterator

from bot import organization, people
from bot.care.asking import helpers
from bot.conversation import Choice, Place, Turn
from bot.language import T, Text
from bot.members.whereabouts import ties
from bot.organization import Unit


class Bodies:
    """The source of the field that says whom to ask; one's own branches are offered first."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def search(self, words: str) -> list[Choice]:
        return list(self._choices(self._named(words) if words else self._own()))

    def near(self, place: Place) -> list[Choice]:
        position = organization.Position(place.latitude, place.longitude)
        return list(
            self._choices(unit for unit, _ in organization.nearest(self._turn.tx, position))
        )

    def label(self, value: str) -> Text | None:
        unit = organization.unit(self._turn.tx, value)
        return self._label(unit) if unit else None

    def _named(self, words: str) -> list[Unit]:
        """Committees have few names that somebody would type by chance: they come first."""
        above = organization.committees(self._turn.tx, words.strip(), limit=6)
        return [*above, *organization.search(self._turn.tx, words, limit=20)]

    def _own(self) -> list[Unit]:
        """The branches that somebody belongs to, and the committees above them."""
        if self._turn.visitor.person is None:
            return []
        found: dict[str, Unit] = {}
        units = [each.unit for each in ties(self._turn.tx, self._turn.visitor.person)]
        for id in units:
            if unit := organization.unit(self._turn.tx, id):
                found[id] = unit
        for id in units:
            found |= {each.id: each for each in organization.above(self._turn.tx, id)}
        return list(found.values())

    def _choices(self, units: Iterator[Unit] | list[Unit]) -> Iterator[Choice]:
        for unit in units:
            if label := self._label(unit):
                yield Choice(unit.id, label)

    def _label(self, unit: Unit) -> Text | None:
        readers = helpers(self._turn.tx, unit.id)
        if unit.closed or not readers:
            return None
        if self._turn.visitor.person is None:
            # Strangers are told the office, not who holds it.
            return T("{unit}, read by those who hold an office there", unit=unit.name)
        known = [person for each in readers if (person := people.person(self._turn.tx, each))]
        names = "、".join(person.name for person in known)
        return T("{unit}, read by {names}", unit=unit.name, names=names)
