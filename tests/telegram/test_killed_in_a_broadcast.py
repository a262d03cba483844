"""A notice to hundreds, killed with -9 at random moments: nobody is missed, nobody gets it twice.

Fifty rounds with 5 000 people each: `python -m bench.carnage`.
"""

from pathlib import Path

import pytest

from tests.telegram.carnage import Round

MEMBERS, KILLS = 600, 3


SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_broadcast_survives_being_killed(tmp_path: Path, seed: int) -> None:
    count = await Round(tmp_path, MEMBERS, seed, KILLS).run()
    print(count)
    assert (count.missed, count.twice) == (0, 0), str(count)
    assert count.once + count.uncertain - count.uncertain_arrived == MEMBERS, str(count)
    # Sent again by decision: everybody has it, twice only whoever had it already.
    assert count.resent_twice == count.uncertain_arrived, str(count)
