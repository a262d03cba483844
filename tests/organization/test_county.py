"""Reading a county folder, and the clear word for each thing wrong in it."""

from pathlib import Path

import pytest

from bot.organization import (
    BranchKind,
    County,
    CountyTrouble,
    MemberLine,
    UnitKind,
    UnitLine,
    read_county,
)

UNITS = """\
名称,类型,支部类型,上级,所在地,纬度,经度
河湾村党支部,党支部,村,石桥镇党委,石桥镇,27.619,113.88
石桥镇党委,党委,,,,,
驻深圳党总支,党总支,,石桥镇党委,深圳,,
驻深圳流动党支部,党支部,流动,驻深圳党总支,深圳,22.5561,113.8846
"""
MEMBERS = """\
姓名,支部,党员类别,电话
李春生,河湾村党支部,正式党员,19900001234
李婷,河湾村党支部,预备党员,
"""
HEADERS = UNITS.splitlines()[0]
TOWN = "石桥镇党委,党委,,,,,"
ID_NUMBER = "110101190001011234"


def written(
    folder: Path, units: str | bytes | None = UNITS, members: str | bytes | None = MEMBERS
) -> Path:
    for name, content in (("units.csv", units), ("members.csv", members)):
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
    return folder


def trouble(
    folder: Path, units: str | bytes | None = UNITS, members: str | bytes | None = MEMBERS
) -> CountyTrouble:
    with pytest.raises(CountyTrouble) as caught:
        read_county(written(folder, units, members))
    told = caught.value
    words = told.text.message.format(**told.text.values)
    assert told.file in words
    assert told.line is None or f"line {told.line}:" in words
    return told


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


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b",,,\n", "\ufeff".encode()])
@pytest.mark.parametrize("file", ["units.csv", "members.csv"])
def test_a_missing_or_empty_file(tmp_path: Path, file: str, content: bytes | None) -> None:
    units, members = (content, MEMBERS) if file == "units.csv" else (UNITS, content)
    told = trouble(tmp_path, units, members)
    assert (told.file, told.line) == (file, None)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "units.csv").mkdir()
    assert "cannot be read" in trouble(tmp_path, None).text.message


def test_headers_without_units(tmp_path: Path) -> None:
    assert "no units" in trouble(tmp_path, HEADERS).text.message


@pytest.mark.parametrize(
    "content",
    [UNITS.encode("utf-16"), b"PK\x03\x04\x14\x00\x06\x00", b"\xff\xff\xff", "名称\x00".encode()],
    ids=["utf-16", "spreadsheet", "bytes", "nul"],
)
def test_what_is_not_text(tmp_path: Path, content: bytes) -> None:
    told = trouble(tmp_path, content)
    assert "plain text" in told.text.message
    assert told.line is None


@pytest.mark.parametrize("column", ["名称", "类型", "支部类型", "上级", "所在地"])
def test_a_missing_column_of_the_units(tmp_path: Path, column: str) -> None:
    headers = ",".join("x" if header == column else header for header in HEADERS.split(","))
    told = trouble(tmp_path, UNITS.replace(HEADERS, headers))
    assert told.text.values["column"] == column


@pytest.mark.parametrize("column", ["姓名", "支部", "党员类别"])
def test_a_missing_column_of_the_members(tmp_path: Path, column: str) -> None:
    told = trouble(tmp_path, members=MEMBERS.replace(column, "x", 1))
    assert (told.file, told.text.values["column"]) == ("members.csv", column)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",党支部,村,石桥镇党委,,,", "is empty"),
        ("甲党支部,,村,石桥镇党委,,,", "is empty"),
        ("甲党支部,党支部,,石桥镇党委,,,", "is empty"),
        ("甲党支部,党小组,村,石桥镇党委,,,", "cannot be {word}"),
        ("甲党支部,党支部,机关,石桥镇党委,,,", "cannot be {word}"),
        ("甲党支部,党支部,村,柳塘镇党委,,,", "no unit is called"),
        ("甲党支部,党支部,村,甲党支部,,,", "is a branch"),
        ("甲党委,党委,,甲党委,,,", "above itself"),
        ("甲党支部,党支部,村,石桥镇党委,,22.5,", "no place on earth"),
        ("甲党支部,党支部,村,石桥镇党委,,,114", "no place on earth"),
        ("甲党支部,党支部,村,石桥镇党委,,114.06,22.54", "no place on earth"),
        ("甲党支部,党支部,村,石桥镇党委,,22.5,180.1", "no place on earth"),
        ("甲党支部,党支部,村,石桥镇党委,,nan,114", "no place on earth"),
        ("甲党支部,党支部,村,石桥镇党委,,北纬22度,东经114度", "no place on earth"),
        ("石桥镇党委,党委,,,,,", "already stands in line {first}"),
        ('"甲党支部,党支部,村,石桥镇党委,,,', "quotation marks"),
        ('"甲"党支部,党支部,村,石桥镇党委,,,', "quotation marks"),
        (f"{ID_NUMBER},党支部,村,石桥镇党委,,,", "ID number"),
    ],
)
def test_a_line_of_the_units_that_is_wrong(tmp_path: Path, line: str, says: str) -> None:
    told = trouble(tmp_path, f"{HEADERS}\n{TOWN}\n\n{line}\n")
    assert says in told.text.message
    assert (told.file, told.line) == ("units.csv", 4)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",河湾村党支部,正式党员,", "is empty"),
        ("李婷,,正式党员,", "is empty"),
        ("李婷,河湾村党支部,,", "is empty"),
        ("李婷,河湾村,正式党员,", "no branch is called"),
        ("李婷,石桥镇党委,正式党员,", "no branch is called"),
        ("李婷,河湾村党支部,积极分子,", "cannot be {word}"),
        ("李婷,河湾村党支部,正式党员,1.99E+10", "not a phone number"),
        ("李婷,河湾村党支部,正式党员,无", "not a phone number"),
        (f"李婷,河湾村党支部,正式党员,{ID_NUMBER}", "ID number"),
    ],
)
def test_a_line_of_the_members_that_is_wrong(tmp_path: Path, line: str, says: str) -> None:
    told = trouble(tmp_path, members=f"{MEMBERS}{line}\n")
    assert says in told.text.message
    assert (told.file, told.line) == ("members.csv", 4)


def test_a_circle_is_told_at_its_first_line(tmp_path: Path) -> None:
    lines = [HEADERS, "丁,党委,,丙,,,", "甲,党委,,乙,,,", "乙,党委,,丙,,,", "丙,党委,,甲,,,"]
    told = trouble(tmp_path, "\n".join(lines))
    assert (told.line, told.text.values["name"]) == (3, "甲")


def test_the_header_is_named_as_it_is_written(tmp_path: Path) -> None:
    told = trouble(tmp_path, UNITS.replace("类型", "Kind", 1).replace("党总支,,", "什么,,"))
    assert told.text.values["column"] == "Kind"


def test_a_record_of_several_lines_is_told_at_its_first(tmp_path: Path) -> None:
    lines = f'{HEADERS}\n{TOWN}\n"甲\n乙",党委,,"不\n在",,,\n'
    assert trouble(tmp_path, lines).line == 3


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


def test_nothing_of_a_good_county_is_lost(tmp_path: Path) -> None:
    county = read_county(written(tmp_path))
    assert isinstance(county, County)
    assert (len(county.units), len(county.members)) == (4, 2)
