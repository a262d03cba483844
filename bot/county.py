"""A county's folder: its units, its branches' lists of members, what to study, what is open."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot import care, members, openness, organization, study
from bot.organization import County, UnitCounts
from bot.storage import Transaction
from bot.study import Piece


@dataclass(frozen=True, slots=True)
class Folder:
    county: County
    pieces: tuple[Piece, ...]
    entries: tuple[openness.Shipped, ...]
    suggestions: tuple[care.Shipped, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    units: UnitCounts
    members: int


def read_folder(path: Path) -> Folder:
    """Read a county's folder; raise `Trouble` that says what is wrong in it."""
    return Folder(
        organization.read_county(path),
        study.read_pieces(path),
        openness.read_entries(path),
        care.read_suggestions(path),
    )


def load_county(tx: Transaction, folder: Folder, new_id: Callable[[], str]) -> Loaded:
    """Bring a county in, all of it or nothing; loading the same again changes nothing."""
    county = folder.county
    units = organization.load_units(tx, county, new_id)
    lists: dict[str, list[tuple[str, str | None, bool]]] = defaultdict(list)
    for line in county.members:
        lists[line.branch].append((line.name, line.phone, line.probationary))
    for branch, rows in lists.items():
        unit = organization.by_name(tx, branch)
        assert unit is not None
        members.put_roster(tx, unit.id, rows, new_id)
    study.put_shipped(tx, folder.pieces)
    openness.put_shipped(tx, folder.entries)
    care.put_shipped(tx, folder.suggestions)
    return Loaded(units, len(county.members))
