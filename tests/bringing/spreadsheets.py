"""Spreadsheets as clerks make them."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

ID = "11010119900101123X"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def messy() -> bytes:
    """A title over merged cells, two rows of headers, numbers as numbers, ID numbers, repeats."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["石桥镇河湾村党支部流动党员名册（2026年）"],
        ["序号", "姓 名", "基本情况", "", "联系方式", "", "备注"],
        ["", "", "身份证号", "性别", "手机", "家庭电话", ""],
        [1, "李 明", ID, "男", 13800138000.0, "", "正式党员"],
        [2, "王　芳", int(ID[:17] + "1"), "女", "1.39E+10", "", "预备党员"],
        [3, "欧阳 修", "", "男", "１３７ 0013-7000", "", ""],
        [4, "李明", "", "男", 13800138000, "", ""],
        [5, "赵小", "", "女", "待补", "", "入党积极分子"],
        [6, "", "", "", 13600136000, "", ""],
        [7, "孙强", "", "男", "", "", "2025年转出"],
        ["合计", "6人"],
        ["填表人：周会计"],
    ):
        sheet.append(row)
    _merge(sheet)
    return saved(book)


def _merge(sheet: Worksheet) -> None:
    for cells in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(cells)


def plain_list(*rows: tuple[str, str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "手机"])
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()
