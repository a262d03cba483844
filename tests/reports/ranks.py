"""How much one order tells of another: rank correlation, and what chance alone gives."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from math import sqrt
from pathlib import Path

# Two-sided, at 99 %: https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient
_AT_99 = 2.576


def rank_correlation(values: Sequence[float]) -> float:
    """Spearman's coefficient of the values and their places in the list; ties share a rank."""
    ranks, places = _ranks(values), _ranks(range(len(values)))
    mean = (len(values) - 1) / 2
    together = sum((a - mean) * (b - mean) for a, b in zip(ranks, places, strict=True))
    spread = sqrt(sum((a - mean) ** 2 for a in ranks) * sum((b - mean) ** 2 for b in places))
    return together / spread if spread else 0.0


def within_chance(correlation: float, count: int) -> bool:
    """Whether a random order of so many gives as much or more in one of a hundred cases."""
    return abs(correlation) * sqrt(count - 1) <= _AT_99


def positions(path: Path, ids: Sequence[str]) -> list[int]:
    """Where in the file each mailbox's sealed bytes stand last: on their overflow pages."""
    data = path.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found = dict(connection.execute("SELECT mailbox, sealed FROM sealed WHERE number = 1"))
    return [data.rindex(found[id][-60:]) for id in ids]


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    first = {value: at for at, value in reversed(list(enumerate(ordered)))}
    last = {value: at for at, value in enumerate(ordered)}
    return [(first[value] + last[value]) / 2 for value in values]
