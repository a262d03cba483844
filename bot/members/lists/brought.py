"""What is kept of a list between reading it and the secretary's yes: nothing but what is shown."""

import json
from dataclasses import dataclass
from typing import Any

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
    """A list as it was understood: who is in it, what is doubtful, which lines tell of nobody."""

    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    passed: tuple[Doubt, ...]
    id_numbers: int

    @property
    def notes(self) -> tuple[Doubt, ...]:
        """All that is to be said, in the order of the lines."""
        return tuple(sorted((*self.doubts, *self.passed), key=lambda note: note.line))

    @property
    def doubtful(self) -> tuple[Doubt, ...]:
        """Who was taken and should be looked at."""
        return tuple(note for note in self.doubts if note.taken)

    @property
    def left_out(self) -> tuple[Doubt, ...]:
        return tuple(note for note in self.doubts if not note.taken)

    def to_json(self) -> str:
        return json.dumps(
            {
                "rows": [[row.name, row.phone, row.probationary, row.spelled] for row in self.rows],
                "doubts": [_note_to_json(note) for note in self.doubts],
                "passed": [_note_to_json(note) for note in self.passed],
                "id_numbers": self.id_numbers,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def from_json(written: str | bytes) -> "Brought":
        read = json.loads(written)
        return Brought(
            tuple(Row(*row) for row in read["rows"]),
            tuple(_note_from_json(note) for note in read["doubts"]),
            tuple(_note_from_json(note) for note in read["passed"]),
            read["id_numbers"],
        )


def brought(found: MemberList) -> Brought:
    """What was read, with its names spelled: that takes time, and so is not done in a turn."""
    rows = tuple(
        Row(each.name, each.phone, each.probationary, spelled(each.name)) for each in found.rows
    )
    return Brought(rows, found.doubtful, found.passed, found.dropped.id_numbers)


def _note_to_json(note: Doubt) -> list[Any]:
    return [note.line, note.words, note.why.to_json(), note.taken]


def _note_from_json(written: list[Any]) -> Doubt:
    line, words, why, taken = written
    return Doubt(line, words, Text.from_json(why), taken)
