"""Files: what people send where a question asks for one, and what goes with a screen."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A file: its name, its media type such as `text/csv`, its bytes.

    `caption` is what somebody wrote below it when they sent it, and `forwarded` says that it is
    somebody else's, or one's own of earlier; neither is kept with the file.
    """

    name: str
    media: str
    content: bytes
    caption: str = ""
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A file whose bytes take time: `write` makes them after the turn, without the store."""

    name: str
    media: str
    write: Callable[[], bytes]

    def written(self) -> Document:
        return Document(self.name, self.media, self.write())


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept while a form is filled in; the field's answer names it."""

    id: str
    document: Document

    @property
    def answer(self) -> str:
        return f"{self.id} {self.document.name}"


def id_of(answer: str) -> str:
    """The id of the kept file that an answer names."""
    return answer.partition(" ")[0]


def name_of(answer: str) -> str:
    return answer.partition(" ")[2]
