"""A branch's list, as clerks write it: what is understood, what is doubtful, what is refused."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook

from bot.language import Text
from bot.members.lists.member_list import (
    MOST_BYTES,
    MOST_LINES,
    ListTrouble,
    MemberList,
    read_list,
    read_pasted,
)

ID = "11010119900101123X"
OLD_ID = "110101900101123"

Sheet = Sequence[Sequence[Any]]


def xlsx(*sheets: Sheet) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def members(found: MemberList) -> list[str]:
    """Each member as `name number`, with a star for the probationary ones."""
    return [f"{row.name}{'*' * row.probationary} {row.phone or ''}".strip() for row in found.rows]


def doubts(found: MemberList) -> list[tuple[int, str, str]]:
    return [(doubt.line, doubt.words, doubt.why.message[:21]) for doubt in found.doubtful]


def trouble(content: bytes, filename: str = "名单.xlsx") -> str:
    with pytest.raises(ListTrouble) as told:
        read_list(content, filename)
    return said(told.value.text)


def said(text: Text) -> str:
    return text.message.format(**text.values)


VILLAGE: Sheet = [
    ["张家村党支部流动党员名单"],
    ["序号", "姓 名", "性别", "民族", "身份证号", "联系电话", "党员类别", "入党时间", "健康状况"],
    [1, "李 明", "男", "汉族", ID, 13800138000.0, "正式党员", "2001.07", "高血压"],
    [],
    [2, "王　芳", "女", "回族", int(OLD_ID), "１３９ 0013-9000", "预备党员", "2025.12", "良好"],
    [3, "买买提·吐尔逊", "男", "维吾尔族", "", "0755-88881234", "", "", ""],
    ["合计", "3人"],
    ["填表人：赵六", None, None, None, None, "13700137000"],
]


def test_a_village_list() -> None:
    found = read_list(xlsx(VILLAGE), "流动党员.xlsx")
    assert members(found) == [
        "李明 13800138000",
        "王芳* 13900139000",
        "买买提·吐尔逊 075588881234",
    ]
    assert found.doubtful == ()
    assert (found.dropped.id_numbers, found.dropped.repeats, found.dropped.lines) == (2, 0, 3)


def test_every_line_is_in_or_named_with_the_reason() -> None:
    passed = read_list(xlsx([*VILLAGE, [4, "李明", None, None, None, 13800138000]]), "a").passed
    assert [(each.line, each.words, each.why.message[:22]) for each in passed] == [
        (1, "张家村党…", "Read as a title or an "),
        (2, "序号…", "Read as the names of t"),
        (7, "合计…", "Read as a sum or a sig"),
        (8, "填表人…", "Read as a sum or a sig"),
        (9, "李明", "The same name and numb"),
    ]


def test_columns_that_are_not_asked_for_are_nowhere() -> None:
    returned = repr(read_list(xlsx(VILLAGE), "流动党员.xlsx"))
    for word in ("男", "汉族", "高血压", "2001", "110101"):
        assert word not in returned


def test_merged_headers_and_two_members_side_by_side() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["名单", "", "", "", "", ""])
    sheet.append(["姓名", "手机", "备注", "姓名", "联系方式", ""])
    sheet.append(["", "", "", "", "手机", "固话"])
    sheet.append(["李明", "13800138000", "预备", "王芳", "13900139000", "075588881234"])
    sheet.append(["张伟", "", "", "", "", ""])
    for cells in ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"):
        sheet.merge_cells(cells)
    found = read_list(saved(book), "a.xlsx")
    assert members(found) == ["李明* 13800138000", "王芳 13900139000", "张伟"]


def test_a_line_without_a_name_below_the_headers_is_no_header() -> None:
    rows: Sheet = [["姓名", "手机", "备注"], ["", 13600136000], ["李明", 13800138000, "预备"]]
    found = read_list(xlsx(rows), "a.xlsx")
    assert members(found) == ["李明* 13800138000"]
    assert doubts(found) == [(2, "13600136000", "No name was found on ")]


def test_a_header_stays_where_the_second_line_of_headers_is_shorter() -> None:
    rows: Sheet = [
        ["姓名", "联系方式", "", "备注"],
        ["", "手机", "固话"],
        ["李明", 13800138000, "", "预备"],
    ]
    assert members(read_list(xlsx(rows), "a.xlsx")) == ["李明* 13800138000"]


def test_all_sheets_with_headers_count_and_no_others() -> None:
    first: Sheet = [["名字", "电话"], ["李明", 13800138000]]
    found = read_list(xlsx(first, [["请这样填写", "张伟"]], [*first, ["王芳"]]), "a.xlsx")
    assert members(found) == ["李明 13800138000", "王芳"]
    assert found.dropped.repeats == 1


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    book = Workbook()
    book.worksheets[0].append(["李明"])
    hidden = book.create_sheet("去年")
    hidden.append(["王芳"])
    hidden.sheet_state = "hidden"
    assert members(read_list(saved(book), "a.xlsx")) == ["李明"]


def test_a_sheet_without_headers() -> None:
    rows = [
        [1, "李明", "男", "汉族", ID, 13800138000.0, "高中"],
        [2, "王芳", "女", "", "", "", "病"],
    ]
    found = read_list(xlsx(rows), "a.xlsx")
    assert members(found) == ["李明 13800138000", "王芳"]
    assert found.dropped.id_numbers == 1


def test_formulas_are_what_they_last_came_to_or_nothing() -> None:
    content = xlsx([["姓名", "电话"], ["李明", "=138"], ["=A1", 13900139000]])
    found = read_list(content, "a.xlsx")
    assert members(found) == ["李明"]
    assert doubts(found) == [(3, "13900139000", "No name was found on ")]


LINES = {
    "李明\n王芳\n\n张伟": ["李明", "王芳", "张伟"],
    "李明、王芳，张伟；欧阳修 诸葛 亮": ["李明", "王芳", "张伟", "欧阳修", "诸葛亮"],
    "1. 李明 13800138000 预备\n（2）王芳 139-0013-9000": ["李明* 13800138000", "王芳 13900139000"],
    "①李明13800138000，②王芳13900139000（预备）": ["李明 13800138000", "王芳* 13900139000"],
    "13800138000 李明 13900139000 王芳": ["李明 13800138000", "王芳 13900139000"],
    "李 明\n王 小 芳\n张 小明": ["李明", "王小芳", "张小明"],
    "李明 男 汉族 1980.01 大专 13800138000 务工 高血压": ["李明 13800138000"],
    "李明,男,汉族,佛教,高血压": ["李明"],
    "姓名：李明，电话：+86 138 0013 8000": ["李明 13800138000"],
    "李明 008613800138000\n王芳 +44 7911 123456": ["李明 13800138000", "王芳 +447911123456"],
    "Li Ming 13800138000": ["Li Ming 13800138000"],
    "流动党员名单\n姓名 性别 电话\n李明 男 13800138000\n共 1 人": ["李明 13800138000"],
    "正式党员：\n李明\n预备党员（1人）：\n王芳": ["李明", "王芳*"],
    "姓名\t电话\t备注\n李明\t\t预备\n王芳\t13900139000": ["李明*", "王芳 13900139000"],
    "党员姓名;手机\n李明;138 0013 8000": ["李明 13800138000"],
    '姓名,是否预备党员\n"李明",是\n王芳,否': ["李明*", "王芳"],
    "姓名\t电话\n李明\t8888 1234": ["李明 88881234"],
    "姓名\t支部电话\t本人电话\n李明\t075588881234\t13800138000": ["李明 13800138000"],
    f"李明 {ID}\n王芳 110101 19900101 1234 13900139000": ["李明", "王芳 13900139000"],
}


@pytest.mark.parametrize("words", LINES)
def test_pasted_words(words: str) -> None:
    found = read_pasted(words)
    assert members(found) == LINES[words]
    assert found.doubtful == ()
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert read_list(words.encode(encoding), "名单.csv") == found


DOUBTFUL = {
    "李明 1380013800": ("李明", "李明", "The telephone number "),
    "姓名,电话\n李明,1.38E+10": ("李明", "李明", "Excel has cut off the"),
    "李明 13800138000 13900139000": ("李明 13800138000", "李明", "There is more than on"),
    "李明 王芳 13900139000": ("李明 13900139000", "李明", "There may be another "),
    "才让多吉": ("才让多吉", "才让多吉", "Is this a name? It wa"),
    "姓名\t电话\n买买提吐尔逊\t": ("买买提吐尔逊", "买买提吐尔逊", "Is this a name? It wa"),
    "姓名\t备注\n李明\t预备，2025年转正": ("李明", "李明", "Both probationary and"),
    "姓名\t备注\n李明\t2024年去世": ("李明", "李明", "A remark says that th"),
    "李明 积极分子\n王芳": ("王芳", "李明", "Not yet a Party membe"),
    "13800138000\n李明": ("李明", "13800138000", "No name was found on "),
    "明天下午三点开会\n李明": ("李明", "明天下午…", "No name was found on "),
}


@pytest.mark.parametrize("words", DOUBTFUL)
def test_what_the_secretary_should_look_at(words: str) -> None:
    found = read_pasted(words)
    member, name, why = DOUBTFUL[words]
    assert members(found) == [member]
    assert [doubt[1:] for doubt in doubts(found)] == [(name, why)]


def test_the_same_member_twice_and_the_same_name_twice() -> None:
    found = read_pasted("李明 13800138000\n李明 +8613800138000\n李明 13900139000")
    assert members(found) == ["李明 13800138000", "李明 13900139000"]
    assert found.dropped.repeats == 1
    assert doubts(found) == [(3, "李明", "This name stands ther")]


ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "filename", "told"),
    [
        (ole + "Workbook".encode("utf-16-le"), "a.xls", "an old Excel file"),
        (b"<html><table><tr><td>1</td></tr></table>", "a.xls", "an old Excel file"),
        (ole + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "has a password"),
        (ole + "WordDocument".encode("utf-16-le"), "a.xlsx", "a Word file"),
        (ole, "a.doc", "a Word file"),
        (b"%PDF-1.7\n", "a.pdf", "This is a PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.jpg", "a picture"),
        (b"\x89PNG\r\n\x1a\n", "a.xlsx", "a picture"),
        (b"\0\0\0\x18ftypheic", "a.heic", "a picture"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", "is packed"),
        (bytes(range(256)), "a.xlsx", "no list that can be read"),
        (b"", "a.csv", "No names were found"),
        ("合计 32 人".encode(), "a.txt", "No names were found"),
        (bytes(MOST_BYTES + 1), "a.xlsx", "larger than 5 MB"),
        (xlsx([["李明"]])[:-30], "a.xlsx", "damaged"),
        (xlsx([]), "a.xlsx", "No names were found"),
    ],
)
def test_what_cannot_be_read(content: bytes, filename: str, told: str) -> None:
    assert told in trouble(content, filename)


def test_words_that_are_no_list() -> None:
    assert "far more than a list" in trouble(b"1" * 2_000_001)
    assert "No names were found" in trouble("王芳".encode() * 10_001)
    assert "more than 12000 lines" in trouble((("王芳" + "、李" * 9_000 + "\n") * 3).encode())


def zipped(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return content.getvalue()


def test_other_files_in_a_zip() -> None:
    assert "a Word file" in trouble(zipped("[Content_Types].xml", "word/document.xml"))
    assert "no Excel workbook" in trouble(zipped("mimetype", "content.xml"))
    assert "is packed" in trouble(zipped("名单.xlsx"))


def test_too_many_lines() -> None:
    signs = "伟芳娜敏静丽强磊军洋勇艳杰涛超秀霞平刚桂"
    names = [f"王{a}{b}{c}" for a in signs for b in signs for c in signs + "英华玉萍红玲芬燕彬斌宁"]
    del names[MOST_LINES + 1 :]
    assert len(read_pasted("\n".join(names[:-1])).rows) == MOST_LINES
    side_by_side = "\n".join("、".join(names[at : at + 100]) for at in range(0, len(names), 100))
    for content in ("\n".join(names), side_by_side, "姓名,电话\n" + ",\n".join(names)):
        assert "more than 12000 lines" in trouble(content.encode(), "a.csv")
    assert "more than 12000 lines" in trouble(xlsx([[name] for name in names]))


def read(content: bytes) -> MemberList | None:
    """What was understood, or None where a trouble was told."""
    try:
        return read_list(content, "名单.xlsx")
    except ListTrouble as told:
        said(told.text)
        return None


@settings(deadline=None)
@given(some.one_of(some.binary(), some.binary().map(lambda tail: b"PK\x03\x04" + tail)))
@example(b"\xff\xfe\x00")
@example(b'\xef\xbb\xbf"')
@example(b"\x84\x31\xa4\x37,")
def test_any_bytes(content: bytes) -> None:
    read(content)


WHOLE = xlsx(VILLAGE)


def damaged(draw: some.DrawFn, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(draw(some.integers(1, 5))):
        changed[draw(some.integers(0, len(content) - 1))] = draw(some.integers(0, 255))
    return bytes(changed)


@some.composite
def damaged_workbooks(draw: some.DrawFn) -> bytes:
    """A workbook with wrong bytes in the file, or in one of the parts that are packed in it."""
    content = BytesIO()
    if draw(some.booleans()):
        return damaged(draw, WHOLE)
    with ZipFile(BytesIO(WHOLE)) as source, ZipFile(content, "w") as archive:
        wrong = draw(some.sampled_from(source.namelist()))
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, damaged(draw, part) if name == wrong else part)
    return content.getvalue()


@settings(deadline=None)
@given(damaged_workbooks())
def test_any_damage(content: bytes) -> None:
    read(content)


@settings(deadline=None)
@given(some.text())
def test_any_words(words: str) -> None:
    read(words.encode("utf-8", "surrogatepass"))
    try:
        read_pasted(words)
    except ListTrouble as told:
        said(told.text)


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@some.composite
def id_numbers(draw: some.DrawFn) -> str:
    """An ID number, new or old, as people and spreadsheets write it."""
    day = draw(some.dates(date(1900, 1, 1), date(2099, 12, 31)))
    region, number = draw(some.integers(110000, 829999)), draw(some.integers(0, 999))
    old = [f"{region}", f"{day:%y%m%d}", f"{number:03}"]
    new = [f"{region}", f"{day:%Y%m%d}", f"{number:03}{draw(some.sampled_from('07Xx'))}"]
    parts = draw(some.sampled_from([old, new]))
    written = draw(some.sampled_from(["", " ", "-", " - ", "\u3000", "\u200b", "\n"])).join(parts)
    return draw(some.sampled_from([written, written.translate(WIDE)]))


ordinary = some.sampled_from(
    ["李明", "姓名", "电话", "备注", "预备", "", "男", "合计", "13800138000"]
)
around = some.sampled_from(["", "李明", "身份证", " ", "：", "x", "(", "13800138000 ", "+"])


@some.composite
def tables_with_id_numbers(draw: some.DrawFn) -> tuple[list[list[str]], list[str]]:
    width = draw(some.integers(1, 4))
    cells = some.lists(ordinary | some.text(max_size=6), min_size=width, max_size=width)
    rows = draw(some.lists(cells, min_size=1, max_size=5))
    if draw(some.booleans()):
        rows.insert(0, ["姓名", "电话", "备注", "其他"][:width])
    numbers = draw(some.lists(id_numbers(), min_size=1, max_size=4))
    for number in numbers:
        row = draw(some.sampled_from(rows))
        row[draw(some.integers(0, width - 1))] = draw(around) + number + draw(around)
    return rows, numbers


@settings(deadline=None)
@given(tables_with_id_numbers())
def test_no_id_number_comes_out(table: tuple[list[list[str]], list[str]]) -> None:
    rows, numbers = table
    for content in written(rows):
        found = read(content)
        for word in returned(found) if found else []:
            digits = re.sub(r"\D", "", word)
            assert len(digits) < 15
            assert not any(re.sub(r"\D", "", each.translate(NARROW)) in digits for each in numbers)


NARROW = {wide: narrow for narrow, wide in WIDE.items()}


def written(rows: list[list[str]]) -> list[bytes]:
    """The same table as an Excel file, and as text with each of the marks between its cells."""
    marks = ("\t", ",", ";", " ", "、")
    texts = ["\n".join(mark.join(row) for row in rows) for mark in marks]
    plain = [
        [re.sub(r"^=|[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", c) for c in row] for row in rows
    ]
    return [xlsx(plain), *(text.encode("utf-8", "replace") for text in texts)]


def returned(found: MemberList) -> list[str]:
    """Every word that somebody reads in it."""
    rows = [word for row in found.rows for word in (row.name, row.phone or "")]
    return [*rows, *(doubt.words for doubt in (*found.doubtful, *found.passed))]
