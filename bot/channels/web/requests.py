"""From what the page posts to inputs. Whatever else comes is refused with a word."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from bot.conversation import Chat, Event, Input, Opened, Place, Said, Tapped
from bot.language import T, Text

LONGEST_BODY = 64 * 1024
LONGEST_TEXT = 4000


class BadRequest(Exception):
    """A request that the page does not make; `text` is for whoever reads the answer."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text.message)
        self.status = status
        self.text = text


@dataclass(frozen=True, slots=True)
class Posted:
    """One message of a page; `phone` is empty but in the demo, `tapped` is a message's id."""

    phone: str
    update: str
    event: Event
    tapped: str | None

    def input(self, chat: Chat, language: str | None) -> Input:
        return Input(chat, f"{chat.channel}:{self.update}", self.event, language)


@dataclass(frozen=True, slots=True)
class PostedFile:
    """The head of a file that a page posts; its bytes are the request's body."""

    phone: str
    update: str
    tapped: str | None
    name: str
    media: str


def posted_file(request: Request) -> PostedFile:
    # A foreign page cannot post this type to us without asking first.
    if request.headers.get("content-type", "") != "application/octet-stream":
        raise _malformed()
    given = request.query_params
    id, name = given.get("id", ""), given.get("name", "")
    if not (16 <= len(id) <= 64 and id.isalnum() and len(name) <= 200):
        raise _malformed()
    media = given.get("media", "")[:100]
    return PostedFile(given.get("phone", ""), id, given.get("message"), name, media)


async def content(request: Request, longest: int) -> bytes | None:
    """The bytes of a posted file; None where they are more than `longest`."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > longest:
            return None
    return bytes(read)


async def body(request: Request) -> dict[str, Any]:
    """The JSON object of a request from our own page."""
    # A foreign page can post to us, but not as JSON without asking first.
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise _malformed()
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > LONGEST_BODY:
            raise BadRequest(413, T("That is too long. Please send it in parts."))
    try:
        given = json.loads(read)
        # Half a character, which JSON can write, is none for the store.
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _malformed() from None
    if not isinstance(given, dict):
        raise _malformed()
    return given


def posted(given: dict[str, Any]) -> Posted:
    match given:
        case {"phone": str(phone), "id": str(id)} if 16 <= len(id) <= 64 and id.isalnum():
            tapped = given.get("message")
            message = tapped if isinstance(tapped, str) else None
            return Posted(phone, id, _event(given), message)
    raise _malformed()


def seen(given: dict[str, Any]) -> tuple[str, list[str]]:
    """The phone and the ids of the messages that its page shows."""
    match given:
        case {"phone": str(phone), "ids": [*ids]} if len(ids) <= 200:
            return phone, [id for id in ids if isinstance(id, str)]
    raise _malformed()


def _event(given: dict[str, Any]) -> Event:
    match given:
        case {"said": str(words)}:
            if len(words) > LONGEST_TEXT:
                raise BadRequest(413, T("That is too long. Please send it in parts."))
            return Said(words)
        case {"tapped": str(token)} if len(token) <= 64:
            return Tapped(token)
        case {"opened": str(start)} if len(start) <= 64:
            return Opened(start)
        case {
            "place": {"latitude": float() | int() as north, "longitude": float() | int() as east}
        }:
            if abs(north) <= 90 and abs(east) <= 180:
                return Place(north, east)
    raise _malformed()


def _malformed() -> BadRequest:
    return BadRequest(400, T("The page sent something odd. Please load it anew."))
