"""Whatever stands in the folder: a county or a clear word, and nothing else."""

import csv
import re
from functools import partial
from io import StringIO
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as some

from bot.organization import SCHEMA, County, CountyTrouble, UnitCounts, load_units, read_county
from bot.storage import Store

UNIT_HEADERS = ["名称", "类型", "支部类型", "上级", "所在地", "纬度", "经度"]
MEMBER_HEADERS = ["姓名", "支部", "党员类别", "电话"]
NO_MEMBERS = "姓名,支部,党员类别\n".encode()

names = some.sampled_from(["甲", "乙", "丙", "丁", "戊"])
words = some.one_of(
    names,
    some.sampled_from(
        ["", "党委", "党支部", "村", "流动", "正式党员", "22.5", "114", "nan", "1e999"]
    ),
    some.sampled_from(["名称", "110101190001011234", "11010119000101123X", '"', "\u3000", "{0}"]),
    some.text(max_size=8),
)
units_line = some.tuples(
    names,
    some.sampled_from(["党委", "党委", "党总支", "党支部"]),
    some.sampled_from(["村", "流动", "临时"]),
    some.one_of(some.just(""), names),
    words,
    some.sampled_from(["", "", "22.5", "-90", "91"]),
    some.sampled_from(["", "", "114", "180"]),
)
members_line = some.tuples(
    words,
    names,
    some.sampled_from(["正式党员", "预备党员"]),
    some.sampled_from(["", "19900001234"]),
)
some_units = some.lists(units_line, max_size=6, unique_by=lambda line: line[0])
encodings = some.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])


def table(lines: list[tuple[str, ...]], headers: list[str], encoding: str) -> bytes:
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


@given(some.binary(), some.binary())
@example(b"\xef\xbb\xbf", b"")
@example(b"\x84\x31\xa4\x37,", b"")
@example(b'"' + b"x" * 200_000 + b'"', b"")
def test_any_bytes(units: bytes, members: bytes) -> None:
    read(units, members)
    read(units, NO_MEMBERS)


@given(some.lists(some.lists(words, max_size=8).map(tuple), max_size=6), encodings)
def test_any_table(lines: list[tuple[str, ...]], encoding: str) -> None:
    read(table(lines, UNIT_HEADERS, encoding), NO_MEMBERS)
    read(
        table([("甲", "党支部", "村", "", "")], UNIT_HEADERS, "utf-8"),
        table(lines, MEMBER_HEADERS, encoding),
    )


@settings(max_examples=300)
@given(
    some_units,
    some.lists(members_line, max_size=3),
)
def test_a_county_has_one_tree_and_no_id_number(
    units: list[tuple[str, ...]], members: list[tuple[str, ...]]
) -> None:
    county = read(table(units, UNIT_HEADERS, "utf-8"), table(members, MEMBER_HEADERS, "utf-8"))
    if county is None:
        return
    known: set[str | None] = {None}
    for unit in county.units:
        assert unit.above in known
        known.add(unit.name)
    assert {member.branch for member in county.members} <= known
    assert not re.search(r"\d{17}[\dXx]", repr(county))


@settings(max_examples=25, deadline=None)
@given(some.lists(some_units, min_size=1, max_size=4))
async def test_whatever_was_loaded_before_the_next_load_settles(
    tables: list[list[tuple[str, ...]]],
) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder, "bot.db"), [SCHEMA], synchronous="OFF")
        try:
            for lines in tables:
                await load_twice(store, read(table(lines, UNIT_HEADERS, "utf-8"), NO_MEMBERS))
        finally:
            store.close()


async def load_twice(store: Store, county: County | None) -> None:
    if county is None:
        return
    load = partial(load_units, county=county, new_id=lambda: token_hex(6))
    await store.turn(load)
    assert await store.turn(load) == UnitCounts(0, 0, len(county.units))
