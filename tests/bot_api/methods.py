"""The methods that this server plays, by the name that the platform gives them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from . import messages, profile
from .files import get_file
from .query import Query
from .webhook import Webhook
from .world import World

_OF_THE_WORLD: dict[str, Callable[[World, Query], object]] = {
    "getMe": profile.get_me,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "sendChatAction": messages.send_chat_action,
    "editMessageText": messages.edit_message_text,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "answerCallbackQuery": messages.answer_callback_query,
    "getFile": lambda world, query: get_file(world.files, query),
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
_OF_THE_WEBHOOK: dict[str, Callable[[Webhook, Query], object]] = {
    "setWebhook": Webhook.set,
    "deleteWebhook": Webhook.delete,
    "getWebhookInfo": Webhook.info,
}

Method = Callable[[Query], object]
T = TypeVar("T")


def methods(world: World, webhook: Webhook) -> dict[str, Method]:
    """By lower-case name: core.telegram.org/bots/api#making-requests, "case-insensitive"."""
    table: dict[str, Method] = {}
    for name, of_world in _OF_THE_WORLD.items():
        table[name.lower()] = _bound(of_world, world)
    for name, of_webhook in _OF_THE_WEBHOOK.items():
        table[name.lower()] = _bound(of_webhook, webhook)
    return table


def _bound(function: Callable[[T, Query], object], subject: T) -> Method:
    return lambda query: function(subject, query)
