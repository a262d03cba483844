"""Forms: what is asked, as data. The engine asks it, every channel can fill it in."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.conversation.document import Document
from bot.conversation.screen import Entry
from bot.language import T, Text

# What each field holds once it is answered: text or a choice's value; empty where it was skipped.
Answers: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers; `value` is at most 32 ASCII characters."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A position that was shared, in degrees. It is looked at once and never kept."""

    latitude: float
    longitude: float


class Source(Protocol):
    """Where a search looks."""

    def search(self, words: str) -> Sequence[Choice]: ...
    def near(self, place: Place) -> Sequence[Choice]: ...
    def label(self, value: str) -> Text | None:
        """How the chosen thing is called now; None when it can no longer be chosen."""


class Unclear(Exception):
    """An answer that cannot be taken; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text


def as_it_is(words: str) -> str:
    return words


def one_line(words: str) -> str:
    """Words that cannot look like more than they are on somebody else's screen.

    Line breaks become spaces; what is invisible or turns the direction of writing is dropped.
    """
    shown = (" " if letter.isspace() else letter for letter in words)
    kept = (letter for letter in shown if unicodedata.category(letter)[0] != "C")
    return " ".join("".join(kept).split())


def many_lines(words: str) -> str:
    """Typed text with its lines, without what is invisible or turns the direction of writing."""
    shown = "".join(
        letter for letter in words if letter == "\n" or letter.isprintable() or letter.isspace()
    )
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    return "\n".join(lines).strip()


@dataclass(frozen=True, slots=True)
class TextKind:
    """Typed text. `parse` tidies it or raises `Unclear`."""

    hint: Text = T("Type here")
    longest: int = 500
    parse: Callable[[str], str] = as_it_is

    @property
    def entry(self) -> Entry:
        return Entry("text", self.hint)

    def read(self, words: str) -> str:
        if not any(letter.isprintable() and not letter.isspace() for letter in words):
            raise Unclear(T("Nothing can be read in that. Please type it again."))
        if len(words) > self.longest:
            raise Unclear(T("That is too long: at most {most} characters.", most=self.longest))
        return self.parse(words)


@dataclass(frozen=True, slots=True)
class PhoneKind(TextKind):
    """A telephone number, typed or shared as one's own contact."""

    @property
    def entry(self) -> Entry:
        return Entry("phone", self.hint)


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of at most eight choices."""

    choices: tuple[Choice, ...]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class SearchKind:
    """Search and pick from a source; `otherwise` are answers besides what is found.

    One that `offers` shows what a search for nothing finds before anything is typed.
    """

    source: str
    hint: Text
    otherwise: tuple[Choice, ...] = ()
    place: bool = False
    offers: bool = False

    @property
    def entry(self) -> Entry:
        return Entry("search", self.hint, self.place)


@dataclass(frozen=True, slots=True)
class ManyKind:
    """At least one of at most seven choices; the answer is their values, parted by commas."""

    choices: tuple[Choice, ...]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A file, at most `longest` bytes; where `words` is set, typed words are taken as one too.

    `read` makes of what was sent what is kept, and raises `Unclear` for what cannot be taken.
    It runs outside of the turn and may take its time. The answer names what is kept, see
    `Turn.document`. `caption` names a question of typed text at which the file is taken too:
    what stands below it answers that one.
    """

    hint: Text
    read: Callable[[Document], Document]
    longest: int = 5 * 2**20
    words: bool = False
    caption: str = ""

    @property
    def entry(self) -> Entry:
        return Entry("words or file" if self.words else "file", self.hint)


Kind: TypeAlias = TextKind | PhoneKind | ChoiceKind | SearchKind | ManyKind | DocumentKind


def always(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `key` is at most 12 ASCII letters; `label` names it on the review."""

    key: str
    label: Text
    prompt: Text
    kind: Kind
    required: bool = True
    when: Callable[[Answers], bool] = always
    review: bool = True


def _takes_file(field: Field, asked: str) -> bool:
    kind = field.kind
    return isinstance(kind, DocumentKind) and asked in (field.key, kind.caption)


@dataclass(frozen=True, slots=True)
class Form:
    """Questions in their order; what becomes of the answers is the command's affair.

    One that goes `at_once` is sent with its last answer, unseen: for what is easily put right.
    """

    title: Text
    fields: tuple[Field, ...]
    send: Text = T("Send")
    review: Text = T("Please look it over.")
    at_once: bool = False

    def read(self, key: str, words: str) -> str:
        """Words as the answer to a question of typed text; raise `Unclear` where they are none."""
        kinds = (each.kind for each in self.fields if each.key == key)
        return next(kind for kind in kinds if isinstance(kind, TextKind)).read(words)

    def filed_at(self, asked: str) -> Field | None:
        """The question that a file answers while the one with this key is asked."""
        return next((each for each in self.fields if _takes_file(each, asked)), None)

    def takes_at(self, asked: str) -> DocumentKind | None:
        """How a file is taken while the question with this key is asked; None where none is."""
        field = self.filed_at(asked)
        return field.kind if field and isinstance(field.kind, DocumentKind) else None

    def applicable(self, answers: Answers) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.when(answers))
