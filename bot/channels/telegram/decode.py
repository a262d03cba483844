"""From Telegram's updates, as they come, to inputs; without any network.

https://core.telegram.org/bots/api#update. The library's objects of an update took longer to
make than the turn that answers it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.conversation import (
    Chat,
    Contact,
    Event,
    Input,
    Opened,
    Place,
    Said,
    Tapped,
    Unsupported,
    one_line,
)

Json: TypeAlias = Mapping[str, Any]

CHANNEL = "telegram"
# Asked for by name, because `my_chat_member` alone says who blocked the bot.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


# A command may name the bot that it is for: https://core.telegram.org/bots/features#commands
_COMMAND = re.compile(r"(/\w+)(?:@\w+)?")


@dataclass(frozen=True, slots=True)
class Tap:
    """The button that an input came from: to be answered, and its message edited."""

    query: str
    message: int


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody said or tapped something in a chat with the bot alone, in this message of theirs."""

    given: Input
    tap: Tap | None = None
    message: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """A person blocked the bot, or took that back."""

    chat: Chat
    open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody spoke to the bot in a group, where nothing personal may be said."""

    chat: Chat
    language: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: to be fetched only where it was asked for.

    `size` is in bytes, 0 where the platform does not say; `given` has the event for a file that
    nobody asked for.
    """

    given: Input
    file: str
    name: str
    media: str
    size: int
    caption: str = ""
    forwarded: bool = False
    message: int | None = field(default=None, compare=False)


Decoded = Talk | Sent | Reach | Group | None


def decode(update: Json) -> Decoded:
    """What an update says to the conversation; None where there is nothing to answer.

    Raise whatever comes of one that is not made as the platform makes them.
    """
    id = f"{CHANNEL}:{int(update['update_id'])}"
    match update:
        case {"callback_query": query}:
            return _tapped(id, query)
        case {"my_chat_member": change}:
            return _reach(change)
        case {"message": message}:
            return _message(id, message)
        case {"edited_message": message}:
            return _edited(id, message)
    return None


def _tapped(update: str, query: Json) -> Decoded:
    message = query.get("message")
    if message is None or not _private(message):
        return None
    event = Tapped(query.get("data", ""))
    given = Input(_chat(message), update, event, _language(query), False)
    return Talk(given, Tap(query["id"], message["message_id"]))


def _reach(change: Json) -> Decoded:
    if not _private(change):
        return None
    return Reach(_chat(change), change["new_chat_member"]["status"] != "kicked")


def _message(update: str, message: Json) -> Decoded:
    if not _private(message):
        called = message.get("text", "").startswith("/")
        return Group(_chat(message), _language(message)) if called else None
    if sent := _sent(update, message):
        return sent
    event = _event(message)
    given = _given(update, message, event) if event else None
    return Talk(given, message=message["message_id"]) if given else None


def _sent(update: str, message: Json) -> Sent | None:
    match message:
        # What moves comes as a document, too.
        case {"animation": _}:
            return None
        case {"document": file}:
            name, media = one_line(file.get("file_name", "")), file.get("mime_type", "")
        case {"photo": [*_, file]}:
            name, media = "photo.jpg", "image/jpeg"
        case _:
            return None
    return Sent(
        _given(update, message, Unsupported("file")),
        file["file_id"],
        name,
        media,
        file.get("file_size", 0),
        message.get("caption", ""),
        "forward_origin" in message,
        message["message_id"],
    )


def _edited(update: str, message: Json) -> Decoded:
    # A live position is edited whenever its phone moves.
    if "location" in message or not _private(message):
        return None
    return Talk(_given(update, message, Unsupported("edited")))


def _given(update: str, message: Json, event: Event) -> Input:
    return Input(_chat(message), update, event, _language(message), False)


def _private(update: Json) -> bool:
    return bool(update["chat"]["type"] == "private")


def _chat(update: Json) -> Chat:
    return Chat(CHANNEL, str(int(update["chat"]["id"])))


def _language(update: Json) -> str | None:
    """What the sender's device speaks; channels and the platform itself send nameless."""
    language: str | None = update.get("from", {}).get("language_code")
    return language


# What a person can send that the bot does not read; else Telegram speaks of the chat itself.
_CONTENT = {
    *("animation", "audio", "checklist", "dice", "game", "invoice", "paid_media"),
    *("passport_data", "poll", "sticker", "story", "successful_payment", "video"),
}


def _event(message: Json) -> Event | None:
    match message:
        case {"text": str(text), "forward_origin": _}:
            return Said(text, forwarded=True)
        case {"text": str(text)}:
            return _text(text)
        case {"contact": contact}:
            sender = message.get("from", {}).get("id")
            own = sender is not None and contact.get("user_id") == sender
            return Contact(contact["phone_number"], own)
        case {"location": place}:
            return Place(place["latitude"], place["longitude"])
        case {"voice": _} | {"video_note": _}:
            return Unsupported("voice")
    return Unsupported() if _CONTENT & message.keys() else None


def _text(text: str) -> Event:
    command, _, start = text.partition(" ")
    named = _COMMAND.fullmatch(command)
    if named and named.group(1) == "/start":
        return Opened(start.strip())
    return Said(named.group(1) if named and not start else text)
