"""What comes in from a channel, already free of the channel's own shapes."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.conversation.document import Document
from bot.conversation.form import DocumentKind, Place
from bot.language import T, Text


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a conversation takes place: the channel's name and its address for the person."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody came in, perhaps by a link that carries `start`."""

    start: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were typed, or `forwarded`: somebody else's, or one's own of earlier."""

    words: str
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Tapped:
    token: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number shared by the channel's own means; `own` where the channel vouches."""

    number: str
    own: bool


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something that the bot does not read; `kind` names what has a word of its own."""

    kind: Literal["", "voice", "edited", "file"] = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was asked for and cannot be taken; `text` says why."""

    text: Text


def too_large(kind: DocumentKind) -> Unread:
    """For a file that is larger than a question takes."""
    most = kind.longest // 2**20
    return Unread(T("That file is too large: at most {most} MB. It was not kept.", most=most))


Event: TypeAlias = Opened | Said | Tapped | Contact | Place | Document | Unread | Unsupported


@dataclass(frozen=True, slots=True)
class Input:
    """One update. `update` is its id, the same when the channel delivers it again.

    `sure` says that the channel asks again until it has the reply; where it does not, the
    reply can be lost, and what is said next may have been said without seeing it.
    """

    chat: Chat
    update: str
    event: Event
    language: str | None = None
    sure: bool = True
