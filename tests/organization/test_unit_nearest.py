"""The branches near a position."""

from dataclasses import replace
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.organization import (
    BranchKind,
    Position,
    Unit,
    UnitKind,
    change,
    close,
    distance,
    nearest,
)
from bot.organization.model import EARTH_RADIUS
from bot.storage import Store
from tests.organization.trees import HEWAN, ONLINE, plant

SHENZHEN = Position(22.5431, 114.0579)
HALF_ROUND = EARTH_RADIUS * 3.141592653589793
positions = some.builds(Position, some.floats(-90, 90), some.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "kilometres"),
    [
        (SHENZHEN, SHENZHEN, 0),
        (SHENZHEN, Position(23.1291, 113.2644), 104),
        (Position(39.9042, 116.4074), Position(31.2304, 121.4737), 1067),
        (Position(0, 179.5), Position(0, -179.5), 111),
        (Position(90, 0), Position(90, 120), 0),
        (Position(90, 0), Position(-90, 77), 20015),
        (Position(0, 0), Position(0, 180), 20015),
    ],
)
def test_distances_are_those_of_the_map(a: Position, b: Position, kilometres: int) -> None:
    assert distance(a, b) / 1000 == pytest.approx(kilometres, rel=0.005, abs=0.001)


@given(positions, positions)
def test_a_distance_is_the_same_both_ways_and_at_most_half_round(a: Position, b: Position) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a), abs=1e-3)
    assert 0 <= distance(a, b) <= HALF_ROUND + 1
    assert distance(a, a) == 0


async def test_the_nearest_come_first_with_their_metres(tree: Store) -> None:
    near = await tree.turn(lambda tx: nearest(tx, SHENZHEN))
    assert [unit.id for unit, _ in near] == ["shenzhen", "hewan", "chongqing"]
    assert [round(metres / 1000) for _, metres in near] == [18, 565, 1083]


async def test_only_so_many(tree: Store) -> None:
    assert len(await tree.turn(lambda tx: nearest(tx, SHENZHEN, limit=2))) == 2


async def test_closed_branches_and_those_without_a_position_are_not_near(tree: Store) -> None:
    await tree.turn(lambda tx: close(tx, "shenzhen"))
    await tree.turn(lambda tx: change(tx, replace(HEWAN, latitude=None, longitude=None)))
    near = await tree.turn(lambda tx: nearest(tx, SHENZHEN))
    assert [unit.id for unit, _ in near] == ["chongqing"]


async def test_a_branch_that_gets_a_position_is_near(tree: Store) -> None:
    here = replace(ONLINE, latitude=SHENZHEN.latitude, longitude=SHENZHEN.longitude)
    await tree.turn(lambda tx: change(tx, here))
    assert await tree.turn(lambda tx: nearest(tx, SHENZHEN, limit=1)) == [(here, 0)]


async def test_the_nearest_are_right_everywhere_on_earth(store: Store) -> None:
    chance = Random(5)

    def anywhere() -> Position:
        return Position(chance.uniform(-90, 90), chance.uniform(-180, 180))

    def branch(at: int) -> Unit:
        place = anywhere()
        kinds = UnitKind.BRANCH, BranchKind.MOBILE
        return Unit(
            f"u{at}",
            f"支部{at}",
            *kinds,
            latitude=place.latitude,
            longitude=place.longitude,
        )

    units = [branch(at) for at in range(300)]
    await store.turn(lambda tx: plant(tx, units))
    for here in [Position(90, 0), Position(0, 180), *(anywhere() for _ in range(50))]:
        found = await store.turn(partial(nearest, position=here))
        expected = sorted(distance(here, unit.position) for unit in units if unit.position)
        assert [metres for _, metres in found] == pytest.approx(expected[:5])
