"""The sample county keeps what its README promises."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.organization import (
    BranchKind,
    County,
    Position,
    UnitCounts,
    UnitKind,
    load_units,
    nearest,
    read_county,
    search,
)
from bot.storage import Store

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
CITIES = {
    "深圳",
    "东莞",
    "广州",
    "杭州",
    "宁波",
    "上海",
    "苏州",
    "义乌",
    "厦门",
    "成都",
    "重庆",
    "北京",
    "长沙",
}


@pytest.fixture(scope="module")
def county() -> County:
    return read_county(SAMPLE)


def test_the_units(county: County) -> None:
    assert county.name == "中共望川县委员会"
    assert Counter(unit.kind for unit in county.units) == {
        UnitKind.COMMITTEE: 7,
        UnitKind.GENERAL_BRANCH: 7,
        UnitKind.BRANCH: 62,
    }


def test_every_kind_of_branch_and_every_city(county: County) -> None:
    branches = [unit for unit in county.units if unit.kind is UnitKind.BRANCH]
    assert {branch.branch_kind for branch in branches} == set(BranchKind)
    assert {branch.place for branch in branches} >= CITIES
    nowhere = [branch.name for branch in branches if branch.latitude is None]
    assert nowhere == ["望川县网上流动党支部"]


def test_the_members(county: County) -> None:
    assert len(county.members) == 400
    assert sum(member.probationary for member in county.members) == 28
    phones = [member.phone for member in county.members if member.phone]
    assert all(re.fullmatch(r"1990000\d{4}", phone) for phone in phones)
    assert len(phones) == 320
    assert [times for times in Counter(phones).values() if times > 1] == [2]


def test_names_are_shared_as_in_life(county: County) -> None:
    names = Counter((member.name, member.branch) for member in county.members)
    assert names["陈秀英", "石桥镇河湾村党支部"] == 2
    shared = Counter(member.name for member in county.members)
    assert 4 <= sum(times > 1 for times in shared.values()) <= 12


def test_branches_have_the_size_the_rules_ask_for(county: County) -> None:
    full = Counter(member.branch for member in county.members if not member.probationary)
    assert min(full.values()) >= 3
    assert max(full.values()) <= 50
    everyone = {unit.name for unit in county.units if unit.kind is UnitKind.BRANCH}
    kinds = {unit.name: unit.branch_kind for unit in county.units}
    nobody = {kinds[name] for name in everyone - set(full)}
    assert nobody == {BranchKind.TEMPORARY, BranchKind.ONLINE}


def test_the_phones_of_the_demo(county: County) -> None:
    phones = tomllib.loads((SAMPLE / "demo.toml").read_text(encoding="utf-8"))["phone"]
    by_key = {phone["key"]: phone for phone in phones}
    assert list(by_key) == ["li", "zhao", "wang", "chen", "sun"]
    kinds = {unit.name: unit.kind for unit in county.units}
    for phone in phones:
        assert set(phone) == {"key", "name", "role", "at"}
        expected = {"member": None, "secretary": UnitKind.BRANCH, "committee": UnitKind.COMMITTEE}
        assert kinds.get(phone["at"]) == expected[phone["role"]]
    listed = {member.name: member.branch for member in county.members}
    assert listed["李春生"] == by_key["chen"]["at"] == "石桥镇河湾村党支部"
    assert listed[by_key["wang"]["name"]] == by_key["wang"]["at"]
    assert listed[by_key["chen"]["name"]] == by_key["chen"]["at"]
    assert by_key["zhao"]["name"] not in listed


async def test_it_loads_and_is_found(
    store: Store, county: County, new_id: Callable[[], str]
) -> None:
    assert await store.turn(lambda tx: load_units(tx, county, new_id)) == UnitCounts(76, 0, 0)
    assert await store.turn(lambda tx: load_units(tx, county, new_id)) == UnitCounts(0, 0, 76)
    (first, *_) = await store.turn(lambda tx: search(tx, "hewan", 8))
    assert first.name == "石桥镇河湾村党支部"
    near = await store.turn(lambda tx: nearest(tx, Position(22.556, 113.88)))
    assert near[0][0].name == "望川县驻深圳流动党支部"
    assert {unit.place for unit, _ in near} == {"深圳", "东莞"}
