"""`load`: a county comes in as a whole or not at all, and a second time changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.terminal import SAMPLE, Terminal

UNITS = "名称,类型,支部类型,上级,所在地,纬度,经度\n青石县委,党委,,,青石,,\n"
MEMBERS = "姓名,支部,党员类别,电话\n"


def held(database: Path) -> list[list[Any]]:
    """The county that a store holds."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("unit", "roster")
        ]


def county(folder: Path, units: str = UNITS, members: str = MEMBERS) -> str:
    made = folder / "county"
    made.mkdir()
    (made / "units.csv").write_text(units, encoding="utf-8")
    (made / "members.csv").write_text(members, encoding="utf-8")
    return str(made)


def test_the_sample_comes_in_and_a_second_time_changes_nothing(terminal: Terminal) -> None:
    first = terminal.runs("load", SAMPLE)
    assert (first.code, first.err) == (0, [])
    assert "新增组织 76 个" in first.out[0] and "400 人" in first.out[0]
    before = held(terminal.database)
    again = terminal.runs("load", SAMPLE)
    assert (again.code, again.err) == (0, [])
    assert "未变 76 个" in again.out[0] and "新增组织 0 个，修改 0 个" in again.out[0]
    assert held(terminal.database) == before


def test_what_differs_is_changed(terminal: Terminal) -> None:
    folder = Path(shutil.copytree(SAMPLE, terminal.folder / "county"))
    terminal.asks("load", str(folder))
    units = folder / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("望川石桥镇", "石桥", 1), "utf-8")
    assert "修改 1 个" in terminal.asks("load", str(folder)).out[0]


def test_nobody_else_on_the_machine_may_read_the_store(terminal: Terminal) -> None:
    terminal.asks("load", SAMPLE)
    assert terminal.database.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("units", "members", "word"),
    [
        ("", MEMBERS, "units.csv"),
        ("名称\n青石县委\n", MEMBERS, "类型"),
        (UNITS + "河湾村党支部,党支部,村,没有这个党委,,,\n", MEMBERS, "没有这个党委"),
        (UNITS + "青石县委,党委,,,,,\n", MEMBERS, "青石县委"),
        (UNITS, MEMBERS + "李明,没有这个支部,正式党员,\n", "没有这个支部"),
        (UNITS, "姓名,支部\n", "党员类别"),
    ],
)
def test_a_broken_county_is_one_line_and_nothing_is_stored(
    terminal: Terminal, units: str, members: str, word: str
) -> None:
    done = terminal.asks("load", county(terminal.folder, units, members))
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert word in done.err[0]
    assert not terminal.database.parent.exists()


def test_a_broken_county_leaves_the_one_before(loaded: Terminal) -> None:
    before = held(loaded.database)
    folder = county(loaded.folder, members=MEMBERS + "李明,没有这个支部,正式党员,\n")
    assert loaded.asks("load", folder).code == 1
    assert held(loaded.database) == before


@pytest.mark.parametrize("folder", ["nowhere", "/dev/null", ""])
def test_a_folder_that_is_none(terminal: Terminal, folder: str) -> None:
    done = terminal.asks("load", folder, BOT_LOCALE="en")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "units.csv" in done.err[0]
    assert not terminal.database.parent.exists()


def test_in_english(terminal: Terminal) -> None:
    assert "76 units added" in terminal.asks("load", SAMPLE, BOT_LOCALE="en").out[0]
