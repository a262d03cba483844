"""From Telegram's updates to inputs, without any network."""

import logging
import re
from dataclasses import dataclass
from typing import Any

from telegram import Bot, CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

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

log = logging.getLogger(__name__)

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
    """Somebody said or tapped something in a chat with the bot alone."""

    given: Input
    tap: Tap | None = None


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


Decoded = Talk | Sent | Reach | Group | None


def read(written: Any, bot: Bot) -> Update | None:
    """An update from its JSON; None where it cannot be read."""
    try:
        update = Update.de_json(written, bot)
    except Exception as error:
        # The text of the error would hold the update, and with it what a person wrote.
        log.error("an update could not be read: %s", type(error).__name__)
        return None
    return update if isinstance(update, Update) else None


def decode(update: Update) -> Decoded:
    """What an update says to the conversation; None where there is nothing to answer."""
    if update.callback_query:
        return _tapped(update, update.callback_query)
    if update.my_chat_member:
        return _reach(update.my_chat_member)
    if update.message:
        return _message(update, update.message)
    if update.edited_message:
        return _edited(update, update.edited_message)
    return None


def _tapped(update: Update, query: CallbackQuery) -> Decoded:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return None
    chat = Chat(CHANNEL, str(query.message.chat.id))
    given = Input(chat, _id(update), Tapped(query.data or ""), query.from_user.language_code, False)
    return Talk(given, Tap(query.id, query.message.message_id))


def _reach(change: ChatMemberUpdated) -> Decoded:
    if change.chat.type != ChatType.PRIVATE:
        return None
    chat = Chat(CHANNEL, str(change.chat.id))
    return Reach(chat, change.new_chat_member.status != ChatMember.BANNED)


def _message(update: Update, message: Message) -> Decoded:
    language = message.from_user.language_code if message.from_user else None
    if message.chat.type != ChatType.PRIVATE:
        called = bool(message.text and message.text.startswith("/"))
        return Group(Chat(CHANNEL, str(message.chat.id)), language) if called else None
    if sent := _sent(update, message):
        return sent
    event = _event(message)
    return _talk(update, message, event) if event else None


def _sent(update: Update, message: Message) -> Sent | None:
    given = _given(update, message, Unsupported("file"))
    if message.document:
        name, media = message.document.file_name or "", message.document.mime_type or ""
        size = message.document.file_size or 0
        return Sent(given, message.document.file_id, one_line(name), media, size)
    if message.photo:
        # The platform makes several sizes of a photo; the last is the largest.
        largest = message.photo[-1]
        return Sent(given, largest.file_id, "photo.jpg", "image/jpeg", largest.file_size or 0)
    return None


def _edited(update: Update, message: Message) -> Decoded:
    # A live position is edited whenever its phone moves.
    return None if message.location else _talk(update, message, Unsupported("edited"))


def _talk(update: Update, message: Message, event: Event) -> Decoded:
    if message.chat.type != ChatType.PRIVATE:
        return None
    return Talk(_given(update, message, event))


def _given(update: Update, message: Message, event: Event) -> Input:
    language = message.from_user.language_code if message.from_user else None
    return Input(Chat(CHANNEL, str(message.chat.id)), _id(update), event, language, False)


def _event(message: Message) -> Event | None:
    if message.text is not None:
        return _text(message.text)
    if message.contact:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return Contact(message.contact.phone_number, own)
    if message.location:
        return Place(message.location.latitude, message.location.longitude)
    if message.voice or message.video_note:
        return Unsupported("voice")
    if message.effective_attachment is None:
        # What Telegram says of itself, such as a pinned message.
        return None
    return Unsupported()


def _text(text: str) -> Event:
    command, _, start = text.partition(" ")
    named = _COMMAND.fullmatch(command)
    if named and named.group(1) == "/start":
        return Opened(start.strip())
    return Said(named.group(1) if named and not start else text)


def _id(update: Update) -> str:
    return f"{CHANNEL}:{update.update_id}"
