"""What a list says of its members, what is doubtful in it, and what is left out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.conversation import Unclear
from bot.language import T, Text, Trouble
from bot.members.lists.columns import Block, blocks_of, remark_in
from bot.members.lists.free_lines import FreeLine, Group, beginning, numbers_in, usual
from bot.members.lists.list_words import (
    BETWEEN_HAN,
    CUT_OFF,
    FULL,
    ID_NUMBER,
    IN_BRACKETS,
    LEFT,
    LONG_FOR_A_NAME,
    NOT_A_MEMBER,
    NOT_IN_NAMES,
    OUTSIDE,
    PIECE,
    PROBATIONARY,
    SPLIT_NAME,
    SUM_OR_SIGNATURE,
    TITLE,
)
from bot.members.lists.opened import Line
from bot.organization.table import _clean
from bot.people import tidy_name

MOST_LINES = 12_000
_LONGEST = 20_000

_NO_NAME = T("No name was found on this line. It was not taken.")
_STRANGE_NAME = T("Is this a name? It was taken. Take it out if it is none.")
_MORE_NAMES = T("There may be another name on this line. Only this one was taken.")
_NO_NUMBER = T("The telephone number cannot be right. The member was taken without it.")
_CUT_NUMBER = T("Excel has cut off the telephone number. Send the .xlsx file instead of CSV.")
_MORE_NUMBERS = T("There is more than one telephone number. Only the first was taken.")
_TWICE = T("This name stands there twice, with different telephone numbers. Both were taken.")
_BOTH_STAGES = T("Both probationary and full? Taken as a full member.")
_NO_MEMBER_YET = T("Not yet a Party member, as the list says. Not taken.")
_MAY_HAVE_LEFT = T("A remark says that this member may have left or died. Please check.")
_HEADS = T("Read as the names of the columns.")
_HEADING = T("Read as a title or an explanation.")
_SUM = T("Read as a sum or a signature.")
_REPEATED = T("The same name and number stand there twice. Taken once.")


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A member as the list has them."""

    name: str
    phone: str | None
    probationary: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the secretary should look at: `words` are a name, a telephone number, or a beginning.

    `line` counts from 1 in the sheet, the file or the pasted words. `taken` says whether there
    is a member from it all the same.
    """

    line: int
    words: str
    why: Text
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """How much was left out: ID numbers, repeated members, lines such as titles and sums."""

    id_numbers: int
    repeats: int
    lines: int


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a list says. A member in `rows` may be in `doubtful` too; who was not taken is not.

    `passed` are the lines that tell of nobody else: titles, sums, repeated members.
    """

    rows: tuple[ListedMember, ...]
    doubtful: tuple[Doubt, ...]
    dropped: Dropped
    passed: tuple[Doubt, ...] = ()


class ListTrouble(Trouble):
    """Why a list cannot be read, and what to do."""


def too_many() -> ListTrouble:
    text = T(
        "The list has more than {most} lines. Send only the members of your branch.",
        most=MOST_LINES,
    )
    return ListTrouble(text)


class Reading:
    """What was understood so far, and what was not."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str | None], ListedMember] = {}
        self._names: set[str] = set()
        self._doubtful: list[Doubt] = []
        self._passed: list[Doubt] = []
        self._section = ""
        self._id_numbers = self._repeats = self._lines = 0

    def result(self) -> MemberList:
        if not self._rows and not self._doubtful:
            text = T("No names were found. Write 姓名 above the names, or one name on each line.")
            raise ListTrouble(text)
        dropped = Dropped(self._id_numbers, self._repeats, self._lines)
        return MemberList(
            tuple(self._rows.values()), tuple(self._doubtful), dropped, tuple(self._passed)
        )

    def sheet(self, lines: Sequence[Line], headed: bool) -> None:
        blocks: list[Block] = []
        above: list[str] = []
        self._section = ""
        for line, written in lines:
            cells = [self._tidy(cell) for cell in written]
            if not headed:
                self._free_line(line, " | ".join(cells))
            elif SUM_OR_SIGNATURE.search(next(filter(None, cells), "")):
                self._skip(line, " | ".join(cells), _SUM)
            elif headers := blocks_of(cells, above):
                blocks = headers
                self._pass(line, beginning(" ".join(cells)), _HEADS)
            elif not sum(self._row(line, cells, block) for block in blocks):
                self._heading(line, [cell for cell in cells if cell])
            above = cells

    def _tidy(self, words: str) -> str:
        """As words are compared, without ID numbers; empty where they are longer than a list."""
        if len(words) > _LONGEST:
            return ""
        tidied, found = ID_NUMBER.subn(" ", _clean(unicodedata.normalize("NFKC", words)))
        self._id_numbers += found
        return tidied.strip()

    def _row(self, line: int, cells: Sequence[str], block: Block) -> bool:
        """Take the member who stands in these columns; return whether anything stands there."""
        cell = dict(enumerate(cells))
        written = cell.get(block.name, "")
        numbers = [cell[at] for at in block.numbers if cell.get(at)]
        if not written and not numbers:
            return False
        remarks = [remark_in(cell.get(at, ""), asked) for at, asked in block.remarks]
        name = BETWEEN_HAN.sub("", IN_BRACKETS.sub("", written)).strip()
        if not name or NOT_IN_NAMES.search(name) or NOT_A_MEMBER.search(name):
            self._free_line(line, " | ".join((written, *numbers)), remarks)
            return True
        found = next(filter(None, map(numbers_in, numbers)), [])
        group = Group([name], found, " ".join(numbers), remarks + IN_BRACKETS.findall(written))
        self._take(line, name, group)
        return True

    def _heading(self, line: int, cells: Sequence[str]) -> None:
        """Remember what a line says of the members below it."""
        self._skip(line, " | ".join(cells), _HEADING)
        if len(cells) == 1:
            self._section = " ".join(FreeLine(cells[0]).groups()[0].remarks) or self._section

    def _free_line(self, line: int, words: str, remarks: Sequence[str] = ()) -> None:
        """Take the members who stand on a line without columns."""
        text = SPLIT_NAME.sub(lambda name: name[1] + name[2].replace(" ", ""), words)
        groups = FreeLine(text).groups()
        if SUM_OR_SIGNATURE.search(words):
            self._skip(line, words, _SUM)
        elif not any(
            group.numbers or max(map(len, group.names), default=0) > 1 for group in groups
        ):
            self._without_member(line, words, bool(groups[0].remarks))
        else:
            for group in groups:
                group.remarks.extend(remarks)
                self._group(line, group)

    def _without_member(self, line: int, words: str, heading: bool) -> None:
        if heading:
            self._heading(line, [words])
        elif TITLE.search(words) or not PIECE.search(words):
            self._skip(line, words, _HEADING)
        else:
            self._doubt(line, beginning(words), _NO_NAME, taken=False)

    def _group(self, line: int, group: Group) -> None:
        if not group.names:
            self._doubt(line, group.numbers[0], _NO_NAME, taken=False)
            return
        name = next(filter(usual, group.names), group.names[0])
        others = [other for other in group.names if other != name]
        whys = []
        if group.only_names and not usual(name):
            whys.append(_STRANGE_NAME)
        if any(group.only_names or usual(other) for other in others):
            whys.append(_MORE_NAMES)
        self._take(line, name, group, whys)

    def _take(self, line: int, written: str, group: Group, whys: Sequence[Text] = ()) -> None:
        try:
            name = tidy_name(written)
        except Unclear:
            self._doubt(line, beginning(written), _NO_NAME, taken=False)
            return
        remark = " ".join(group.remarks)
        said = any(each.search(remark) for each in (PROBATIONARY, FULL, OUTSIDE))
        stage = remark if said else self._section
        if OUTSIDE.search(stage):
            self._doubt(line, name, _NO_MEMBER_YET, taken=False)
            return
        probationary = bool(PROBATIONARY.search(stage)) and not FULL.search(stage)
        phone = group.numbers[0] if group.numbers else None
        self._add(line, ListedMember(name, phone, probationary), [*whys, *_whys(name, group)])

    def _add(self, line: int, member: ListedMember, whys: list[Text]) -> None:
        key = member.name, member.phone
        known = self._rows.get(key)
        if known:
            self._repeats += 1
            self._pass(line, member.name, _REPEATED)
            whys = [_BOTH_STAGES] if known.probationary != member.probationary else []
            member = replace(known, probationary=known.probationary and member.probationary)
        elif member.name in self._names:
            whys.append(_TWICE)
        self._rows[key] = member
        self._names.add(member.name)
        for why in whys:
            self._doubt(line, member.name, why)
        if len(self._rows) + self._repeats > MOST_LINES:
            raise too_many()

    def _skip(self, line: int, words: str, why: Text) -> None:
        self._lines += 1
        self._pass(line, beginning(words), why)

    def _pass(self, line: int, words: str, why: Text) -> None:
        self._passed.append(Doubt(line, words, why, taken=False))

    def _doubt(self, line: int, words: str, why: Text, *, taken: bool = True) -> None:
        self._doubtful.append(Doubt(line, words, why, taken))
        if len(self._doubtful) > 2 * MOST_LINES:
            raise too_many()


def _whys(name: str, group: Group) -> Iterator[Text]:
    """What is doubtful about a member who is taken."""
    remark = " ".join(group.remarks)
    if LONG_FOR_A_NAME.fullmatch(name):
        yield _STRANGE_NAME
    if not group.numbers and re.search(r"\d", group.odd):
        yield _CUT_NUMBER if CUT_OFF.search(group.odd) else _NO_NUMBER
    if len(group.numbers) > 1:
        yield _MORE_NUMBERS
    if PROBATIONARY.search(remark) and FULL.search(remark):
        yield _BOTH_STAGES
    if LEFT.search(remark):
        yield _MAY_HAVE_LEFT
