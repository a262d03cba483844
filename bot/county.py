"""Loading a county: its units, and the lists of members that its branches brought."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot import members, organization
from bot.organization import County, UnitCounts
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Loaded:
    units: UnitCounts
    members: int


def load_county(tx: Transaction, county: County, new_id: Callable[[], str]) -> Loaded:
    """Bring a county in, all of it or nothing; loading the same again changes nothing."""
    units = organization.load_units(tx, county, new_id)
    lists: dict[str, list[tuple[str, str | None, bool]]] = defaultdict(list)
    for line in county.members:
        lists[line.branch].append((line.name, line.phone, line.probationary))
    for branch, rows in lists.items():
        unit = organization.by_name(tx, branch)
        assert unit is not None
        members.put_roster(tx, unit.id, rows, new_id)
    return Loaded(units, len(county.members))
