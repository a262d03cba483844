"""parse_mode HTML: text and entities, with offsets in UTF-16 units, and its refusals.

A port of the grammar in github.com/tdlib/td, MessageEntity.cpp, parse_html: what it lets
through and what it refuses, and at which byte, is what a bot meets on the platform.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from .entities import TAGS, add_entity, argument_of, sort_entities, utf16_length
from .wire import Json, bad_request

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v\0"
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPECIAL = re.compile("[<&]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_REFERENCE = 10
_NOT_UNICODE = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
    "surrogate code units"
)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """A `text_mention` comes with the bare id of its user; whoever knows people fills it in."""
    return _Parser(source).run()


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    piece: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._text = source + "\0"
        self._end = len(source)
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while self._at < self._end:
            found = _SPECIAL.search(self._text, self._at)
            self._put(self._text[self._at : found.start() if found else self._end])
            self._at = found.start() if found else self._end
            if found and found.group() == "&":
                self._put(self._reference() or self._literal())
            elif found:
                self._tag()
        if self._open:
            tag = self._open[-1].tag
            _refuse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        sort_entities(self._entities)
        text = "".join(self._pieces)
        if _SURROGATE.search(text):
            _refuse(_NOT_UNICODE)
        return text, self._entities

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._offset += utf16_length(text)

    def _literal(self) -> str:
        self._at += 1
        return self._text[self._at - 1]

    def _reference(self) -> str:
        """The character of a reference, leaving `_at` behind it, or nothing if it is not one."""
        match = _REFERENCE.match(self._text, self._at)
        assert match is not None
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            character = _NAMED.get(name, "")
        elif len(match.group()) < _LONGEST_REFERENCE:
            code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
            character = chr(code) if 0 < code < 0x10FFFF else ""
        else:
            character = ""
        if character:
            self._at = match.end() + (self._text[match.end()] == ";")
        return character

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._text[self._at] == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self._at += 1

    def _start_tag(self, begin: int) -> None:
        tag = self._word(">").lower()
        if self._at >= self._end:
            self._refuse_at("Unclosed start tag", begin)
        if tag not in TAGS:
            self._refuse_at(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while self._text[self._at] != ">":
            argument = self._attribute(tag, begin) or argument
        if tag == "span" and argument != "spoiler":
            self._refuse_at('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Open(tag, argument, self._offset, len(self._pieces)))

    def _attribute(self, tag: str, begin: int) -> str:
        """The argument that this attribute gives its tag, if it gives one."""
        self._skip_space()
        if self._text[self._at] == ">":
            return ""
        name = self._word("=>/\"'")
        if not name:
            self._refuse_at(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_space()
        if self._text[self._at] != "=":
            if self._at >= self._end:
                self._refuse_at(f'Unclosed start tag "{tag}"', begin)
            return "1" if (tag, name) == ("blockquote", "expandable") else ""
        self._at += 1
        self._skip_space()
        if self._at >= self._end:
            self._refuse_at(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._text[self._at] in "'\"" else self._token()
        if self._at >= self._end:
            self._refuse_at("Unclosed start tag", begin)
        return argument_of(tag, name, value)

    def _token(self) -> str:
        begin = self._at
        match = _TOKEN.match(self._text, begin)
        assert match is not None
        self._at = match.end()
        if self._text[self._at] not in _SPACE + ">":
            self._refuse_at("Unexpected end of name token", begin)
        return match.group().lower()

    def _quoted(self) -> str:
        quote = self._literal()
        value = ""
        while self._at < self._end and self._text[self._at] != quote:
            value += (self._text[self._at] == "&" and self._reference()) or self._literal()
        self._at += self._at < self._end
        return value

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            self._refuse_at("Unexpected end tag", begin)
        self._at += 1
        name = self._word(">").lower()
        self._skip_space()
        if self._text[self._at] != ">":
            self._refuse_at("Unclosed end tag", begin)
        tag = self._open[-1].tag
        if name and name != tag:
            at = f"at byte offset {self._byte(begin)}"
            _refuse(f'Unmatched end tag {at}, expected "</{tag}>", found "</{name}>"')
        self._close(self._open.pop())

    def _close(self, opened: _Open) -> None:
        length = self._offset - opened.offset
        if length:
            place: Json = {"offset": opened.offset, "length": length}
            text = "".join(self._pieces[opened.piece :])
            add_entity(self._entities, opened.tag, opened.argument, place, text)

    def _word(self, stops: str) -> str:
        begin = self._at
        while self._text[self._at] not in _SPACE + stops:
            self._at += 1
        return self._text[begin : self._at]

    def _skip_space(self) -> None:
        while self._at < self._end and self._text[self._at] in _SPACE:
            self._at += 1

    def _byte(self, position: int) -> int:
        return len(self._text[:position].encode("utf-8", "surrogatepass"))

    def _refuse_at(self, words: str, begin: int) -> NoReturn:
        _refuse(f"{words} at byte offset {self._byte(begin)}")


def _refuse(words: str) -> NoReturn:
    raise bad_request(f"Can't parse entities: {words}")
