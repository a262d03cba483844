"""A county as its office writes it down: a folder with two tables."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from bot.language import T
from bot.organization.model import BranchKind, Position, UnitKind
from bot.organization.table import Column, CountyTrouble, Row, read_table

_UNIT_COLUMNS = (
    Column("name", ("名称", "name")),
    Column("kind", ("类型", "kind")),
    Column("branch_kind", ("支部类型", "branch kind")),
    Column("above", ("上级", "above")),
    Column("place", ("所在地", "place")),
    Column("latitude", ("纬度", "latitude"), required=False),
    Column("longitude", ("经度", "longitude"), required=False),
)
_MEMBER_COLUMNS = (
    Column("name", ("姓名", "name")),
    Column("branch", ("支部", "branch")),
    Column("membership", ("党员类别", "membership")),
    Column("phone", ("电话", "phone"), required=False),
)
_UNIT_KINDS = {
    "党委": UnitKind.COMMITTEE,
    "党总支": UnitKind.GENERAL_BRANCH,
    "党支部": UnitKind.BRANCH,
    **{kind.replace("_", " "): kind for kind in UnitKind},
}
_BRANCH_KINDS = {
    "村": BranchKind.VILLAGE,
    "社区": BranchKind.COMMUNITY,
    "企业": BranchKind.ENTERPRISE,
    "学校": BranchKind.SCHOOL,
    "园区": BranchKind.INDUSTRIAL_PARK,
    "楼宇": BranchKind.OFFICE_BUILDING,
    "新就业群体": BranchKind.NEW_EMPLOYMENT_GROUPS,
    "流动": BranchKind.MOBILE,
    "网上": BranchKind.ONLINE,
    "临时": BranchKind.TEMPORARY,
    "联合": BranchKind.JOINT,
    **{kind.replace("_", " "): kind for kind in BranchKind},
}
_PROBATIONARY = {
    "正式党员": False,
    "预备党员": True,
    "full member": False,
    "probationary member": True,
}
# The most digits that a number may have: https://www.itu.int/rec/T-REC-E.164
_PHONE = re.compile(r"\+?[0-9]{5,15}")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the units; `above` is the name of another one, or None for a root."""

    name: str
    kind: UnitKind
    branch_kind: BranchKind | None
    above: str | None
    place: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One line of the members: `branch` is a branch of the same county, `phone` digits or None."""

    name: str
    branch: str
    probationary: bool
    phone: str | None


@dataclass(frozen=True, slots=True)
class County:
    """What the folder holds, whole and without contradictions.

    Every unit comes after the one above it; the first one gives the county its name.
    """

    name: str
    units: tuple[UnitLine, ...]
    members: tuple[MemberLine, ...]


def read_county(folder: Path) -> County:
    """Read `units.csv` and `members.csv`; raise `CountyTrouble` for the first thing wrong.

    No ID number gets into a county. Columns other than the known ones are not read, so a column
    of ID numbers is dropped; 17 digits and a digit or X in a cell that is read are refused.
    """
    units = _units(read_table(folder / "units.csv", _UNIT_COLUMNS))
    branches = {unit.name for unit in units if unit.kind is UnitKind.BRANCH}
    members = read_table(folder / "members.csv", _MEMBER_COLUMNS)
    return County(units[0].name, units, tuple(_member(row, branches) for row in members))


def _units(rows: list[Row]) -> tuple[UnitLine, ...]:
    if not rows:
        raise CountyTrouble(T("{file} has no units. Write one into each line."), "units.csv")
    by_name = dict(_without_doubles(rows))
    units = {name: _unit(row) for name, row in by_name.items()}
    for name, unit in units.items():
        if unit.above is not None:
            _check_above(by_name[name], units.get(unit.above))
    return tuple(_roots_first(units, by_name))


def _without_doubles(rows: list[Row]) -> Iterator[tuple[str, Row]]:
    first: dict[str, int] = {}
    for row in rows:
        name = row.filled("name")
        if name in first:
            text = T(
                "{file}, line {line}: {name} already stands in line {first}."
                " Remove one, or give them different names.",
                name=name,
                first=first[name],
            )
            raise row.trouble(text)
        first[name] = row.line
        yield name, row


def _unit(row: Row) -> UnitLine:
    kind = row.meaning("kind", _UNIT_KINDS)
    is_branch = kind is UnitKind.BRANCH
    position = _position(row)
    return UnitLine(
        name=row["name"],
        kind=kind,
        branch_kind=row.meaning("branch_kind", _BRANCH_KINDS) if is_branch else None,
        above=row["above"] or None,
        place=row["place"],
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
    )


def _position(row: Row) -> Position | None:
    if not row["latitude"] and not row["longitude"]:
        return None
    try:
        position = Position(float(row["latitude"]), float(row["longitude"]))
    except ValueError:
        position = None
    if position and abs(position.latitude) <= 90 and abs(position.longitude) <= 180:
        return position
    raise row.trouble(
        T(
            "{file}, line {line}: latitude and longitude are no place on earth."
            " Write two numbers such as 22.54 and 114.06, or leave both empty."
        )
    )


def _check_above(row: Row, above: UnitLine | None) -> None:
    if above is None:
        text = T(
            "{file}, line {line}: no unit is called {above}. Correct it, or add that unit.",
            above=row["above"],
        )
        raise row.trouble(text)
    if above.kind is UnitKind.BRANCH:
        text = T(
            "{file}, line {line}: {above} is a branch, and nothing stands below a branch."
            " Name a committee or a general branch.",
            above=above.name,
        )
        raise row.trouble(text)


def _roots_first(units: Mapping[str, UnitLine], rows: Mapping[str, Row]) -> list[UnitLine]:
    graph = {name: [unit.above] if unit.above else [] for name, unit in units.items()}
    try:
        return [units[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        first = min((rows[name] for name in error.args[1]), key=lambda row: row.line)
    text = T(
        "{file}, line {line}: {name} stands above itself. Correct what is above it.",
        name=first["name"],
    )
    raise first.trouble(text)


def _member(row: Row, branches: set[str]) -> MemberLine:
    branch = row.filled("branch")
    if branch not in branches:
        text = T(
            "{file}, line {line}: no branch is called {branch}."
            " Write the name as it stands in units.csv.",
            branch=branch,
        )
        raise row.trouble(text)
    return MemberLine(
        name=row.filled("name"),
        branch=branch,
        probationary=row.meaning("membership", _PROBATIONARY),
        phone=_phone(row),
    )


def _phone(row: Row) -> str | None:
    phone = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", row["phone"]))
    if not phone:
        return None
    if _PHONE.fullmatch(phone):
        return phone
    raise row.trouble(
        T(
            "{file}, line {line}: {word} is not a phone number."
            " In a spreadsheet, format the column as text and write digits.",
            word=row["phone"],
        )
    )
