"""Updates as Telegram sends them, for tests without any network."""

from typing import Any

from telegram import Update

Json = dict[str, Any]

NUMBER = 5
LI: Json = {"id": 7, "is_bot": False, "first_name": "李明", "language_code": "zh-hans"}
PRIVATE: Json = {"id": 7, "type": "private", "first_name": "李明"}
GROUP: Json = {"id": -100, "type": "group", "title": "老乡群"}
SUPERGROUP: Json = {"id": -1000, "type": "supergroup", "title": "老乡群"}
CHANNEL: Json = {"id": -2000, "type": "channel", "title": "通知"}
FILE: Json = {"file_id": "F1", "file_unique_id": "U1"}


def update(kind: str, content: Json) -> Json:
    """An update that somebody else's model of the API takes for one, too."""
    made = {"update_id": NUMBER, kind: content}
    assert Update.de_json(made, None)
    return made


def message(content: Json, chat: Json = PRIVATE, sender: Json | None = LI) -> Json:
    """A message; `content` is what makes it one of its kind."""
    card: Json = {"message_id": 3, "date": 1_750_000_000, "chat": chat}
    return card | ({"from": sender} if sender else {}) | content


def said(content: Json, chat: Json = PRIVATE, sender: Json | None = LI) -> Json:
    return update("message", message(content, chat, sender))


def edited(content: Json, chat: Json = PRIVATE) -> Json:
    return update("edited_message", message({"edit_date": 1_750_000_009} | content, chat))


def tapped(data: str | None, on: Json | None) -> Json:
    """A button's press; `on` is the message, None for one that was sent by way of inline mode."""
    query: Json = {"id": "Q1", "from": LI, "chat_instance": "7"}
    query |= {"data": data} if data is not None else {"game_short_name": "chess"}
    return update("callback_query", query | ({"message": on} if on else {"inline_message_id": "I"}))


def gone(chat: Json = PRIVATE) -> Json:
    """A message that is too old or deleted: all that Telegram still tells of it."""
    return {"message_id": 3, "date": 0, "chat": chat}


def membership(old: str, new: str, chat: Json = PRIVATE) -> Json:
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    states: dict[str, Json] = {"member": {}, "left": {}, "kicked": {"until_date": 0}}
    change: Json = {"chat": chat, "from": LI, "date": 1_750_000_000}
    change |= {"old_chat_member": {"status": old, "user": bot} | states[old]}
    change |= {"new_chat_member": {"status": new, "user": bot} | states[new]}
    return update("my_chat_member", change)
