"""Spreadsheets that somebody sends, read without harm."""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import reduce
from io import BytesIO
from posixpath import join, normpath
from typing import TypeAlias
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from defusedxml.ElementTree import DefusedXMLParser

from bot.language import T, Trouble

Line: TypeAlias = tuple[int, list[str]]
# Whether an element begins, its name, and what it has: attributes then, its words at its end.
_Event: TypeAlias = tuple[bool, str, dict[str, str]]

_NOT_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read `_x003D_` as the sign with that number: ECMA-376, part 1, 22.4.2.4.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

# More than the longest list needs, and little enough to be read in some seconds at worst.
_MOST_UNPACKED = 200_000_000
_MOST_BYTES = 20_000_000
_MOST_ELEMENTS = 600_000
MOST_SIGNS = 2_000_000
_MOST_COLUMNS = 200
_DEEPEST = 64
_PIECE = 256 * 1024
# A whole column that was painted has a million rows with nothing in them.
_ENOUGH_EMPTY_ROWS = 1_000
_BROKEN = (
    BadZipFile,
    EOFError,
    InvalidOperation,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)

DAMAGED = T("The Excel file is damaged. Open it, save it again as .xlsx, and send that file.")
HAS_PASSWORD = T("The file has a password. Save it again without a password, and send that file.")
IS_WORD = T("This is a Word file. Copy the names in it and paste them here.")
IS_PACKED = T("This file is packed. Unpack it, and send the Excel file that is in it.")
MORE_THAN_A_LIST = T(
    "The file holds far more than a list. Copy the list into a new Excel file and send that."
)


class SheetTrouble(Trouble):
    """Why a file cannot be read as a workbook, and what to do."""


def read_workbook(content: bytes) -> list[list[Line]]:
    """The sheets of an .xlsx file that are not hidden: their lines with numbers and cells.

    Formulas are what they last came to. Numbers have all their digits, days are numbers too,
    and lines without a word are left out. Only the parts with words are unpacked, a piece at a
    time, and reading ends where the file holds more than a list: openpyxl takes some seconds
    and hundreds of megabytes for a small hostile file. Raise `SheetTrouble`.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check(archive)
            return _Parts(archive).sheets()
    except _BROKEN:
        raise SheetTrouble(DAMAGED) from None


def _check(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in archive.infolist()):
        raise BadZipFile("packed as no spreadsheet is")
    if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
        raise SheetTrouble(MORE_THAN_A_LIST)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise SheetTrouble(HAS_PASSWORD)
    if "word/document.xml" in names:
        raise SheetTrouble(IS_WORD)
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        raise SheetTrouble(IS_PACKED)
    if "xl/workbook.xml" not in names:
        text = T("This is no Excel workbook. Save the list as .xlsx, and send that file.")
        raise SheetTrouble(text)


class _Parts:
    """The parts of a workbook, heard element by element and no longer than a list can be."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._heard: list[_Event] = []
        self._words: list[str] = []
        self._depth = self._elements = self._signs = 0

    def sheets(self) -> list[list[Line]]:
        parts = list(self._visible_sheets())
        with_strings = "xl/sharedStrings.xml" in self._archive.namelist()
        strings = list(self._strings("xl/sharedStrings.xml")) if with_strings else []
        return [list(self._lines(part, strings)) for part in parts]

    def _visible_sheets(self) -> Iterator[str]:
        targets = {
            held["Id"]: held["Target"]
            for begins, name, held in self._events("xl/_rels/workbook.xml.rels")
            if begins and name == "Relationship"
        }
        for begins, name, held in self._events("xl/workbook.xml"):
            if begins and name == "sheet" and held.get("state", "visible") == "visible":
                id = next(held[key] for key in held if key.endswith("}id"))
                yield normpath(join("/xl", targets[id])).lstrip("/")

    def _strings(self, part: str) -> Iterator[str]:
        words, spoken = "", False
        for begins, name, held in self._events(part):
            match name:
                case "si" if begins:
                    words = ""
                case "rPh":  # how a word is pronounced
                    spoken = begins
                case "t" if not begins and not spoken:
                    words += held["words"]
                case "si":
                    yield words

    def _lines(self, part: str, strings: Sequence[str]) -> Iterator[Line]:
        number = column = empty = 0
        cells: dict[int, str] = {}
        kind = words = ""
        for begins, name, held in self._events(part):
            match name:
                case "row" if begins:
                    number, column, cells = int(held.get("r", number + 1)), 0, {}
                case "c" if begins:
                    column, kind, words = _column(held, column + 1), held.get("t", "n"), ""
                case "v" | "t" if not begins:
                    words += held["words"]
                case "c" if words and column <= _MOST_COLUMNS:
                    cells[column] = self._counted(_cell(kind, words, strings))
                case "row":
                    empty = 0 if cells else empty + 1
                    if cells:
                        yield number, [cells.get(at, "") for at in range(1, max(cells) + 1)]
            if empty > _ENOUGH_EMPTY_ROWS:
                return

    def _counted(self, words: str) -> str:
        self._signs += len(words)
        if self._signs > MOST_SIGNS:
            raise SheetTrouble(MORE_THAN_A_LIST)
        return words

    def _events(self, part: str) -> Iterator[_Event]:
        self._depth = 0
        parser = DefusedXMLParser(target=self, forbid_dtd=True)
        with self._archive.open(part) as unpacked:
            while piece := unpacked.read(_PIECE):
                if unpacked.tell() > _MOST_BYTES:
                    raise SheetTrouble(MORE_THAN_A_LIST)
                parser.feed(piece)
                heard, self._heard = self._heard, []
                yield from heard
        parser.close()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise SheetTrouble(MORE_THAN_A_LIST)
        self._words.clear()
        self._heard.append((True, tag.rpartition("}")[2], attributes))

    def data(self, words: str) -> None:
        self._words.append(words)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._heard.append((False, tag.rpartition("}")[2], {"words": "".join(self._words)}))
        self._words.clear()

    def close(self) -> None:
        """Called at the end of a part."""


def _column(held: dict[str, str], following: int) -> int:
    letters = re.match(r"[A-Za-z]{1,3}", held.get("r", ""))
    if letters is None:
        return following
    return reduce(lambda column, letter: 26 * column + ord(letter) - 64, letters[0].upper(), 0)


def _cell(kind: str, words: str, strings: Sequence[str]) -> str:
    """What a cell says, if it is no error, no truth value and no day of ISO 8601."""
    match kind:
        case "n":
            return _all_digits(words)
        case "s":
            words = strings[int(words)]
        case "e" | "b" | "d":
            return ""
    return _NOT_IN_XML.sub("", _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), words))


def _all_digits(words: str) -> str:
    """A whole number without exponent: telephone numbers are written as 1.3800138E10 too."""
    number = Decimal(words[:40])
    if number.is_finite() and number.adjusted() < 20 and number == int(number):
        return str(int(number))
    return words
