"""The list of members that a branch brings: an Excel or CSV file, or names typed into the chat."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from bot.language import T
from bot.members.lists.columns import blocks_of
from bot.members.lists.opened import (
    HAS_PASSWORD,
    IS_PACKED,
    IS_WORD,
    MORE_THAN_A_LIST,
    MOST_SIGNS,
    Line,
    SheetTrouble,
    read_workbook,
)
from bot.members.lists.reading import (
    MOST_LINES,
    Doubt,
    Dropped,
    ListedMember,
    ListTrouble,
    MemberList,
    Reading,
    too_many,
)
from bot.organization.table import _NOT_TEXT

__all__ = [
    "MOST_BYTES",
    "MOST_LINES",
    "Doubt",
    "Dropped",
    "ListTrouble",
    "ListedMember",
    "MemberList",
    "read_list",
    "read_pasted",
]

MOST_BYTES = 5 * 1024 * 1024
_HEADER_WITHIN = 30

_OLD_EXCEL = T(
    "This is an old Excel file, whatever its name ends in. Open it, choose “Save as” and the"
    " type .xlsx, and send that file."
)
_PDF = T("This is a PDF. Send the Excel file it was made from, or paste the names here.")
_PICTURE = T("This is a picture. Send the list as an Excel file, or paste the names here.")
_OLE = rb"\xd0\xcf\x11\xe0"
_KINDS = (
    (_OLE + rb".*?E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e", HAS_PASSWORD),
    (_OLE + rb".*?W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t|\{\\rtf", IS_WORD),
    (_OLE + rb"|(?:\xef\xbb\xbf)?\s*<(?i:!doctype|html|table|meta|head|\?xml)", _OLD_EXCEL),
    (rb"%PDF", _PDF),
    (rb"\xff\xd8\xff|\x89PNG|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp", _PICTURE),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", IS_PACKED),
)


def read_list(content: bytes, filename: str) -> MemberList:
    """Read an .xlsx, CSV or text file; what it is, its content says. Raise `ListTrouble`.

    ID numbers are gone before anything is returned. Of a table with headers only names,
    telephone numbers and probationary members are read. Worst case some seconds: not in a turn.
    """
    if len(content) > MOST_BYTES:
        raise ListTrouble(
            T("The file is larger than 5 MB. Copy the list into a new Excel file and send that.")
        )
    for pattern, text in _KINDS:
        if re.match(pattern, content, re.DOTALL):
            written = text is _OLD_EXCEL and filename.lower().endswith((".doc", ".wps"))
            raise ListTrouble(IS_WORD if written else text)
    if not content.startswith(b"PK\3\4"):
        return read_pasted(_decoded(content))
    try:
        return _read(read_workbook(content))
    except SheetTrouble as trouble:
        raise ListTrouble(trouble.text) from None


def read_pasted(words: str) -> MemberList:
    """Read what was typed or pasted: a table copied from Excel, or lines with names.

    Raise `ListTrouble`.
    """
    if len(words) > MOST_SIGNS:
        raise ListTrouble(MORE_THAN_A_LIST)
    for delimiter in "\t,;":
        table = _table(words, delimiter)
        if _headed(table):
            return _read([table])
    lines = enumerate(words.splitlines(), 1)
    return _read([[(number, [line]) for number, line in lines if line.strip()]])


def _decoded(content: bytes) -> str:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(decoded):
            return decoded
    raise ListTrouble(
        T("This file is no list that can be read. Save it as .xlsx, and send that file.")
    )


def _table(words: str, delimiter: str) -> list[Line]:
    """The lines of CSV that hold anything, or the first of too many; none if it is no CSV."""
    reader = csv.reader(StringIO(words, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, cells))
            start = reader.line_num + 1
            if len(lines) > MOST_LINES:
                break
    except csv.Error:
        return []
    return lines


def _headed(lines: Sequence[Line]) -> bool:
    return any(len(cells) > 1 and blocks_of(cells, []) for _, cells in lines[:_HEADER_WITHIN])


def _read(sheets: Sequence[list[Line]]) -> MemberList:
    """Only tables with headers count where there are any: other sheets explain or add up."""
    headed = [lines for lines in sheets if _headed(lines)]
    if sum(len(lines) for lines in headed or sheets) > MOST_LINES:
        raise too_many()
    reading = Reading()
    for lines in headed or sheets:
        reading.sheet(lines, bool(headed))
    return reading.result()
