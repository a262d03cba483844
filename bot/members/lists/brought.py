"""What is kept of a list between reading it and the secretary's yes: nothing but what is shown."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language import Text
from bot.members.lists.reading import Doubt, MemberList
from bot.members.spelling import spelled


@dataclass(frozen=True, slots=True)
class Row:
    """A member as the list has them; `spelled` orders names."""

    name: str
    phone: str | None
    probationary: bool
    spelled: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A list as it was understood; `notes` are in the order of its lines."""

    rows: tuple[Row, ...]
    notes: tuple[Doubt, ...]
    id_numbers: int

    @property
    def doubtful(self) -> tuple[Doubt, ...]:
        """Who was taken and should be looked at."""
        return tuple(note for note in self.notes if note.taken)

    @property
    def left_out(self) -> tuple[Doubt, ...]:
        return tuple(note for note in self.notes if not note.taken)

    def to_json(self) -> str:
        return json.dumps(
            {
                "rows": [[row.name, row.phone, row.probationary, row.spelled] for row in self.rows],
                "notes": [_note_to_json(note) for note in self.notes],
                "id_numbers": self.id_numbers,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def from_json(written: str | bytes) -> "Brought":
        read = json.loads(written)
        notes = (
            Doubt(line, words, Text.from_json(why), taken)
            for line, words, why, taken in read["notes"]
        )
        return Brought(tuple(Row(*row) for row in read["rows"]), tuple(notes), read["id_numbers"])


def brought(found: MemberList) -> Brought:
    """What was read, with its names spelled: that takes time, and so is not done in a turn."""
    rows = tuple(
        Row(each.name, each.phone, each.probationary, spelled(each.name)) for each in found.rows
    )
    return Brought(rows, _in_order(found), found.dropped.id_numbers)


def _in_order(found: MemberList) -> tuple[Doubt, ...]:
    notes: Iterable[Doubt] = (*found.doubtful, *found.passed)
    return tuple(sorted(notes, key=lambda note: note.line))


def _note_to_json(note: Doubt) -> list[object]:
    return [note.line, note.words, note.why.to_json(), note.taken]
