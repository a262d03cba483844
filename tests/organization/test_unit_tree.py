"""The tree of units, and keeping it one."""

import sqlite3
from dataclasses import replace

import pytest

from bot.organization import (
    BRANCH_KIND_LABELS,
    UNIT_KIND_LABELS,
    BranchKind,
    Unit,
    UnitKind,
    above,
    add,
    below,
    by_name,
    change,
    close,
    unit,
    within,
)
from bot.storage import Store
from tests.organization.trees import AWAY, COUNTY, HEWAN, TOWN, TREE


@pytest.mark.parametrize("expected", TREE, ids=lambda expected: expected.id)
async def test_a_unit_is_kept_as_it_is(tree: Store, expected: Unit) -> None:
    assert await tree.turn(lambda tx: unit(tx, expected.id)) == expected
    assert await tree.turn(lambda tx: by_name(tx, expected.name)) == expected


async def test_nobody_is_there(tree: Store) -> None:
    assert await tree.turn(lambda tx: unit(tx, "nobody")) is None
    assert await tree.turn(lambda tx: by_name(tx, "河湾")) is None


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("county", []),
        ("town", ["county"]),
        ("hewan", ["town", "county"]),
        ("online", ["county"]),
        ("nobody", []),
    ],
)
async def test_the_chain_upwards(tree: Store, of: str, expected: list[str]) -> None:
    chain = await tree.turn(lambda tx: above(tx, of))
    assert [higher.id for higher in chain] == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("county", {"town", "away", "hewan", "shenzhen", "chongqing", "online"}),
        ("away", {"shenzhen", "chongqing"}),
        ("hewan", set()),
        ("nobody", set()),
    ],
)
async def test_the_subtree(tree: Store, of: str, expected: set[str]) -> None:
    units = await tree.turn(lambda tx: below(tx, of))
    assert {lower.id for lower in units} == expected
    assert len(units) == len(expected)


async def test_the_subtree_comes_level_by_level(tree: Store) -> None:
    units = await tree.turn(lambda tx: below(tx, "county"))
    assert {lower.id for lower in units[:3]} == {"town", "away", "online"}


@pytest.mark.parametrize(
    ("ancestor", "of", "expected"),
    [
        ("county", "hewan", True),
        ("town", "hewan", True),
        ("hewan", "hewan", True),
        ("away", "hewan", False),
        ("hewan", "town", False),
        ("county", "nobody", False),
        ("nobody", "hewan", False),
        ("nobody", "nobody", False),
    ],
)
async def test_within(tree: Store, ancestor: str, of: str, expected: bool) -> None:
    assert await tree.turn(lambda tx: within(tx, ancestor, of)) is expected


async def test_a_closed_unit_keeps_its_place(tree: Store) -> None:
    await tree.turn(lambda tx: close(tx, "town"))
    assert await tree.turn(lambda tx: above(tx, "hewan")) == [replace(TOWN, closed=True), COUNTY]
    assert replace(TOWN, closed=True) in await tree.turn(lambda tx: below(tx, "county"))
    assert await tree.turn(lambda tx: within(tx, "town", "hewan"))


async def test_closing_what_is_not_there(tree: Store) -> None:
    assert not await tree.turn(lambda tx: close(tx, "nobody"))


async def test_a_unit_moves_with_what_is_below_it(tree: Store) -> None:
    await tree.turn(lambda tx: change(tx, replace(TOWN, above="away")))
    assert await tree.turn(lambda tx: above(tx, "hewan")) == [
        replace(TOWN, above="away"),
        AWAY,
        COUNTY,
    ]


@pytest.mark.parametrize("top", ["county", "away", "shenzhen"])
async def test_no_unit_gets_below_itself(tree: Store, top: str) -> None:
    before = await tree.turn(lambda tx: unit(tx, "county"))
    with pytest.raises(ValueError, match="below itself"):
        await tree.turn(lambda tx: change(tx, replace(COUNTY, above=top)))
    assert await tree.turn(lambda tx: unit(tx, "county")) == before


async def test_a_change_needs_a_unit(tree: Store) -> None:
    with pytest.raises(LookupError, match="nobody"):
        await tree.turn(lambda tx: change(tx, replace(HEWAN, id="nobody", name="别的")))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(HEWAN, name="别的"),
        replace(HEWAN, id="other"),
        replace(HEWAN, id="other", name="别的", above="nobody"),
        replace(HEWAN, id="other", name="别的", above="other"),
        replace(HEWAN, id="thirteen-long", name="别的"),
        replace(HEWAN, id="", name="别的"),
        replace(HEWAN, id="other", name="别的", longitude=None),
    ],
    ids=["id twice", "name twice", "no such above", "above itself", "long id", "no id", "half"],
)
async def test_the_store_refuses_what_makes_no_sense(tree: Store, wrong: Unit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await tree.turn(lambda tx: add(tx, wrong))


def test_every_kind_has_a_label() -> None:
    assert set(UNIT_KIND_LABELS) == set(UnitKind)
    assert set(BRANCH_KIND_LABELS) == set(BranchKind)
