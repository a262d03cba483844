"""Whether enough came: only full members whose relation is in the branch count."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.activities.model import Kind


class Standing(StrEnum):
    """What somebody who came is to the branch, as it was on that day."""

    FULL = "full"
    PROBATIONARY = "probationary"
    HOSTED = "hosted"
    GUEST = "guest"
    # Of the branch by what they say, and not on its list.
    UNLISTED = "unlisted"


# The kinds for which the rules say how many must be there.
WITH_QUORUM = frozenset({Kind.GENERAL_MEETING, Kind.COMMITTEE_MEETING})


@dataclass(frozen=True, slots=True)
class Quorum:
    """`entitled` have a vote here; `left_out` of them are absent and out of the count by the rule.

    That needs the higher body's consent and the meeting's vote, which the secretary says were
    there before a number is written down.
    """

    entitled: int
    present: int
    left_out: int = 0
    election: bool = False

    @property
    def counted(self) -> int:
        return max(self.entitled - self.left_out, 0)

    @property
    def needed(self) -> int:
        """More than half; for elections at least four fifths."""
        if self.election:
            return -(-4 * self.counted // 5)
        return self.counted // 2 + 1 if self.counted else 0

    @property
    def reached(self) -> bool:
        return self.counted > 0 and self.present >= self.needed


def present(standings: Collection[Standing]) -> int:
    return sum(standing is Standing.FULL for standing in standings)
