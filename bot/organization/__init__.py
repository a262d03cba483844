"""Committees and branches: the tree they stand in, finding one, and loading a county."""

from bot.organization.county import County, MemberLine, UnitLine, read_county
from bot.organization.load import UnitCounts, load_units
from bot.organization.model import (
    BRANCH_KIND_LABELS,
    UNIT_KIND_LABELS,
    BranchKind,
    Position,
    Unit,
    UnitKind,
    distance,
)
from bot.organization.shipped import read_shipped
from bot.organization.store import (
    SCHEMA,
    above,
    add,
    below,
    by_name,
    change,
    close,
    committees,
    nearest,
    next_below,
    search,
    unit,
    within,
)
from bot.organization.table import CountyTrouble
from bot.room import Room

ROOM = Room(schema=SCHEMA)

__all__ = [
    "BRANCH_KIND_LABELS",
    "ROOM",
    "UNIT_KIND_LABELS",
    "BranchKind",
    "County",
    "CountyTrouble",
    "MemberLine",
    "Position",
    "Unit",
    "UnitCounts",
    "UnitKind",
    "UnitLine",
    "above",
    "add",
    "below",
    "by_name",
    "change",
    "close",
    "committees",
    "distance",
    "load_units",
    "nearest",
    "next_below",
    "read_county",
    "read_shipped",
    "search",
    "unit",
    "within",
]
