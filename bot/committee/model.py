"""What a committee may do to the units below it, and how what it types is read."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import Unclear, one_line
from bot.language import T, Text
from bot.organization import Position, Unit, UnitKind
from bot.people import Role

# What was done to units is kept so long.
ACTS_KEPT = timedelta(days=3 * 365)

_NAME = range(4, 41)
_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?)[\s,;]+(-?\d{1,3}(?:\.\d{1,8})?)")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to a unit; `by` is None where that person's data was deleted."""

    at: datetime
    by: str | None
    what: Text


def roles_at(unit: Unit) -> tuple[Role, ...]:
    """The offices that a unit has."""
    if unit.closed:
        return ()
    if unit.kind is UnitKind.BRANCH:
        return (Role.SECRETARY, Role.DEPUTY)
    return (Role.COMMITTEE,)


def why_not_close(unit: Unit, below: Collection[Unit]) -> Text | None:
    """Why a unit cannot be closed; None where it can."""
    if unit.closed:
        return T("This unit is closed already.")
    if any(not each.closed for each in below):
        return T("Open units stand below it. Close those first.")
    return None


def why_not_merge(unit: Unit, into: Unit) -> Text | None:
    """Why a branch cannot be merged into another one; None where it can."""
    if not unit.takes_members or not into.takes_members:
        return T("Only open branches can be merged.")
    if unit.id == into.id:
        return T("Both branches are the same. Please choose another one.")
    return None


def why_not_reopen(unit: Unit, above: Unit | None) -> Text | None:
    """Why a unit cannot be opened again; None where it can."""
    if not unit.closed:
        return T("This unit is open.")
    if above is not None and above.closed:
        return T("The unit above it is closed. Open that one first.")
    return None


def may_stand_below(above: Unit) -> bool:
    """Whether branches may be opened below a unit."""
    return above.kind is not UnitKind.BRANCH and not above.closed


def tidy_unit_name(words: str) -> str:
    """A unit's name on one line without needless spaces; raise `Unclear` for what is no name."""
    name = one_line(unicodedata.normalize("NFC", words))
    if len(name) not in _NAME or not any(letter.isalpha() for letter in name):
        raise Unclear(T("Please type the whole name, for example 石桥镇河湾村党支部."))
    return name


def read_position(words: str) -> Position:
    """Latitude and longitude as maps write them; raise `Unclear` for anything else."""
    latitude, longitude = map(float, _numbers(words))
    return Position(latitude, longitude)


def _numbers(words: str) -> tuple[str, str]:
    found = _POSITION.fullmatch(unicodedata.normalize("NFKC", words).replace("、", ",").strip())
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        return found[1], found[2]
    raise Unclear(T("Please type two numbers, latitude first, for example 22.56, 113.88."))


def tidy_position(words: str) -> str:
    """A position, written the one way in which a form keeps it."""
    return ", ".join(_numbers(words))
