"""What a new list changes in a branch's present one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.members.lists import Row

# So long a list waits for its secretary's yes, and can be taken back after it.
WAITS = timedelta(days=1)
UNDO_LASTS = timedelta(days=1)
CODE_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Present:
    """A line of the list as it is now."""

    id: str
    name: str
    phone: str | None
    probationary: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of each line: `changed` keep their id, and what was noted on them."""

    added: tuple[Row, ...]
    changed: tuple[tuple[Present, Row], ...]
    gone: tuple[Present, ...]
    same: int


def change(present: Sequence[Present], rows: Sequence[Row], *, whole: bool) -> Change:
    """Lines with the same name and number are the same; so is a name that stands once in each.

    Where the new list is not the `whole` one, nobody leaves the present one.
    """
    exact = {(each.name, each.phone): each for each in present}
    pairs = [(exact[row.name, row.phone], row) for row in rows if (row.name, row.phone) in exact]
    known = {each.id for each, _ in pairs}
    left = [each for each in present if each.id not in known]
    new = [row for row in rows if (row.name, row.phone) not in exact]
    renumbered = _alone(left, new)
    pairs += renumbered
    renumbered_ids = {each.id for each, _ in renumbered}
    renumbered_rows = {row.name for _, row in renumbered}
    return Change(
        added=tuple(row for row in new if row.name not in renumbered_rows),
        changed=tuple((each, row) for each, row in pairs if _differs(each, row)),
        gone=tuple(each for each in left if each.id not in renumbered_ids) if whole else (),
        same=sum(not _differs(each, row) for each, row in pairs),
    )


def _alone(left: Sequence[Present], new: Sequence[Row]) -> list[tuple[Present, Row]]:
    """Whoever has another number now: their name stands once among the rest of both lists."""
    before, after = Counter(each.name for each in left), Counter(row.name for row in new)
    rows = {row.name: row for row in new if after[row.name] == before[row.name] == 1}
    return [(each, rows[each.name]) for each in left if each.name in rows]


def _differs(present: Present, row: Row) -> bool:
    return (present.phone, present.probationary) != (_number(present, row), row.probationary)


def _number(present: Present, row: Row) -> str | None:
    """A list without numbers takes none away."""
    return row.phone or present.phone


def merged(present: Present, row: Row) -> Present:
    """A line as the new list has it."""
    return Present(present.id, present.name, _number(present, row), row.probationary)
