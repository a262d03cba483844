"""The list of members that a branch brings: an Excel or CSV file, or names typed into the chat."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import islice, pairwise

from bot.conversation import Unclear
from bot.language import T, Text, Trouble
from bot.members.sheets import (
    HAS_PASSWORD,
    IS_PACKED,
    IS_WORD,
    MORE_THAN_A_LIST,
    MOST_SIGNS,
    Line,
    SheetTrouble,
    read_workbook,
)
from bot.organization.table import _NOT_TEXT, _clean
from bot.people import tidy_name, tidy_phone

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 2_000
_HEADER_WITHIN = 30
_LONGEST = 20_000

_OLD_EXCEL = T("This is an old Excel file. Open it, save it as .xlsx, and send that file.")
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

_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_SPACED = r"[\s./_-]{0,3}"
_YEAR = rf"(?:1{_SPACED}[89]|2{_SPACED}0){_SPACED}\d{_SPACED}\d"
_MONTH = rf"(?:0{_SPACED}[1-9]|1{_SPACED}[0-2])"
_DAY = rf"(?:0{_SPACED}[1-9]|[12]{_SPACED}\d|3{_SPACED}[01])"
# However it is written: in one, partly starred, cut off by a spreadsheet, or in groups. GB 11643.
_ID_NUMBER = re.compile(
    rf"""
    (?<![\d*])(?!0086 1[3-9]\d{{9}}(?!\d)) \d[\d*]{{14,}}[Xx]?
    | (?<![\d.])\d(?:\.\d+)?[eE]\+?1[4-7](?!\d)
    | (?<!\d)[1-9](?:{_SPACED}\d){{5}}{_SPACED}{_YEAR}{_SPACED}{_MONTH}{_SPACED}{_DAY}
      (?:{_SPACED}\d){{3}}{_SPACED}[\dXx](?!\d)
    | (?<!\d)[1-9]\d{{5}}{_SPACED}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_SPACED}\d{{3}}(?!\d)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"""(?<![\d+])(?:
    (?:(?:\+|00)?86[ -]?)?1[3-9](?:[ -]?\d){9}
    | (?:(?:\+|00)86[ -]?)?\(?0[1-9]\d{1,2}\)?[ -]?[1-9]\d{6,7}
    | (?:\+|00)[1-9](?:[ -]?\d){6,12}
    )(?!\d)""",
    re.VERBOSE,
)
_LOCAL_NUMBER = re.compile(r"[2-9]\d{2,3}[ -]?\d{4}")
_CUT_OFF = re.compile(r"(?<![\d.])\d(?:\.\d+)?[eE]\+?\d{1,2}")
_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"

_NAME_HEADER = re.compile(
    r"(?:流动|预备|正式)?(?:党员|成员|人员|同志|本人)?(?:姓名|名字)|(?:full)?name"
)
_NUMBER_HEADER = re.compile(r"手机|电话|联系方式|联系号码|phone|mobile|tel")
_OF_OTHERS = re.compile(r"联系人|组织|支部|单位|书记|家属|家庭|紧急|家长|办公")
_REMARK_HEADER = re.compile(r"类别|类型|备注|政治面貌|党员身份|党员性质|预备|membership|remark")
_TIME_HEADER = re.compile(r"时间|日期|年月|date")
_YES = frozenset({"是", "√", "✓", "✔", "1", "v", "y", "yes"})

_PROBATIONARY = re.compile(r"预备|(?<!\S)预(?!\S)|probationary", re.IGNORECASE)
_FULL = re.compile(r"转正|正式|非预备|不是预备|full member", re.IGNORECASE)
_OUTSIDE = re.compile(r"积极分子|发展对象|入党申请|(?<!\S)(?:群众|共?青?团员)(?!\S)")
_LEFT = re.compile(r"转出|去世|死亡|病故|已故|逝世|除名|开除|退党")
_STAGE = re.compile(rf".*(?:党员|转正|{_OUTSIDE.pattern})|正式|预备|预")
_DESCRIBES = re.compile(
    r"男|女|男性|女性|汉|.{1,5}族|(?:佛|道|基督|天主|伊斯兰|不?信|无宗)教|已婚|未婚|健康|良好|一般|较差|.*(?:病|癌|症|残疾|血压)"
    r"|文盲|小学|初中|高中|中专|职高|大专|专科|本科|大学|研究生|硕士|博士|.*(?:学校|学历)"
    r"|农民|村民|务农|务工|经商|求学|退休|在职|外出|.*(?:公司|支部|大队|职务)"
    r"|是|否|无|有|年|月|日|岁|人|.*(?:姓名|性别|电话|手机|号码|证号|机号|序号|类别|备注|地址|街道)"
    r"|[广杭福郑苏温常徐柳]州|江[苏西]|安徽|武汉|金华|石家庄|贵阳|甘肃|云南|.{2,}[省市县区镇乡村]"
)
_SUM_OR_SIGNATURE = re.compile(r"合计|总计|小计|共计|填表|制表|填报|审核|签字|签名|盖章")
_NOT_A_MEMBER = re.compile(rf"{_SUM_OR_SIGNATURE.pattern}|^(?:{_STAGE.pattern})$")
_TITLE = re.compile(r"姓名|名单|名册|支部|党委|负责人|统计|日期|说明|备注|注:|以上|以下|共\s*\d")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫"
    "孔向常汤康易乔赖文牛樊葛邢安齐庄温俞申鲁翟伍关倪季聂焦欧柳尚施岳丘骆项祝毕芦左涂游辛管柴霍凌纪颜耿解"
    "童祁洪甘米裴靳符车桂古柏苗翁娄华包代单盛谷麦喻卓卜蓝隋简穆冉房党鲍梅费卞滕庞苟匡兰舒巩阮蒲楚桑宫屈连"
    "牟戚司宗郎席冀商农班蒙诸皇令尉慕"
)
_SURNAMES_OF_TWO = "欧阳|诸葛|司马|司徒|上官|皇甫|令狐|慕容|尉迟|夏侯|公孙"
# Names of two signs are often written with a space, so that they are as long as the others.
_SPLIT_NAME = re.compile(
    rf"(?<!\w)([{_SURNAMES}]|{_SURNAMES_OF_TWO}) +"
    rf"((?![男女汉])[{_HAN}](?: +(?![男女汉{_SURNAMES}])[{_HAN}])?|[{_HAN}]{{2}})(?!\w)"
)
_LONG_FOR_A_NAME = re.compile(rf"[{_HAN}]{{5,}}")
_USUAL_NAME = re.compile(rf"(?:[{_SURNAMES}]|{_SURNAMES_OF_TWO}).|.+[·•・‧]")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_IN_NAMES = re.compile(r"[\d,、;:/|=@#&%+*?!<>\"。]")
_NAME = re.compile(rf"[{_HAN}]{{1,4}}|[{_HAN}]+[·•・‧.].+|[^{_HAN}]{{3,}}")
_PARTS_NAMES = re.compile(r"[,、;]")
_PIECE = re.compile(
    rf"(?P<number>{_NUMBER.pattern})"
    rf"|(?P<odd>{_CUT_OFF.pattern}|(?<!\d)(?!{_DATE})\d{{7,}})"
    rf"|[{_HAN}]+(?:[·•・‧.][{_HAN}]+)*"
    rf"|[^\W\d_{_HAN}]+(?:[ .'’-]+[^\W\d_{_HAN}]+)*",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A member as the list has them."""

    name: str
    phone: str | None
    probationary: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the secretary should look at: `words` are a name, a telephone number, or a beginning.

    `line` counts from 1 in the sheet, the file or the pasted words.
    """

    line: int
    words: str
    why: Text


@dataclass(frozen=True, slots=True)
class Dropped:
    """How much was left out: ID numbers, repeated members, lines such as titles and sums."""

    id_numbers: int
    repeats: int
    lines: int


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a list says. A member in `rows` may be in `doubtful` too; who was not taken is not."""

    rows: tuple[ListedMember, ...]
    doubtful: tuple[Doubt, ...]
    dropped: Dropped


class ListTrouble(Trouble):
    """Why a list cannot be read, and what to do."""


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
    return any(len(cells) > 1 and _blocks(cells, []) for _, cells in lines[:_HEADER_WITHIN])


def _read(sheets: Sequence[list[Line]]) -> MemberList:
    """Only tables with headers count where there are any: other sheets explain or add up."""
    headed = [lines for lines in sheets if _headed(lines)]
    if sum(len(lines) for lines in headed or sheets) > MOST_LINES:
        raise _too_many()
    reading = _Reading()
    for lines in headed or sheets:
        reading.sheet(lines, bool(headed))
    return reading.result()


def _too_many() -> ListTrouble:
    text = T(
        "The list has more than {most} lines. Send only the members of your branch.",
        most=MOST_LINES,
    )
    return ListTrouble(text)


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of one member: printed lists have several members side by side.

    A remark is a column, and whether its header asks if somebody is probationary.
    """

    name: int
    numbers: Sequence[int]
    remarks: Sequence[tuple[int, bool]]


def _blocks(cells: Sequence[str], above: Sequence[str]) -> list[_Block]:
    """What a line of headers says, or nothing if it is none.

    A header in a cell that was merged with the one above stands in the line above.
    """
    upper = [*above, *[""] * len(cells)]
    headers = [_header(cell or over) for cell, over in zip(cells, upper, strict=False)]
    names = [at for at, header in enumerate(headers) if _NAME_HEADER.fullmatch(header)]
    edges = [0, *names[1:], len(headers)]
    return [
        _block(name, dict(islice(enumerate(headers), start, end)))
        for name, (start, end) in zip(names, pairwise(edges), strict=False)
    ]


def _header(cell: str) -> str:
    if len(cell) > 40:
        return ""
    folded = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", _clean(cell)).lower())
    return re.sub(r"[\s:*]", "", folded)


def _block(name: int, headers: dict[int, str]) -> _Block:
    numbers = [
        at
        for at, header in headers.items()
        if _NUMBER_HEADER.search(header) and not _OF_OTHERS.search(header)
    ]
    remarks = [
        (at, "预备" in header)
        for at, header in headers.items()
        if _REMARK_HEADER.search(header) and not _TIME_HEADER.search(header)
    ]
    return _Block(name, sorted(numbers, key=lambda at: "手机" not in headers[at]), remarks)


@dataclass(slots=True)
class _Group:
    """What stands of one member: `odd` is what should be a telephone number and may be none."""

    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    odd: str = ""
    remarks: list[str] = field(default_factory=list)
    only_names: bool = False


class _Reading:
    """What was understood so far, and what was not."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str | None], ListedMember] = {}
        self._doubtful: list[Doubt] = []
        self._section = ""
        self._id_numbers = self._repeats = self._lines = 0

    def result(self) -> MemberList:
        if not self._rows and not self._doubtful:
            text = T("No names were found. Write 姓名 above the names, or one name on each line.")
            raise ListTrouble(text)
        dropped = Dropped(self._id_numbers, self._repeats, self._lines)
        return MemberList(tuple(self._rows.values()), tuple(self._doubtful), dropped)

    def sheet(self, lines: Sequence[Line], headed: bool) -> None:
        blocks: list[_Block] = []
        above: list[str] = []
        self._section = ""
        for line, written in lines:
            cells = [self._tidy(cell) for cell in written]
            if not headed:
                self._free_line(line, " | ".join(cells))
            elif _SUM_OR_SIGNATURE.search(next(filter(None, cells), "")):
                self._lines += 1
            elif headers := _blocks(cells, above):
                blocks = headers
            elif not sum(self._row(line, cells, block) for block in blocks):
                self._heading([cell for cell in cells if cell])
            above = cells

    def _tidy(self, words: str) -> str:
        """As words are compared, without ID numbers; empty where they are longer than a list."""
        if len(words) > _LONGEST:
            return ""
        tidied, found = _ID_NUMBER.subn(" ", _clean(unicodedata.normalize("NFKC", words)))
        self._id_numbers += found
        return tidied.strip()

    def _row(self, line: int, cells: Sequence[str], block: _Block) -> bool:
        """Take the member who stands in these columns; return whether anything stands there."""
        cell = dict(enumerate(cells))
        written = cell.get(block.name, "")
        numbers = [cell[at] for at in block.numbers if cell.get(at)]
        if not written and not numbers:
            return False
        remarks = [_remark(cell.get(at, ""), asked) for at, asked in block.remarks]
        name = _BETWEEN_HAN.sub("", _IN_BRACKETS.sub("", written)).strip()
        if not name or _NOT_IN_NAMES.search(name) or _NOT_A_MEMBER.search(name):
            self._free_line(line, " | ".join((written, *numbers)), remarks)
            return True
        found = next(filter(None, map(_numbers, numbers)), [])
        group = _Group([name], found, " ".join(numbers), remarks + _IN_BRACKETS.findall(written))
        self._take(line, name, group)
        return True

    def _heading(self, cells: Sequence[str]) -> None:
        """Remember what a line says of the members below it."""
        self._lines += 1
        if len(cells) == 1:
            self._section = " ".join(_FreeLine(cells[0]).groups()[0].remarks) or self._section

    def _free_line(self, line: int, words: str, remarks: Sequence[str] = ()) -> None:
        """Take the members who stand on a line without columns."""
        text = _SPLIT_NAME.sub(lambda name: name[1] + name[2].replace(" ", ""), words)
        groups = _FreeLine(text).groups()
        if _SUM_OR_SIGNATURE.search(words):
            self._lines += 1
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
            self._heading([words])
        elif _TITLE.search(words) or not _PIECE.search(words):
            self._lines += 1
        else:
            self._doubt(line, _beginning(words), _NO_NAME)

    def _group(self, line: int, group: _Group) -> None:
        if not group.names:
            self._doubt(line, group.numbers[0], _NO_NAME)
            return
        name = next(filter(_usual, group.names), group.names[0])
        others = [other for other in group.names if other != name]
        whys = []
        if group.only_names and not _usual(name):
            whys.append(_STRANGE_NAME)
        if any(group.only_names or _usual(other) for other in others):
            whys.append(_MORE_NAMES)
        self._take(line, name, group, whys)

    def _take(self, line: int, written: str, group: _Group, whys: Sequence[Text] = ()) -> None:
        try:
            name = tidy_name(written)
        except Unclear:
            self._doubt(line, _beginning(written), _NO_NAME)
            return
        remark = " ".join(group.remarks)
        said = any(each.search(remark) for each in (_PROBATIONARY, _FULL, _OUTSIDE))
        stage = remark if said else self._section
        if _OUTSIDE.search(stage):
            self._doubt(line, name, _NO_MEMBER_YET)
            return
        probationary = bool(_PROBATIONARY.search(stage)) and not _FULL.search(stage)
        phone = group.numbers[0] if group.numbers else None
        self._add(line, ListedMember(name, phone, probationary), [*whys, *_whys(name, group)])

    def _add(self, line: int, member: ListedMember, whys: list[Text]) -> None:
        key = member.name, member.phone
        known = self._rows.get(key)
        if known:
            self._repeats += 1
            whys = [_BOTH_STAGES] if known.probationary != member.probationary else []
            member = replace(known, probationary=known.probationary and member.probationary)
        elif any(name == member.name for name, _ in self._rows):
            whys.append(_TWICE)
        self._rows[key] = member
        for why in whys:
            self._doubt(line, member.name, why)
        if len(self._rows) + self._repeats > MOST_LINES:
            raise _too_many()

    def _doubt(self, line: int, words: str, why: Text) -> None:
        self._doubtful.append(Doubt(line, words, why))
        if len(self._doubtful) > 2 * MOST_LINES:
            raise _too_many()


def _whys(name: str, group: _Group) -> Iterator[Text]:
    """What is doubtful about a member who is taken."""
    remark = " ".join(group.remarks)
    if _LONG_FOR_A_NAME.fullmatch(name):
        yield _STRANGE_NAME
    if not group.numbers and re.search(r"\d", group.odd):
        yield _CUT_NUMBER if _CUT_OFF.search(group.odd) else _NO_NUMBER
    if len(group.numbers) > 1:
        yield _MORE_NUMBERS
    if _PROBATIONARY.search(remark) and _FULL.search(remark):
        yield _BOTH_STAGES
    if _LEFT.search(remark):
        yield _MAY_HAVE_LEFT


class _FreeLine:
    """The words of a line by member: names alone, or a name with other things about somebody."""

    def __init__(self, text: str) -> None:
        self._pieces = pieces = list(_PIECE.finditer(text))
        numbers = [piece.start() for piece in pieces if piece["number"]]
        self._last_number = max(numbers, default=-1)
        self._numbers_lead = bool(numbers) and numbers[0] == pieces[0].start()
        self._only_names = not any(map(_tells_more, pieces))
        self._parted = {
            piece.start()
            for before, piece in pairwise(pieces)
            if _PARTS_NAMES.search(text, before.end(), piece.start())
        }

    def groups(self) -> list[_Group]:
        groups = [_Group(only_names=self._only_names)]
        for piece in self._pieces:
            if groups[-1].names and self._begins(piece, groups[-1]):
                groups.append(_Group(only_names=self._only_names))
            _put(piece, groups[-1])
        return groups

    def _begins(self, piece: re.Match[str], group: _Group) -> bool:
        """Whether another member begins here."""
        if piece["number"]:
            return self._numbers_lead and bool(group.numbers)
        if not _may_be_name(piece):
            return False
        if self._only_names:
            return _usual(piece[0]) or piece.start() in self._parted
        followed = piece.start() < self._last_number
        return followed and _usual(piece[0]) and bool(group.numbers or group.odd)


def _tells_more(piece: re.Match[str]) -> bool:
    return bool(piece["number"] or piece["odd"] or _DESCRIBES.fullmatch(piece[0]))


def _may_be_name(piece: re.Match[str]) -> bool:
    word = piece[0]
    return bool(_NAME.fullmatch(word)) and not (
        _tells_more(piece) or _STAGE.fullmatch(word) or _LEFT.search(word)
    )


def _put(piece: re.Match[str], group: _Group) -> None:
    word = piece[0]
    if piece["number"]:
        group.numbers = list(dict.fromkeys((*group.numbers, _tidy_number(word))))
    elif piece["odd"]:
        group.odd = word
    elif _STAGE.fullmatch(word) or _LEFT.search(word):
        group.remarks.append(word)
    elif _may_be_name(piece):
        group.names.append(word)


def _usual(name: str) -> bool:
    """Whether this looks like a name also where nothing says that it is one."""
    return bool(_USUAL_NAME.match(name))


def _numbers(cell: str) -> list[str]:
    """The telephone numbers in a cell; without an area code only if nothing else is there."""
    found = [match[0] for match in _NUMBER.finditer(cell)]
    if not found and _LOCAL_NUMBER.fullmatch(cell):
        found = [cell]
    return list(dict.fromkeys(map(_tidy_number, found)))


def _tidy_number(words: str) -> str:
    """As members give it at home; with the country's number only if it is another country."""
    number = re.sub(r"^00", "+", tidy_phone(words))
    return re.sub(r"^\+?86(?=1[3-9]\d{9}$)", "", number)


def _remark(cell: str, asks_if_probationary: bool) -> str:
    return "预备" if asks_if_probationary and cell.lower() in _YES else cell


def _beginning(words: str) -> str:
    piece = _PIECE.search(words)
    return f"{piece[0][:4]}…" if piece and not piece["odd"] else ""
