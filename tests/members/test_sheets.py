"""Spreadsheets: nothing in one that is handed out acts, and no file that is sent does harm."""

import re
import unicodedata
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.members.lists.opened import SheetTrouble, read_workbook
from bot.members.lists.sheets import workbook

HEADER = ["姓名", "电话", "备注"]


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(BytesIO(content)).worksheets[0]


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_parts(content: bytes, **parts: str) -> bytes:
    """The workbook with other parts in place of its own: `sheet`, `strings`, `book`."""
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "book": "xl/workbook.xml",
    }
    changed, other = BytesIO(), {names[key]: words for key, words in parts.items()}
    with ZipFile(BytesIO(content)) as source, ZipFile(changed, "w", ZIP_DEFLATED) as archive:
        kept = {name: source.read(name).decode() for name in source.namelist()}
        for name, words in (kept | other).items():
            archive.writestr(name, words)
    return changed.getvalue()


def cell(words: str) -> object:
    """What a word has become in a workbook, as another program reads it."""
    return sheet_of(workbook("名单", ["词"], [[words]])).cell(2, 1).value


def test_what_is_handed_out_is_what_was_given() -> None:
    rows = [["李明", "13800138000", ""], ["王芳", "+8613900139000", "-5"], ["张伟", "007", "3.50%"]]
    content = workbook("流动党员名单", HEADER, rows)
    assert read_workbook(content) == [
        [
            (1, HEADER),
            (2, ["李明", "13800138000"]),
            (3, ["王芳", "+8613900139000", "-5"]),
            (4, ["张伟", "007", "3.50%"]),
        ]
    ]
    assert {row[0].data_type for row in sheet_of(content).iter_rows()} == {"s"}


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1-2", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "＝1+1", "＋1", "－1+1", "＠A1", "  =1"],
)
def test_an_apostrophe_keeps_words_from_becoming_formulas(words: str) -> None:
    assert cell(words) == f"'{words}"


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("\t=1", "' =1"),
        ("\r\n=1", "' =1"),
        ("\u200b=1", "'=1"),
        ("\x00李\x1b明\ufffe\ud800", "李明"),
        ("第一行\n第二行", "第一行 第二行"),
        ("+86 138 0013 8000", "'+86 138 0013 8000"),
        ("-", "-"),
        ("#N/A", "#N/A"),
        ("TRUE", "TRUE"),
        ("", None),
    ],
)
def test_what_words_become(words: str, becomes: str | None) -> None:
    assert cell(words) == becomes


def test_words_that_spreadsheets_would_decode_stay_as_they_are() -> None:
    content = workbook("名单", ["词"], [["_x003D_1+1"]])
    assert "_x005F_x003D_1+1" in part(content, "xl/worksheets/sheet1.xml")
    assert read_workbook(content) == [[(1, ["词"]), (2, ["_x003D_1+1"])]]


hostile = some.text(max_size=30) | some.builds(
    "".join,
    some.tuples(
        some.sampled_from(["", " ", "\t", "\n", "\r", "\x00", "\u200b", "\ufeff", "'", "_x003D_"]),
        some.sampled_from("=+-@＝＋－＠"),
        some.text(max_size=10) | some.sampled_from(["1", "cmd|' /C calc'!A0", "_x0009_"]),
    ),
)


@settings(deadline=None)
@given(hostile, some.lists(hostile, max_size=3), some.lists(some.lists(hostile, max_size=4)))
@example("'", [], [])
@example("A" * 40, ["\U0001f600" * 20_000], [["a" * 40_000], ["_x0041_" * 6_000]])
def test_nothing_in_it_acts(title: str, header: list[str], rows: list[list[str]]) -> None:
    content = workbook(title, header, rows)
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert re.search(r"<f\b|<v\b", sheet) is None
    for found in (found for row in sheet_of(content).iter_rows() for found in row):
        if found.value is not None:
            assert found.data_type == "s" and found.quotePrefix and found.number_format == "@"
            check_words(str(found.value))
    assert workbook(title, header, rows) == content


def check_words(words: str) -> None:
    assert len(words.encode("utf-16-le")) <= 2 * 32_767
    assert not {unicodedata.category(sign) for sign in words} & {"Cc", "Cs"}
    assert not re.match(r"\s*[=@＝＋－＠]", words)
    assert not re.match(r"\s*[+-]", words) or re.fullmatch(r"[+-][\d.]*%?", words)


def test_it_is_ready_to_be_printed_on_a4() -> None:
    sheet = sheet_of(workbook("名单", HEADER, [["李明", "13800138000", "很长的备注" * 20]]))
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert [sheet.cell(row, 1).font.bold for row in (1, 2)] == [True, False]
    assert str(sheet.page_setup.paperSize) == "9"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("portrait", 0)
    assert [sheet.column_dimensions[column].width for column in "ABC"] == [6, 13, 40]


def test_many_columns_are_printed_lengthwise() -> None:
    sheet = sheet_of(workbook("名单", ["一个很长很长的表头"] * 10, []))
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("张家村/流动党员[2026]", "张家村 流动党员 2026"),
        ("'名单'", "名单"),
        ("很" * 40, "很" * 31),
        ("=1+1", "=1+1"),
        ("?", "1"),
    ],
)
def test_the_sheet_is_called_as_programs_allow(title: str, name: str) -> None:
    assert sheet_of(workbook(title, HEADER, [])).title == name


EMPTY = workbook("名单", ["词"], [])


def sheet(rows: str) -> bytes:
    return with_parts(EMPTY, sheet=f"<worksheet><sheetData>{rows}</sheetData></worksheet>")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<c r="C1"><v>1.3800138E10</v></c>', ["", "", "13800138000"]),
        ("<c><v>13800138000.0</v></c><c><v>3.5</v></c>", ["13800138000", "3.5"]),
        ("<c><v>1.10101199001011E+17</v></c>", ["110101199001011000"]),
        ("<c><v>1E+99999999</v></c>", ["1E+99999999"]),
        ('<c t="str"><f>A1</f><v>李明</v></c><c><f>A1</f></c>', ["李明"]),
        ('<c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c><v>1</v></c>', ["", "", "1"]),
        ('<c t="inlineStr"><is><r><t>李</t></r><r><t>明</t></r></is></c>', ["李明"]),
        ('<c t="str"><v>_x0031__xD83D_</v></c>', ["1"]),
    ],
)
def test_cells_as_programs_write_them(written: str, read: list[str]) -> None:
    assert read_workbook(sheet(f'<row r="7">{written}</row>')) == [[(7, read)]]


def test_shared_words_without_how_they_are_spoken() -> None:
    strings = (
        "<sst><si><t>李</t><rPh><t>LI</t></rPh></si><si><r><t>王</t></r><r><t>芳</t></r></si></sst>"
    )
    rows = '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>'
    content = with_parts(sheet(rows), strings=strings)
    assert read_workbook(content) == [[(1, ["王芳", "李"])]]


def test_a_painted_column_does_not_hide_the_list() -> None:
    painted = "<row>" + '<c s="1"/>' * 20 + "</row>"
    assert read_workbook(sheet("<row><c><v>1</v></c></row>" + painted * 60_000)) == [[(1, ["1"])]]


FAR_MORE = {
    "cells": "<row>" + "<c/>" * 700_000 + "</row>",
    "rows": "<row><c><v>1</v></c></row>" * 250_000,
    "words": f'<row><c t="str"><v>{"a" * 2_100_000}</v></c></row>',
    "bytes": " " * 21_000_000,
    "depth": "<a>" * 100_000,
}


@pytest.mark.parametrize("what", FAR_MORE)
def test_more_than_a_list_is_refused(what: str) -> None:
    with pytest.raises(SheetTrouble, match="far more than a list"):
        read_workbook(sheet(FAR_MORE[what]))


def test_one_word_a_million_times_is_refused() -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 1_000
    with pytest.raises(SheetTrouble, match="far more than a list"):
        read_workbook(with_parts(sheet(rows), strings=f"<sst><si><t>{'a' * 30_000}</t></si></sst>"))


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(SheetTrouble, match="far more than a list"):
        read_workbook(with_parts(EMPTY, strings=" " * 201_000_000))


@pytest.mark.parametrize(
    "parts",
    [
        {"sheet": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'},
        {"sheet": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>'},
        {"sheet": '<?xml version="1.0" encoding="nonsense"?><worksheet/>'},
        {"sheet": "<worksheet>"},
        {"sheet": '<worksheet><row r="x"/></worksheet>'},
        {"sheet": '<worksheet><row><c t="s"><v>0</v></c></row></worksheet>'},
        {"book": "<workbook><sheets><sheet/></sheets></workbook>"},
    ],
)
def test_what_is_damaged_is_said_so(parts: dict[str, str]) -> None:
    with pytest.raises(SheetTrouble, match="damaged"):
        read_workbook(with_parts(EMPTY, **parts))


def test_only_what_spreadsheets_pack_with_is_unpacked() -> None:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SheetTrouble, match="damaged"):
        read_workbook(content.getvalue())


def test_a_locked_part_needs_its_password() -> None:
    content = bytearray(EMPTY)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    with pytest.raises(SheetTrouble, match="password"):
        read_workbook(bytes(content))
