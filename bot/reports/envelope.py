"""What is inside a seal: a signed statement with its files, padded to one of a few sizes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bot.reports.age import Unreadable, open_sealed, seal, sealed_length
from bot.reports.keys import KeyPair, is_signed, sign

LARGEST = 16 * 1024 * 1024
_SIZES = (4096, 65_536, 524_288, *(1 << power for power in range(20, 25)))
SEALED_SIZES = frozenset(sealed_length(size) for size in _SIZES)

MOST_FILES = 6
FILE_TYPES = ("image/jpeg", "image/png", "application/pdf", "text/plain")
_SIGNATURE = 64


class Direction(StrEnum):
    """Who says something: the reporter, the body to the reporter, the holders to each other."""

    REPORT = "report"
    ANSWER = "answer"
    LOG = "log"


class TooLarge(ValueError):
    """More than the largest size holds."""


@dataclass(frozen=True, slots=True)
class File:
    type: str
    data: bytes

    @property
    def ending(self) -> str:
        """How the name ends that it is saved under."""
        return "txt" if self.type == "text/plain" else self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands; a message that was found anywhere else is not believed."""

    mailbox: str
    direction: Direction
    number: int


@dataclass(frozen=True, slots=True)
class Message:
    """What was said. `said` are the fields that its direction adds, as in FORMAT.md."""

    place: Place
    body: str
    recipients: tuple[str, ...]
    by: str
    said: Mapping[str, Any]
    files: tuple[File, ...] = ()
    # As it was signed: known once it is.
    content: bytes = b""

    @property
    def digest(self) -> str:
        """Names this statement in the one that follows it."""
        return sha256(_statement(self.content)[1]).hexdigest()


def signed(message: Message, keys: KeyPair) -> Message:
    """The message as `keys` sign it, its content with it."""
    files = [
        {"type": each.type, "size": len(each.data), "sha256": sha256(each.data).hexdigest()}
        for each in message.files
    ]
    place = message.place
    fields = {
        "mailbox": place.mailbox,
        "direction": place.direction,
        "number": place.number,
        "body": message.body,
        "recipients": sorted(message.recipients),
        "by": keys.verify,
        "files": files,
        **message.said,
    }
    statement = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    signature = sign(keys.seed, place.direction, statement)
    content = signature + len(statement).to_bytes(4) + statement
    return replace(
        message,
        by=keys.verify,
        recipients=tuple(sorted(message.recipients)),
        content=content + b"".join(each.data for each in message.files),
    )


def seal_content(content: bytes, recipients: Sequence[str]) -> bytes:
    """Raise `TooLarge`."""
    return seal(pad(content), list(recipients))


def open_message(sealed: bytes, keys: KeyPair, place: Place) -> Message:
    """What was said at `place`, signed by its `by`; raise `Unreadable`.

    Whether `by` is somebody to believe and whether these keys are among the recipients is for the
    caller to see: it depends on who opens.
    """
    message = _read(unpad(open_sealed(sealed, keys)))
    if message.place != place:
        raise Unreadable
    return message


def pad(content: bytes) -> bytes:
    whole = len(content).to_bytes(4) + content
    size = next((size for size in _SIZES if len(whole) <= size), None)
    if size is None:
        raise TooLarge
    return whole.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4])
    content, zeros = padded[4 : 4 + length], padded[4 + length :]
    if len(padded) not in _SIZES or len(content) != length or zeros.strip(b"\0"):
        raise Unreadable
    if pad(content) != padded:
        raise Unreadable
    return content


def _read(content: bytes) -> Message:
    signature, statement, rest = _statement(content)
    try:
        match json.loads(statement):
            case {
                "mailbox": str(mailbox),
                "direction": str(direction),
                "number": int(number),
                "body": str(body),
                "recipients": [*recipients],
                "by": str(by),
                "files": [*listed],
                **said,
            } if is_signed(by, signature, direction, statement):
                place = Place(mailbox, Direction(direction), number)
                files = _files(listed, rest)
                named = tuple(str(each) for each in recipients)
                added = {str(key): value for key, value in said.items()}
                return Message(place, body, named, by, added, files, content)
    except (ValueError, RecursionError):
        pass
    raise Unreadable


def _statement(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Its signature, the statement, and the files' bytes."""
    end = _SIGNATURE + 4 + int.from_bytes(content[_SIGNATURE : _SIGNATURE + 4])
    return content[:_SIGNATURE], content[_SIGNATURE + 4 : end], content[end:]


def _files(listed: list[Any], data: bytes) -> tuple[File, ...]:
    files: list[File] = []
    for each in listed:
        match each:
            case {"type": str(type), "size": int(size), "sha256": str(digest)} if size >= 0:
                part, data = data[:size], data[size:]
                if type not in FILE_TYPES or sha256(part).hexdigest() != digest:
                    raise Unreadable
                files.append(File(type, part))
            case _:
                raise Unreadable
    if data or len(files) > MOST_FILES:
        raise Unreadable
    return tuple(files)
