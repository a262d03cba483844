"""The clear word for each thing that is wrong in a county folder."""

from pathlib import Path

import pytest

from tests.organization.folders import HEADERS, ID_NUMBER, MEMBERS, TOWN, UNITS, trouble


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
