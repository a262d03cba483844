"""Bring the units of a county into the database."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.organization import store
from bot.organization.county import County, UnitLine
from bot.organization.model import Unit
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What a load did to the units of a county."""

    added: int
    changed: int
    unchanged: int


def load_units(tx: Transaction, county: County, new_id: Callable[[], str]) -> UnitCounts:
    """Add the units that are new and change those that differ; they are matched by name.

    Loading the same again changes nothing. Nothing is closed, and what was closed stays so:
    that was somebody's decision, and a table that is loaded at every start must not undo it.
    `new_id` makes ids of at most 12 ASCII characters.
    """
    ids: dict[str, str] = {}
    added = changed = 0
    for line in county.units:
        present = store.by_name(tx, line.name)
        wanted = _unit(line, present, ids, new_id)
        ids[line.name] = wanted.id
        if present is None:
            store.add(tx, wanted)
            added += 1
        elif wanted != present:
            store.change(tx, wanted)
            changed += 1
    return UnitCounts(added, changed, len(county.units) - added - changed)


def _unit(
    line: UnitLine, present: Unit | None, ids: dict[str, str], new_id: Callable[[], str]
) -> Unit:
    return Unit(
        id=present.id if present else new_id(),
        name=line.name,
        kind=line.kind,
        branch_kind=line.branch_kind,
        above=ids[line.above] if line.above else None,
        place=line.place,
        latitude=line.latitude,
        longitude=line.longitude,
        closed=present.closed if present else False,
    )
