"""The headers of a list: which columns hold names, telephone numbers and remarks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest

from bot.members.lists.list_words import (
    IN_BRACKETS,
    NAME_HEADER,
    NUMBER_HEADER,
    OF_OTHERS,
    REMARK_HEADER,
    TIME_HEADER,
    YES,
)
from bot.organization.table import _clean


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one member: printed lists have several members side by side.

    A remark is a column, and whether its header asks if somebody is probationary.
    """

    name: int
    numbers: Sequence[int]
    remarks: Sequence[tuple[int, bool]]


def blocks_of(cells: Sequence[str], above: Sequence[str]) -> list[Block]:
    """What a line of headers says, or nothing if it is none.

    A header in a cell that was merged with the one above stands in the line above.
    """
    if not any(map(_tells, map(_header, cells))):
        return []
    both = zip_longest(cells, above, fillvalue="")
    headers = [_header(cell or over) for cell, over in both]
    names = [at for at, header in enumerate(headers) if NAME_HEADER.fullmatch(header)]
    edges = [0, *names[1:], len(headers)]
    return [
        _block(name, dict(islice(enumerate(headers), start, end)))
        for name, (start, end) in zip(names, pairwise(edges), strict=False)
    ]


def _tells(header: str) -> bool:
    """Whether these words are a header by themselves, also without one that was merged."""
    return bool(
        NAME_HEADER.fullmatch(header)
        or NUMBER_HEADER.search(header)
        or REMARK_HEADER.fullmatch(header)
    )


def _header(cell: str) -> str:
    if len(cell) > 40:
        return ""
    folded = IN_BRACKETS.sub("", unicodedata.normalize("NFKC", _clean(cell)).lower())
    return re.sub(r"[\s:*]", "", folded)


def _block(name: int, headers: dict[int, str]) -> Block:
    numbers = [
        at
        for at, header in headers.items()
        if NUMBER_HEADER.search(header) and not OF_OTHERS.search(header)
    ]
    remarks = [
        (at, "预备" in header)
        for at, header in headers.items()
        if REMARK_HEADER.search(header) and not TIME_HEADER.search(header)
    ]
    return Block(name, sorted(numbers, key=lambda at: "手机" not in headers[at]), remarks)


def remark_in(cell: str, asks_if_probationary: bool) -> str:
    return "预备" if asks_if_probationary and cell.lower() in YES else cell
