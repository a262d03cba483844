"""The calls that answer people, by plain data: the library's objects took longer than the call.

What is called seldom goes by `telegram.Bot`. https://core.telegram.org/bots/api#available-methods
"""

import json
from typing import Any

from telegram import Bot

from bot.channels.telegram.render import Outgoing
from bot.channels.telegram.transport import Transport
from bot.conversation import Chat


class Api:
    """Each call raises what the library would raise."""

    def __init__(self, bot: Bot, request: Transport) -> None:
        self._base = bot.base_url
        self._request = request

    async def send_message(self, chat: Chat, message: Outgoing) -> None:
        await self._call("sendMessage", {"chat_id": int(chat.address), **_shown(message)})

    async def send_for_good(self, chat: Chat, message: Outgoing) -> int:
        """Send what may be corrected or deleted one day; the message's id in its chat."""
        where = {"chat_id": int(chat.address)}
        answer = await self._call("sendMessage", {**where, **_shown(message)})
        return int(json.loads(answer)["result"]["message_id"])

    async def delete_messages(self, chat: Chat, ids: list[int]) -> None:
        await self._call("deleteMessages", {"chat_id": int(chat.address), "message_ids": ids})

    async def edit_message_text(self, chat: Chat, id: int, message: Outgoing) -> None:
        which = {"chat_id": int(chat.address), "message_id": id}
        await self._call("editMessageText", {**which, **_shown(message)})

    async def take_buttons(self, chat: Chat, id: int) -> None:
        which = {"chat_id": int(chat.address), "message_id": id}
        await self._call("editMessageReplyMarkup", which)

    async def answer_callback_query(self, query: str) -> None:
        await self._call("answerCallbackQuery", {"callback_query_id": query})

    async def _call(self, method: str, parameters: dict[str, Any]) -> bytes:
        return await self._request.call(f"{self._base}/{method}", parameters)


def _shown(message: Outgoing) -> dict[str, Any]:
    shown = {
        "text": message.text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return {**shown, "reply_markup": message.keyboard} if message.keyboard else shown
