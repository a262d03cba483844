"""What a month's dues come to, by the rules; amounts in fen, so that nothing is lost."""

from bisect import bisect_left
from enum import StrEnum

# Yuan up to which a rate holds, and the rates in thousandths. Each rate is of the whole base.
_WAGE = ((3000, 5000, 10000), (5, 10, 15, 20))
_RETIRED = ((5000,), (5, 10))
# Fen a month.
LEAST = 20
FARMER = (20, 100)


class Base(StrEnum):
    """What the dues are reckoned from."""

    WAGE = "wage"
    IRREGULAR = "irregular"
    RETIRED = "retired"
    FARMER = "farmer"
    NONE = "none"


def dues(base: Base, fen: int = 0) -> tuple[int, int]:
    """A month's dues, the least and the most that the rules allow, from an income after tax.

    Of irregular income, `fen` is what the last three months brought together.
    """
    match base:
        case Base.FARMER:
            return FARMER
        case Base.NONE:
            return LEAST, LEAST
        case Base.IRREGULAR:
            return _of(_WAGE, fen, 3)
        case Base.RETIRED:
            return _of(_RETIRED, fen, 1)
        case Base.WAGE:
            return _of(_WAGE, fen, 1)


def _of(table: tuple[tuple[int, ...], tuple[int, ...]], fen: int, months: int) -> tuple[int, int]:
    limits, rates = table
    # Compared without dividing, so that the mean of a quarter falls on the right side.
    rate = rates[bisect_left([limit * 100 * months for limit in limits], fen)]
    due = (fen * rate * 2 + 1000 * months) // (2000 * months)
    return due, due
