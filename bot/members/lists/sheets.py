"""Spreadsheets that are handed out, safe from formulas."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_LONGEST_CELL = 32_767
_LONGEST_SHEET_NAME = 31
_A4 = 9
_UPRIGHT = 90  # as many signs fit on the width of an upright A4 page
_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(name="Calibri", size=11, bold=True)
_NO_TIME = datetime(1980, 1, 1)  # the first that a zip can hold

# What becomes a formula when a sheet was saved as CSV and is opened again, wide signs included.
# A signed number does not, and telephone numbers look so.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_SIGNED_NUMBER = re.compile(r"[+-][\d.]*%?")
# Spreadsheets read `_x003D_` as the sign with that number: ECMA-376, part 1, 22.4.2.4.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An .xlsx file with one sheet, the same bytes for the same input.

    Every cell is text, also for who edits it. Where a word would begin a formula once it was
    saved as CSV, an apostrophe stands before it, to be seen. `title` names the sheet and stands
    on every printed page. A cell is one line.
    """
    table = [[_safe(cell) for cell in row] for row in (header, *rows)]
    book = Workbook()
    book.properties = DocumentProperties(creator="", created=_NO_TIME, modified=_NO_TIME)
    sheet = book.worksheets[0]
    sheet.title = _sheet_name(title)
    _fill(sheet, table)
    _prepare_print(sheet, _set_widths(sheet, table))
    return _saved(book)


def _safe(words: str) -> str:
    text = _visible(words)
    if _FORMULA.match(text) and not _SIGNED_NUMBER.fullmatch(text):
        text = "'" + text
    return _cut(_ESCAPE.sub("_x005F_", text), _LONGEST_CELL)


def _visible(words: str) -> str:
    """In one line, without what nobody sees and what XML cannot hold."""
    one_line = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", _NOT_IN_XML.sub("", words))
    return "".join(sign for sign in one_line if unicodedata.category(sign) not in ("Cc", "Cf"))


def _cut(text: str, longest: int) -> str:
    """At most so many signs as spreadsheets count them, which is in UTF-16."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _sheet_name(title: str) -> str:
    name = _NOT_IN_SHEET_NAMES.sub(" ", _visible(title)).strip()
    return _cut(name, _LONGEST_SHEET_NAME).strip() or "1"


def _fill(sheet: Worksheet, table: list[list[str]]) -> None:
    for number, row in enumerate(table, 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"  # what begins with # was taken for an error
            cell.number_format = "@"
            cell.quotePrefix = True  # or else it becomes one as soon as somebody edits the cell
            cell.alignment = _ALIGNMENT
            if number == 1:
                cell.font = _BOLD
    sheet.freeze_panes = "A2"


def _set_widths(sheet: Worksheet, table: list[list[str]]) -> int:
    """Make room for what stands in the columns; return how wide they are together."""
    widths: dict[int, int] = {}
    for row in table:
        for column, text in enumerate(row, 1):
            widths[column] = max(widths.get(column, 6), min(_width(text) + 2, 40))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    return sum(widths.values())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:40])


def _prepare_print(sheet: Worksheet, width: int) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "portrait" if width <= _UPRIGHT else "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for margin, text in ((sheet.oddHeader, "&A"), (sheet.oddFooter, "&P / &N")):
        if margin is not None:
            margin.center.text = text  # the sheet's name; the page of so many


def _saved(book: Workbook) -> bytes:
    """The bytes without the times at which they were written."""
    timed, timeless = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(timed, "w")).save()
    with ZipFile(timed) as source, ZipFile(timeless, "w") as archive:
        for name in source.namelist():
            archive.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return timeless.getvalue()
