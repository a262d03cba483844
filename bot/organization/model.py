"""What committees and branches are, where they are, and which one somebody means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, hypot, radians, sin, sqrt
from types import MappingProxyType

from bot.language import T, Text
from bot.organization.spelling import core

# The mean radius: https://en.wikipedia.org/wiki/Earth_radius
EARTH_RADIUS = 6_371_009.0


class UnitKind(StrEnum):
    COMMITTEE = "committee"
    GENERAL_BRANCH = "general_branch"
    BRANCH = "branch"


class BranchKind(StrEnum):
    VILLAGE = "village"
    COMMUNITY = "community"
    ENTERPRISE = "enterprise"
    SCHOOL = "school"
    INDUSTRIAL_PARK = "industrial_park"
    OFFICE_BUILDING = "office_building"
    NEW_EMPLOYMENT_GROUPS = "new_employment_groups"
    MOBILE = "mobile"
    ONLINE = "online"
    TEMPORARY = "temporary"
    JOINT = "joint"


UNIT_KIND_LABELS: Mapping[UnitKind, Text] = MappingProxyType(
    {
        UnitKind.COMMITTEE: T("Party committee"),
        UnitKind.GENERAL_BRANCH: T("general Party branch"),
        UnitKind.BRANCH: T("Party branch"),
    }
)

BRANCH_KIND_LABELS: Mapping[BranchKind, Text] = MappingProxyType(
    {
        BranchKind.VILLAGE: T("village branch"),
        BranchKind.COMMUNITY: T("community branch"),
        BranchKind.ENTERPRISE: T("enterprise branch"),
        BranchKind.SCHOOL: T("school branch"),
        BranchKind.INDUSTRIAL_PARK: T("industrial park branch"),
        BranchKind.OFFICE_BUILDING: T("office building branch"),
        BranchKind.NEW_EMPLOYMENT_GROUPS: T("branch of new-employment groups"),
        BranchKind.MOBILE: T("mobile branch"),
        BranchKind.ONLINE: T("online branch"),
        BranchKind.TEMPORARY: T("temporary branch"),
        BranchKind.JOINT: T("joint branch"),
    }
)


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the earth in degrees, north and east positive."""

    latitude: float
    longitude: float

    def direction(self) -> tuple[float, float, float]:
        """The same point on a ball of radius 1: the nearer there, the nearer on the ground."""
        north, east = radians(self.latitude), radians(self.longitude)
        return cos(north) * cos(east), cos(north) * sin(east), sin(north)


@dataclass(frozen=True, slots=True)
class Unit:
    """A committee, a general branch or a branch. `above` is the id of the next unit up.

    `id` has at most 12 ASCII characters and never changes; `place` is a city or district as
    people say it, or empty; `branch_kind` is None for what is not a branch; latitude and
    longitude are both there or both None.
    """

    id: str
    name: str
    kind: UnitKind
    branch_kind: BranchKind | None = None
    above: str | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    closed: bool = False

    @property
    def position(self) -> Position | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)

    @property
    def takes_members(self) -> bool:
        """Members register with open branches, never with what stands above them."""
        return self.kind is UnitKind.BRANCH and not self.closed


def distance(a: Position, b: Position) -> float:
    """Metres along the ground, within half a percent: the earth is taken for a ball."""
    a_north, b_north = radians(a.latitude), radians(b.latitude)
    half_north = sin((b_north - a_north) / 2)
    half_east = sin(radians(b.longitude - a.longitude) / 2)
    half_chord = hypot(half_north, sqrt(cos(a_north) * cos(b_north)) * half_east)
    return 2 * EARTH_RADIUS * asin(min(1.0, half_chord))


def ranked(units: Iterable[Unit], query: str) -> list[Unit]:
    """The units whose name is `query` first, then starts with it, then contains it, then the rest.

    Units that are alike in this keep their order.
    """
    wanted = core(query)

    def order(unit: Unit) -> tuple[bool, bool, bool]:
        name = core(unit.name)
        return name != wanted, not name.startswith(wanted), wanted not in name

    return sorted(units, key=order)
