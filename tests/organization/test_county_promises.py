"""Whatever stands in the folder: a county or a clear word, and nothing else."""

import csv
import re
from collections.abc import Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as some

from bot.organization import County, CountyTrouble, UnitCounts, load_units, read_county
from bot.organization.store import SCHEMA
from bot.storage import Store

UNIT_HEADERS = ["名称", "类型", "支部类型", "上级", "所在地", "纬度", "经度"]
MEMBER_HEADERS = ["姓名", "支部", "党员类别", "电话"]
NO_MEMBERS = "姓名,支部,党员类别\n".encode()

Lines = list[tuple[str, ...]]

words = some.one_of(
    some.sampled_from(["甲", "乙", "党委", "党支部", "村", "正式党员", "22.5", "nan", "1e999"]),
    some.sampled_from(["", "名称", "110101190001011234", '"', "\u3000", "{0}"]),
    some.text(max_size=8),
)
any_lines = some.lists(some.lists(words, max_size=8).map(tuple), max_size=6)
encodings = some.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])


@some.composite
def trees(draw: some.DrawFn) -> Lines:
    """Units in any order, each below one that may stand above it."""
    lines: Lines = []
    uppers = [""]
    for name in draw(some.permutations("甲乙丙丁戊"))[: draw(some.integers(1, 5))]:
        kind = draw(some.sampled_from(["党委", "党总支", "党支部"]))
        above = draw(some.sampled_from(uppers))
        position = draw(some.sampled_from([("", ""), ("22.5", "114"), ("-90", "180")]))
        lines.append((name, kind, "村", above, draw(words), *position))
        if kind != "党支部":
            uppers.append(name)
    return draw(some.permutations(lines))


def table(lines: Sequence[tuple[str, ...]], headers: list[str], encoding: str) -> bytes:
    written = StringIO()
    csv.writer(written).writerows([headers, *lines])
    return written.getvalue().encode(encoding, errors="replace")


def read(units: bytes, members: bytes) -> County | None:
    """The county, or None where a trouble was told."""
    with TemporaryDirectory() as folder:
        Path(folder, "units.csv").write_bytes(units)
        Path(folder, "members.csv").write_bytes(members)
        try:
            return read_county(Path(folder))
        except CountyTrouble as trouble:
            trouble.text.message.format(**trouble.text.values)
            return None


@settings(deadline=None)
@given(some.binary(), some.binary())
@example(b"\xef\xbb\xbf", b"")
@example(b"\x84\x31\xa4\x37,", b"")
@example(b'"' + b"x" * 200_000 + b'"', b"")
def test_any_bytes(units: bytes, members: bytes) -> None:
    read(units, members)
    read(units, NO_MEMBERS)


@settings(deadline=None)
@given(any_lines, encodings)
def test_any_table(lines: Lines, encoding: str) -> None:
    read(table(lines, UNIT_HEADERS, encoding), NO_MEMBERS)
    village = table([("甲", "党支部", "村", "", "")], UNIT_HEADERS, "utf-8")
    read(village, table(lines, MEMBER_HEADERS, encoding))


@settings(deadline=None)
@given(trees(), some.lists(words, max_size=3))
def test_a_county_has_one_tree_and_no_id_number(units: Lines, people: list[str]) -> None:
    branches = [name for name, kind, *_ in units if kind == "党支部"]
    members = [(name, branch, "正式党员") for name in people for branch in branches]
    county = read(table(units, UNIT_HEADERS, "utf-8"), table(members, MEMBER_HEADERS, "utf-8"))
    if county is None:
        return
    assert len(county.units) == len(units)
    assert len(county.members) == len(members)
    known: set[str | None] = {None}
    for unit in county.units:
        assert unit.above in known
        known.add(unit.name)
    assert not re.search(r"\d{17}[\dXx]", repr(county))


@settings(max_examples=50, deadline=None)
@given(some.lists(trees(), min_size=2, max_size=4))
async def test_after_any_loads_another_one_settles(tables: list[Lines]) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder, "bot.db"), [SCHEMA], synchronous="OFF")
        try:
            for lines in tables:
                county = read(table(lines, UNIT_HEADERS, "utf-8"), NO_MEMBERS)
                if county is not None:
                    await load_twice(store, county)
        finally:
            store.close()


async def load_twice(store: Store, county: County) -> None:
    load = partial(load_units, county=county, new_id=lambda: token_hex(6))
    await store.turn(load)
    assert await store.turn(load) == UnitCounts(0, 0, len(county.units))
