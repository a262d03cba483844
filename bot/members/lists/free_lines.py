"""Lines of a list that have no columns: who stands on them."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bot.members.lists.list_words import (
    DESCRIBES,
    LEFT,
    LOCAL_NUMBER,
    NAME,
    NUMBER,
    PARTS_NAMES,
    PIECE,
    STAGE,
    USUAL_NAME,
)
from bot.people import tidy_phone


@dataclass(slots=True)
class Group:
    """What stands of one member: `odd` is what should be a telephone number and may be none."""

    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    odd: str = ""
    remarks: list[str] = field(default_factory=list)
    only_names: bool = False


class FreeLine:
    """The words of a line by member: names alone, or a name with other things about somebody."""

    def __init__(self, text: str) -> None:
        self._pieces = pieces = list(PIECE.finditer(text))
        numbers = [piece.start() for piece in pieces if piece["number"]]
        self._last_number = max(numbers, default=-1)
        self._numbers_lead = bool(numbers) and numbers[0] == pieces[0].start()
        self._only_names = not any(map(_tells_more, pieces))
        self._parted = {
            piece.start()
            for before, piece in pairwise(pieces)
            if PARTS_NAMES.search(text, before.end(), piece.start())
        }

    def groups(self) -> list[Group]:
        groups = [Group(only_names=self._only_names)]
        for piece in self._pieces:
            if groups[-1].names and self._begins(piece, groups[-1]):
                groups.append(Group(only_names=self._only_names))
            _put(piece, groups[-1])
        return groups

    def _begins(self, piece: re.Match[str], group: Group) -> bool:
        """Whether another member begins here."""
        if piece["number"]:
            return self._numbers_lead and bool(group.numbers)
        if not _may_be_name(piece):
            return False
        if self._only_names:
            return usual(piece[0]) or piece.start() in self._parted
        followed = piece.start() < self._last_number
        return followed and usual(piece[0]) and bool(group.numbers or group.odd)


def _tells_more(piece: re.Match[str]) -> bool:
    return bool(piece["number"] or piece["odd"] or DESCRIBES.fullmatch(piece[0]))


def _may_be_name(piece: re.Match[str]) -> bool:
    word = piece[0]
    return bool(NAME.fullmatch(word)) and not (
        _tells_more(piece) or STAGE.fullmatch(word) or LEFT.search(word)
    )


def _put(piece: re.Match[str], group: Group) -> None:
    word = piece[0]
    if piece["number"]:
        group.numbers = list(dict.fromkeys((*group.numbers, _tidy_number(word))))
    elif piece["odd"]:
        group.odd = word
    elif STAGE.fullmatch(word) or LEFT.search(word):
        group.remarks.append(word)
    elif _may_be_name(piece):
        group.names.append(word)


def usual(name: str) -> bool:
    """Whether this looks like a name also where nothing says that it is one."""
    return bool(USUAL_NAME.match(name))


def numbers_in(cell: str) -> list[str]:
    """The telephone numbers in a cell; without an area code only if nothing else is there."""
    found = [match[0] for match in NUMBER.finditer(cell)]
    if not found and LOCAL_NUMBER.fullmatch(cell):
        found = [cell]
    return list(dict.fromkeys(map(_tidy_number, found)))


def _tidy_number(words: str) -> str:
    """As members give it at home; with the country's number only if it is another country."""
    number = re.sub(r"^00", "+", tidy_phone(words))
    return re.sub(r"^\+?86(?=1[3-9]\d{9}$)", "", number)


def beginning(words: str) -> str:
    piece = PIECE.search(words)
    return f"{piece[0][:4]}…" if piece and not piece["odd"] else ""
