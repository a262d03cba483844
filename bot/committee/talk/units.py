"""Where the committee's forms search: the units that the visitor answers for."""

from collections.abc import Callable

from bot import organization
from bot.committee.model import may_stand_below
from bot.committee.talk.words import below, overseeing
from bot.conversation import Choice, Place, Source, Turn
from bot.language import T, Text, plain
from bot.organization import BRANCH_KIND_LABELS, BranchKind, Unit

ON_THE_MOVE = (BranchKind.MOBILE, BranchKind.ONLINE, BranchKind.TEMPORARY, BranchKind.JOINT)


class Units:
    """The visitor's units that fit a purpose."""

    def __init__(self, turn: Turn, fits: Callable[[Unit], bool]) -> None:
        self._turn = turn
        self._fits = fits

    def search(self, words: str) -> list[Choice]:
        """By a part of the name or place as it is written, or as the search of branches reads."""
        wanted = words.casefold()
        mine = {unit.id: unit for unit in below(self._turn) if self._fits(unit)}
        written = [
            unit for unit in mine.values() if wanted in f"{unit.name} {unit.place}".casefold()
        ]
        spelled = organization.search(self._turn.tx, words, limit=40)
        found = {unit.id: unit for unit in (*written, *spelled) if unit.id in mine}
        return [Choice(unit.id, unit_label(unit)) for unit in found.values()]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        unit = organization.unit(self._turn.tx, value)
        mine = unit and overseeing(self._turn, unit.id) and self._fits(unit)
        return unit_label(unit) if unit and mine else None


class BranchKinds:
    """The kinds of branches, those for members on the move first; words find all of them."""

    def __init__(self, turn: Turn) -> None:
        pass

    def search(self, words: str) -> list[Choice]:
        kinds = sorted(BRANCH_KIND_LABELS, key=lambda kind: kind not in ON_THE_MOVE)
        return [Choice(kind.value, BRANCH_KIND_LABELS[kind]) for kind in kinds]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        return next((each.label for each in self.search("") if each.value == value), None)


def unit_label(unit: Unit) -> Text:
    if unit.closed:
        return T("{name} (closed)", name=unit.name)
    return plain(unit.name)


def _all(turn: Turn) -> Source:
    return Units(turn, lambda unit: True)


def _above(turn: Turn) -> Source:
    return Units(turn, may_stand_below)


def _open(turn: Turn) -> Source:
    return Units(turn, lambda unit: unit.takes_members)


SOURCES = {
    "unit": _all,
    "unit_above": _above,
    "unit_open": _open,
    "branch_kind": BranchKinds,
}
