"""From screens to Telegram's messages, without any network."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.conversation import Option, Screen
from bot.language import Catalogues, T, Text

# https://core.telegram.org/bots/api#sendmessage, counted in UTF-16 units.
LONGEST = 4096

Words: TypeAlias = Callable[[Text], str]
# https://core.telegram.org/bots/api#inlinekeyboardmarkup and its neighbours, as they go out.
Keyboard: TypeAlias = Mapping[str, Any]
Key: TypeAlias = Mapping[str, Any]

SHARE_CONTACT = T("Share my number")
SHARE_PLACE = T("Share where I am")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: HTML, and the keys below it or at the bottom of the screen."""

    text: str
    keyboard: Keyboard | None

    @property
    def inline(self) -> bool:
        """Whether an older message can be edited into this one."""
        return self.keyboard is None or "inline_keyboard" in self.keyboard

    @property
    def puts_keys_up(self) -> bool | None:
        """Whether it leaves keys at the bottom of the phone; None where it changes nothing."""
        if self.keyboard is None or self.inline:
            return None
        return "keyboard" in self.keyboard


class Renderer:
    """Draws screens in the receiver's language."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues

    def draw(self, screen: Screen, locale: str, zone: str, *, keys_up: bool) -> list[Outgoing]:
        """The messages of a screen, in their order; the keys are on the last one.

        `keys_up` says that an earlier screen left its keys at the bottom of the phone.
        """

        def words(text: Text) -> str:
            return self._catalogues.say(text, locale, zone)

        parts = list(split("\n".join(html.escape(words(text)) for text in screen.paragraphs)))
        *before, last = parts or [_NOTHING]
        keyboard = _keys(screen, words) or (_keys_stay(screen, words) if keys_up else None)
        shown = Outgoing(last, keyboard or _inline(screen, words))
        return [*(Outgoing(part, None) for part in before), shown]

    def say(self, text: Text, locale: str) -> str:
        return html.escape(self._catalogues.say(text, locale))


# A message must say something.
_NOTHING = "…"
# What alone is nothing: github.com/tdlib/td, misc.cpp, strip_empty_characters.
_INVISIBLE = re.compile(r"[\s\x00-\x1f\u180e\u200b-\u200f\u2028-\u202e\u2800\ufeff\ufffc]*")


def split(text: str) -> Iterator[str]:
    """A text in pieces that Telegram takes, cut at lines where there are any.

    An escaped character counts as what stands here, which is more than Telegram counts.
    """
    if len(text) <= LONGEST // 2:
        yield from _shown(text)
        return
    piece, size = "", 0
    for part in _parts(text):
        length = _length(part)
        if size + length - part.endswith("\n") > LONGEST:
            yield from _shown(piece)
            piece, size = "", 0
        piece, size = piece + part, size + length
    yield from _shown(piece)


def _shown(piece: str) -> Iterator[str]:
    if not _INVISIBLE.fullmatch(piece):
        yield piece.strip("\n")


def _parts(text: str) -> Iterator[str]:
    """The lines with their ends; one that is too long in parts."""
    for line in re.findall("[^\n]*\n|[^\n]+", text):
        while _length(line.rstrip("\n")) > LONGEST:
            # Half as many characters always fit; an escaped one is not cut in two.
            cut = LONGEST // 2
            if (escape := line.rfind("&", cut - 6, cut)) >= 0 and ";" not in line[escape:cut]:
                cut = escape
            yield line[:cut]
            line = line[cut:]
        yield line


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _inline(screen: Screen, words: Words) -> Keyboard | None:
    numbered = bool(screen.numbered)
    rows = [
        [_button(f"{number} {words(option.label)}" if numbered else words(option.label), option)]
        for number, option in enumerate(screen.options, 1)
    ]
    controls = [_button(words(option.label), option) for option in screen.controls]
    if screen.back:
        label = words(screen.back.label)
        controls.insert(0, _button(f"0 {label}" if numbered else label, screen.back))
    if controls:
        rows.append(controls)
    return {"inline_keyboard": rows} if rows else None


def _keys(screen: Screen, words: Words) -> Keyboard | None:
    """Keys that share a number or a position; only the phone's own keyboard can have those."""
    entry = screen.entry
    if entry is None or screen.options or not (entry.kind == "phone" or entry.place):
        return None
    if entry.kind == "phone":
        first = {"text": words(SHARE_CONTACT), "request_contact": True}
    else:
        first = {"text": words(SHARE_PLACE), "request_location": True}
    return _keyboard([[first], _control_keys(screen, words)], words(entry.hint))


def _keys_stay(screen: Screen, words: Words) -> Keyboard | None:
    """What replaces keys that are up: buttons in a message would leave them standing."""
    if screen.options:
        return None
    if screen.entry is None:
        return None if screen.controls or screen.back else {"remove_keyboard": True}
    return _keyboard([_control_keys(screen, words)], words(screen.entry.hint))


def _control_keys(screen: Screen, words: Words) -> list[Key]:
    controls = [*([screen.back] if screen.back else []), *screen.controls]
    return [{"text": words(option.label)} for option in controls]


def _keyboard(rows: list[list[Key]], hint: str) -> Keyboard:
    return {
        "keyboard": rows,
        "resize_keyboard": True,
        "one_time_keyboard": True,
        # https://core.telegram.org/bots/api#replykeyboardmarkup
        "input_field_placeholder": hint[:64],
    }


def _button(label: str, option: Option) -> Key:
    return {"text": label, "callback_data": option.token}
