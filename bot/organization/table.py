"""A table that an office clerk saved as CSV, read with a clear word for whatever is wrong."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TypeVar

from bot.language import T, Text, Trouble, Value

M = TypeVar("M")

# What no table of text holds, but spreadsheets, UTF-16 and text that was decoded wrongly do.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_ID_NUMBER = re.compile(r"\d{17}[\dXx]")


class CountyTrouble(Trouble):
    """What is wrong with a county's folder.

    `file` is the name of the file, and `line` the line, from 1, or None where it is the file as
    a whole. The text may show both.
    """

    def __init__(self, text: Text, file: str, line: int | None = None) -> None:
        where: dict[str, Value] = {"file": file}
        if line is not None:
            where["line"] = line
        super().__init__(replace(text, values={**text.values, **where}))
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its key, and the headers for it, the first being the usual one."""

    key: str
    headers: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, its cells by the key of the column; empty where nothing stands.

    Each column has its header by key, as somebody wrote it, to be named in a trouble.
    """

    file: str
    line: int
    headers: Mapping[str, str]
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells[key]

    def trouble(self, text: Text) -> CountyTrouble:
        return CountyTrouble(text, self.file, self.line)

    def filled(self, key: str) -> str:
        """The cell; raise `CountyTrouble` where it is empty."""
        if self[key]:
            return self[key]
        raise self.trouble(
            T("{file}, line {line}: {column} is empty. Fill it in.", column=self.headers[key])
        )

    def meaning(self, key: str, choices: Mapping[str, M]) -> M:
        """What the word in the cell means; raise `CountyTrouble` where it means nothing."""
        word = _fold(self.filled(key))
        if word in choices:
            return choices[word]
        raise self.trouble(
            T(
                "{file}, line {line}: {column} cannot be {word}. Write one of these: {choices}.",
                column=self.headers[key],
                word=self[key],
                choices="、".join(choices),
            )
        )


def read_table(path: Path, columns: Sequence[Column]) -> list[Row]:
    """The lines of the CSV file at `path`, which is UTF-8 or GB18030, without the empty ones.

    Columns may stand in any order. Only those in `columns` are read, so that ID numbers in a
    column of their own never get past the parser; one in a column that is read is refused, and
    the trouble does not repeat it. Raise `CountyTrouble`.
    """
    records = _records(_decode(path), path.name)
    _, written = next(records, (0, []))
    if not written:
        raise CountyTrouble(T("{file} is empty. Begin it with a line of headers."), path.name)
    places = {column.key: _place(column, written, path.name) for column in columns}
    headers = {
        column.key: column.headers[0] if at is None else written[at]
        for column, at in zip(columns, places.values(), strict=True)
    }
    return [_row(path.name, line, headers, cells, places) for line, cells in records]


def _decode(path: Path) -> str:
    written = _bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            decoded = written.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(decoded):
            return decoded
    text = T("{file} is not a table of plain text. Save it once more as CSV (UTF-8).")
    raise CountyTrouble(text, path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        text = T("{file} is not in the folder. Put it there, or name another folder.")
    except OSError:
        text = T("{file} cannot be read. Check that it is a file and that you may open it.")
    raise CountyTrouble(text, path.name)


def _records(decoded: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, each with the line that it starts in."""
    reader = csv.reader(StringIO(decoded, newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            cells = [_clean(cell) for cell in record]
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        text = T("{file}, line {line}: the quotation marks do not match. Correct or remove them.")
        raise CountyTrouble(text, file, start) from None


def _clean(cell: str) -> str:
    """Without what nobody sees: copied text is full of it, and no two names would match."""
    visible = (sign for sign in cell if unicodedata.category(sign) != "Cf")
    return " ".join("".join(visible).split())


def _place(column: Column, written: list[str], file: str) -> int | None:
    folded = [_fold(header) for header in written]
    for header in column.headers:
        if header in folded:
            return folded.index(header)
    if not column.required:
        return None
    text = T("{file} has no column {column}. Add it.", column=column.headers[0])
    raise CountyTrouble(text, file)


def _row(
    file: str,
    line: int,
    headers: Mapping[str, str],
    cells: list[str],
    places: Mapping[str, int | None],
) -> Row:
    read = {
        key: cells[at] if at is not None and at < len(cells) else "" for key, at in places.items()
    }
    row = Row(file, line, headers, read)
    if any(_ID_NUMBER.search(_digits(cell)) for cell in read.values()):
        raise row.trouble(
            T("{file}, line {line}: this looks like an ID number. Take it out; none is kept.")
        )
    return row


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).lower().replace("_", " ").replace("-", " ")


def _digits(cell: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", cell))
