"""Screens: what a person sees, as data that any channel can draw in any language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.conversation.document import Document, Unwritten
from bot.language import T, Text

# A digit answers an option on every channel, and nobody should read more than this at once.
MOST_OPTIONS = 8

BACK = T("Back")


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; `token` is what a tap sends back, ASCII of at most 64 characters."""

    label: Text
    token: str


TO_MENU = Option(BACK, "menu/")


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be typed or shared in answer, so that a channel can offer the right keys."""

    kind: Literal["text", "search", "phone", "file", "words or file"]
    hint: Text
    place: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """Paragraphs, at most eight numbered options, and controls that have words.

    `again` is the token that draws this screen anew. A screen with `replace` takes the place
    of the message whose button led to it. `back` is answered by the digit 0. `attachments` go
    with it, as messages of their own where the channel cannot do otherwise. `unwritten` become
    attachments before a channel sees the screen. One that `enters` leads out of what is
    remembered: nothing is kept of the turn, and digits mean what they meant before.
    """

    paragraphs: tuple[Text, ...]
    options: tuple[Option, ...] = ()
    controls: tuple[Option, ...] = ()
    back: Option | None = None
    entry: Entry | None = None
    replace: bool = False
    again: str = "menu/"
    attachments: tuple[Document, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    enters: str = ""

    def __post_init__(self) -> None:
        if len(self.options) > MOST_OPTIONS:
            raise ValueError(f"{len(self.options)} options are too many for one screen")

    @property
    def numbered(self) -> tuple[str, ...]:
        """The tokens that the digits stand for: first the one of 0, then of 1 to 8.

        Empty where text is asked, because there a digit is text.
        """
        if self.entry is not None and not self.options:
            return ()
        zero = self.back.token if self.back else ""
        return (zero, *(option.token for option in self.options))

    def noting(self, *notes: Text) -> "Screen":
        """The same screen with `notes` said first."""
        return replace(self, paragraphs=(*notes, *self.paragraphs))

    def written(self) -> "Screen":
        """The same screen with all its attachments; it may take long."""
        written = tuple(each.written() for each in self.unwritten)
        return replace(self, attachments=(*self.attachments, *written), unwritten=())

    def to_json(self) -> Any:
        """Only what a message that stands alone has: paragraphs and options. Files go apart."""
        return {
            "paragraphs": [text.to_json() for text in self.paragraphs],
            "options": [[option.label.to_json(), option.token] for option in self.options],
        }

    @staticmethod
    def from_json(written: Any, attachments: tuple[Document, ...] = ()) -> "Screen":
        return Screen(
            tuple(Text.from_json(text) for text in written["paragraphs"]),
            tuple(Option(Text.from_json(label), token) for label, token in written["options"]),
            attachments=attachments,
        )


def page_of(
    options: Sequence[Option], page: int, more: str, most: int = MOST_OPTIONS
) -> tuple[Option, ...]:
    """The options of one page; `more` is the token's beginning, the next page's number its end."""
    if len(options) <= most:
        return tuple(options)
    size = most - 1
    pages = -(-len(options) // size)
    page %= pages
    shown = options[page * size : (page + 1) * size]
    last = page + 1 == pages
    label = T("From the beginning") if last else T("More")
    return (*shown, Option(label, f"{more}{0 if last else page + 1}"))
