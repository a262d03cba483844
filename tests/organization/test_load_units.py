"""Loading a county, once and again."""

from collections.abc import Callable
from dataclasses import replace

from bot.organization import (
    BranchKind,
    County,
    Unit,
    UnitCounts,
    UnitKind,
    UnitLine,
    below,
    by_name,
    close,
    load_units,
    search,
    unit,
)
from bot.storage import Store

TOWN = UnitLine("石桥镇党委", UnitKind.COMMITTEE, None, None, "石桥镇", None, None)
AWAY = UnitLine("驻外党总支", UnitKind.GENERAL_BRANCH, None, "石桥镇党委", "深圳", None, None)
HEWAN = UnitLine(
    "河湾村党支部", UnitKind.BRANCH, BranchKind.VILLAGE, "石桥镇党委", "石桥镇", 27.6, 113.9
)
COUNTY = County("石桥镇党委", (TOWN, AWAY, HEWAN), ())

NewId = Callable[[], str]


async def load(store: Store, new_id: NewId, *units: UnitLine) -> UnitCounts:
    county = County(units[0].name, units, ())
    return await store.turn(lambda tx: load_units(tx, county, new_id))


async def named(store: Store, name: str) -> Unit | None:
    return await store.turn(lambda tx: by_name(tx, name))


async def test_a_new_county_is_added(store: Store, new_id: NewId) -> None:
    assert await load(store, new_id, *COUNTY.units) == UnitCounts(3, 0, 0)
    assert await named(store, "河湾村党支部") == Unit(
        "u3", "河湾村党支部", UnitKind.BRANCH, BranchKind.VILLAGE, "u1", "石桥镇", 27.6, 113.9
    )
    found = await store.turn(lambda tx: search(tx, "hewan", 5))
    assert [branch.id for branch in found] == ["u3"]


async def test_loading_the_same_again_changes_nothing(store: Store, new_id: NewId) -> None:
    await load(store, new_id, *COUNTY.units)
    before = await store.turn(lambda tx: below(tx, "u1"))
    assert await load(store, new_id, *COUNTY.units) == UnitCounts(0, 0, 3)
    assert await store.turn(lambda tx: below(tx, "u1")) == before


async def test_what_differs_is_changed_and_what_is_new_is_added(
    store: Store, new_id: NewId
) -> None:
    await load(store, new_id, *COUNTY.units)
    moved = replace(HEWAN, above="驻外党总支", place="深圳", latitude=None, longitude=None)
    other = replace(HEWAN, name="上坪村党支部")
    assert await load(store, new_id, TOWN, AWAY, moved, other) == UnitCounts(1, 1, 2)
    changed = await named(store, "河湾村党支部")
    assert changed
    assert (changed.id, changed.above, changed.place, changed.position) == (
        "u3",
        "u2",
        "深圳",
        None,
    )


async def test_what_is_no_longer_listed_stays(store: Store, new_id: NewId) -> None:
    await load(store, new_id, *COUNTY.units)
    assert await load(store, new_id, TOWN) == UnitCounts(0, 0, 1)
    hewan = await named(store, "河湾村党支部")
    assert hewan
    assert not hewan.closed


async def test_what_was_closed_stays_closed(store: Store, new_id: NewId) -> None:
    await load(store, new_id, *COUNTY.units)
    await store.turn(lambda tx: close(tx, "u3"))
    assert await load(store, new_id, *COUNTY.units) == UnitCounts(0, 0, 3)
    assert await load(store, new_id, TOWN, replace(HEWAN, place="望川")) == UnitCounts(0, 1, 1)
    assert await store.turn(lambda tx: search(tx, "hewan", 5)) == []
    hewan = await store.turn(lambda tx: unit(tx, "u3"))
    assert hewan
    assert hewan.closed


async def test_a_tree_may_be_turned_upside_down(store: Store, new_id: NewId) -> None:
    chain = [replace(TOWN, name=name, above=above) for name, above in ("甲-", "乙甲", "丙乙")]
    await load(store, new_id, replace(chain[0], above=None), *chain[1:])
    turned = [replace(TOWN, name=name, above=above) for name, above in ("丙-", "乙丙", "甲乙")]
    counts = await load(store, new_id, replace(turned[0], above=None), *turned[1:])
    assert counts == UnitCounts(0, 3, 0)
    lower = await store.turn(lambda tx: below(tx, "u3"))
    assert [unit.name for unit in lower] == ["乙", "甲"]
