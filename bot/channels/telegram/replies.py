"""Replies: what a turn answers is drawn, sent, or put in the place of what was tapped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import Calls, not_modified
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.decode import Tap
from bot.channels.telegram.files import Files
from bot.channels.telegram.receipts import Receipts
from bot.channels.telegram.render import Outgoing, Renderer
from bot.channels.telegram.unkept import Unkept
from bot.conversation import Chat, Document, Receipt, Reply
from bot.language import Text

log = logging.getLogger(__name__)


class Replies:
    """Shows replies. Those of one chat must come one after the other."""

    def __init__(
        self,
        api: Api,
        calls: Calls,
        menus: CommandMenus,
        files: Files,
        renderer: Renderer,
        receipts: Receipts,
    ) -> None:
        self._api = api
        self._calls = calls
        self._menus = menus
        self._files = files
        self._renderer = renderer
        self._receipts = receipts
        # Chats whose phone shows keys of ours at the bottom; forgotten at a restart, when a
        # key that stays there is only pressed in vain.
        self._keys_up: set[Chat] = set()
        self._unkept = Unkept()

    def will_go(self, chat: Chat, message: int | None) -> None:
        """Note a message that belongs to a conversation that is kept nowhere."""
        self._unkept.note(chat, message)

    async def show(self, chat: Chat, reply: Reply, tap: Tap | None) -> None:
        """Show a reply, in the place of what was tapped where it can be."""
        answered = asyncio.create_task(self._answer_tap(tap)) if tap else None
        arrived = False
        if reply.over or not reply.ephemeral:
            await self._delete_unkept(chat)
        try:
            arrived = await self._draw_and_show(chat, reply, tap)
        except Exception as error:
            log.error("a reply failed: %s", type(error).__name__)
        if answered:
            await answered
        if reply.mark:
            self._receipts.put(Receipt(chat, reply.mark, arrived))
        await self._menus.follow(chat, reply)

    async def _delete_unkept(self, chat: Chat) -> None:
        """Delete what belonged to a conversation that is kept nowhere."""
        for part in self._unkept.take(chat):
            await self._try(lambda part=part: self._api.delete_messages(chat, part))  # type: ignore[misc]

    async def _draw_and_show(self, chat: Chat, reply: Reply, tap: Tap | None) -> bool:
        visitor = reply.visitor
        keys_up = chat in self._keys_up
        drawn = self._renderer.draw(reply.screen, visitor.locale, visitor.zone, keys_up=keys_up)
        self._note_keys(chat, drawn[-1])
        edit, files = reply.replaces or reply.goes_on, reply.screen.attachments
        if tap and edit and await self._edited(chat, drawn, tap):
            drawn = []
        return await self.say_all(chat, drawn, files, unkept=reply.ephemeral) is None

    async def _edited(self, chat: Chat, drawn: list[Outgoing], tap: Tap) -> bool:
        """Whether the tapped message says it now; else it has at least no more buttons."""
        if len(drawn) == 1 and drawn[0].inline:
            return await self._edit(chat, tap.message, drawn[0])
        await self._take_buttons(chat, tap.message)
        return False

    async def _edit(self, chat: Chat, message: int, drawn: Outgoing) -> bool:
        await self._calls.paced(chat)
        try:
            await self._calls.make(
                lambda: self._api.edit_message_text(chat, message, drawn), harmless=True
            )
        except BadRequest as error:
            return not_modified(error)
        except TelegramError:
            return False
        return True

    async def _take_buttons(self, chat: Chat, message: int) -> None:
        await self._try(lambda: self._api.take_buttons(chat, message))

    async def _answer_tap(self, tap: Tap) -> None:
        # Too late is no harm: the phone has stopped waiting for it.
        await self._try(lambda: self._api.answer_callback_query(tap.query))

    async def _try(self, call: Callable[[], Awaitable[object]]) -> None:
        try:
            await self._calls.make(call, harmless=True)
        except TelegramError as error:
            log.debug("a call that may fail: %s", type(error).__name__)

    async def tell(self, chat: Chat, text: Text, locale: str) -> None:
        """Say a word that needs no answer."""
        await self.say_all(chat, [Outgoing(self._renderer.say(text, locale), None)])

    async def say_all(
        self,
        chat: Chat,
        drawn: Sequence[Outgoing],
        files: Sequence[Document] = (),
        *,
        unkept: bool = False,
    ) -> TelegramError | None:
        """Send messages, and files behind them; the error of the first that did not go."""
        for each in drawn:
            await self._calls.paced(chat)
            try:
                await self._send(chat, each, unkept=unkept)
            except TelegramError as error:
                log.warning("a message was not sent: %s", type(error).__name__)
                return error
        for document in files:
            if failed := await self._files.send(chat, document):
                return failed
        return None

    async def _send(self, chat: Chat, each: Outgoing, *, unkept: bool) -> None:
        if unkept:
            id = await self._calls.make(lambda: self._api.send_for_good(chat, each))
            self._unkept.note(chat, id)
        else:
            await self._calls.make(lambda: self._api.send_message(chat, each))

    def _note_keys(self, chat: Chat, drawn: Outgoing) -> None:
        if drawn.puts_keys_up:
            self._keys_up.add(chat)
        elif drawn.puts_keys_up is False:
            self._keys_up.discard(chat)
