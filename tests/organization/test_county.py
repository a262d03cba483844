"""Reading a county folder."""

from pathlib import Path

import pytest

from bot.organization import (
    BranchKind,
    MemberLine,
    UnitKind,
    UnitLine,
    read_county,
)
from tests.organization.folders import ID_NUMBER, MEMBERS, UNITS, trouble, written


def test_a_county_is_read(tmp_path: Path) -> None:
    county = read_county(written(tmp_path))
    assert county.name == "石桥镇党委"
    assert county.units[0] == UnitLine("石桥镇党委", UnitKind.COMMITTEE, None, None, "", None, None)
    assert {unit.name: unit for unit in county.units}["河湾村党支部"] == UnitLine(
        "河湾村党支部",
        UnitKind.BRANCH,
        BranchKind.VILLAGE,
        "石桥镇党委",
        "石桥镇",
        27.619,
        113.88,
    )
    assert county.members == (
        MemberLine("李春生", "河湾村党支部", False, "19900001234"),
        MemberLine("李婷", "河湾村党支部", True, None),
    )


def test_every_unit_comes_after_the_one_above_it(tmp_path: Path) -> None:
    names = [unit.name for unit in read_county(written(tmp_path)).units]
    above = {unit.name: unit.above for unit in read_county(tmp_path).units}
    assert all(names.index(upper) < names.index(name) for name, upper in above.items() if upper)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_usual_encodings_and_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    expected = read_county(written(tmp_path))
    units, members = (text.replace("\n", newline).encode(encoding) for text in (UNITS, MEMBERS))
    assert read_county(written(tmp_path, units, members)) == expected


def test_english_words_in_any_order(tmp_path: Path) -> None:
    units = (
        "Longitude,LATITUDE,Note,Above,Name,Branch_Kind,kind,place\n"
        "113.88,27.619,x,Town,Hewan,industrial park,Branch,here\n"
        ",,y,Town,Away,,general_branch,\n"
        ",,y,,Town,,committee,\n"
    )
    members = "membership,branch,name\nfull member,Hewan,Li\nProbationary member,Hewan,Chen\n"
    county = read_county(written(tmp_path, units, members))
    assert county.units[1] == UnitLine(
        "Hewan",
        UnitKind.BRANCH,
        BranchKind.INDUSTRIAL_PARK,
        "Town",
        "here",
        27.619,
        113.88,
    )
    assert county.members == (
        MemberLine("Li", "Hewan", False, None),
        MemberLine("Chen", "Hewan", True, None),
    )


def test_what_nobody_sees_is_no_difference(tmp_path: Path) -> None:
    units = UNITS.replace("河湾村党支部", "\u3000河湾村党支部\u200b ")
    units = units.replace("\n", "\n\n,,,,,,\n", 1)
    members = MEMBERS.replace("19900001234", "１９９ 0000-1234")
    expected = read_county(written(tmp_path))
    assert read_county(written(tmp_path, units, members)) == expected


def test_the_coordinates_and_the_phones_may_be_left_out(tmp_path: Path) -> None:
    units = "名称,类型,支部类型,上级,所在地\n河湾村党支部,党支部,村,,\n"
    members = "姓名,支部,党员类别\n李婷,河湾村党支部,预备党员\n"
    county = read_county(written(tmp_path, units, members))
    assert county.units[0].latitude is None
    assert county.members[0].phone is None


def test_a_county_may_have_no_members_yet(tmp_path: Path) -> None:
    assert read_county(written(tmp_path, members="姓名,支部,党员类别\n")).members == ()


@pytest.mark.parametrize("header", ["身份证", "身份证号码", "公民身份号码", "ID number"])
def test_a_column_of_id_numbers_is_never_read(tmp_path: Path, header: str) -> None:
    lines = MEMBERS.splitlines()
    numbered = [f"{header},{lines[0]}", *(f"{ID_NUMBER},{line}" for line in lines[1:])]
    county = read_county(written(tmp_path, members="\n".join(numbered)))
    assert county == read_county(written(tmp_path))
    assert ID_NUMBER not in repr(county)


@pytest.mark.parametrize(
    "number",
    [
        ID_NUMBER,
        "11010119000101123X",
        "11010119000101123x",
        "110101 19000101 1234",
        "110101-19000101-1234",
        "１１０１０１１９０００１０１１２３４",
        "110101\u200b190001011234",
        f"李婷{ID_NUMBER}",
        f"{ID_NUMBER}（本人）",
    ],
)
@pytest.mark.parametrize("column", range(4))
def test_an_id_number_anywhere_else_is_refused_and_not_repeated(
    tmp_path: Path, number: str, column: int
) -> None:
    cells = ["李婷", "河湾村党支部", "正式党员", ""]
    cells[column] = number
    told = trouble(tmp_path, members=f"{MEMBERS}{','.join(cells)}\n")
    assert "ID number" in told.text.message
    assert number not in repr(told.text)
