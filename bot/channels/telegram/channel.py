"""The channel: updates become turns, replies become messages, deliveries are handed over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import Calls, not_modified
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.decode import Decoded, Group, Json, Reach, Sent, Talk, Tap, decode
from bot.channels.telegram.deliveries import Deliveries
from bot.channels.telegram.files import Asks, Files
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.receipts import Receipts
from bot.channels.telegram.render import Outgoing, Renderer
from bot.channels.telegram.unkept import Unkept
from bot.conversation import Chat, Document, Input, Receipt, Reply
from bot.delivery import Delivery, Outcome
from bot.language import Catalogues, T
from bot.storage import StorageTrouble

log = logging.getLogger(__name__)

_IN_GROUP = T("I talk with one person at a time. Please write to me directly.")
_LATER = T("Something is wrong on our side. Nothing is lost; please try again in a while.")


@dataclass(frozen=True, slots=True)
class House:
    """What the Telegram channel needs of the rest.

    `asks_document` is the kind of question that a file would answer now, None where none would.
    `replied` notes which chats have the reply of their last turn; `reach` whether a person can
    be reached there.
    """

    answer: Callable[[Input], Awaitable[Reply]]
    asks_document: Asks
    replied: Callable[[Sequence[Receipt]], Awaitable[None]]
    reach: Callable[[Chat, bool], Awaitable[None]]
    catalogues: Catalogues


class TelegramChannel:
    """Answers updates and hands over deliveries."""

    def __init__(
        self, api: Api, house: House, calls: Calls, menus: CommandMenus, files: Files
    ) -> None:
        self._api = api
        self._house = house
        self._calls = calls
        self._menus = menus
        self._files = files
        self._renderer = Renderer(house.catalogues)
        self._deliveries = Deliveries(api, calls, self._renderer, self._say_all)
        self._lanes = Lanes()
        self._receipts = Receipts(house.replied)
        # Chats whose phone shows keys of ours at the bottom; forgotten at a restart, when a
        # key that stays there is only pressed in vain.
        self._keys_up: set[Chat] = set()
        self._unkept = Unkept()
        # Chats with a file on its way, and the end of the last line of updates there.
        self._fetching: dict[Chat, asyncio.Event] = {}

    async def take(self, updates: Sequence[Json]) -> bool:
        """Take a batch in its order; whether all of it is on the disk when this returns.

        The replies go out afterwards, each in its chat's lane.
        """
        # gather starts the turns in the order of the batch, and the writer keeps it; but what
        # follows a file in its chat waits until that is fetched.
        decoded = [_read(update) for update in updates]
        held = {each.given.chat for each in decoded if isinstance(each, Sent)} | set(self._fetching)
        together = [each for each in decoded if _chat_of(each) not in held]
        lines = {chat: [each for each in decoded if _chat_of(each) == chat] for chat in held}
        done = await asyncio.gather(
            *(self._take(each) for each in together),
            *(self._take_in_turn(chat, line) for chat, line in lines.items() if line),
        )
        return all(done)

    async def _take_in_turn(self, chat: Chat, line: Sequence[Decoded]) -> bool:
        """Take what a chat has sent, behind what came before it and is still being fetched."""
        before, done = self._fetching.get(chat), asyncio.Event()
        self._fetching[chat] = done
        try:
            if before:
                await before.wait()
            return all([await self._take(each) for each in line])
        finally:
            done.set()
            if self._fetching[chat] is done:
                del self._fetching[chat]

    async def ready_for(self, chat: Chat) -> None:
        """Return once something may be said to a chat unasked."""
        await self._calls.paced(chat, asked=False)

    async def hand_over(self, delivery: Delivery) -> Outcome:
        """Send one delivery, behind what its chat is being told already."""
        result: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        async def job() -> None:
            try:
                result.set_result(await self._deliveries.deliver(delivery))
            except Exception as error:
                if not result.done():
                    result.set_exception(error)

        self._lanes.put(delivery.chat, job)
        return await result

    async def idle(self) -> None:
        """Return once all replies are out."""
        await self._lanes.empty()
        await self._receipts.written()

    async def close(self, seconds: float) -> None:
        await self._lanes.close(seconds)
        await self._receipts.written()

    async def _take(self, decoded: Decoded) -> bool:
        try:
            await self._dispatch(decoded)
        except StorageTrouble as trouble:
            log.error("a turn failed: %s", type(trouble).__name__)
            return False
        except Exception as error:
            # What failed is a fault of ours: asking for it again would fail again.
            log.error("a turn failed: %s", type(error).__name__)
            self._apologize(decoded)
        return True

    async def _dispatch(self, decoded: Decoded) -> None:
        match decoded:
            case Talk(given, tap, message):
                await self._talk(given, tap, message)
            case Sent(given=given, message=message):
                fetched = replace(given, event=await self._files.fetch(decoded))
                await self._talk(fetched, None, message)
            case Reach(chat, is_open):
                await self._house.reach(chat, is_open)
            case Group(chat, language):
                locale = self._house.catalogues.nearest(language)
                words = Outgoing(self._renderer.say(_IN_GROUP, locale), None)
                self._lanes.put(chat, lambda: self._tell(chat, words))

    async def _talk(self, given: Input, tap: Tap | None, message: int | None) -> None:
        reply = await self._house.answer(given)
        if reply.ephemeral:
            self._unkept.note(given.chat, tap.message if tap else message)
        self._lanes.put(given.chat, lambda: self._reply(given.chat, reply, tap))

    def _apologize(self, decoded: Decoded) -> None:
        if isinstance(decoded, Talk | Sent):
            chat, language = decoded.given.chat, decoded.given.language
            locale = self._house.catalogues.nearest(language)
            words = Outgoing(self._renderer.say(_LATER, locale), None)
            self._lanes.put(chat, lambda: self._tell(chat, words))

    # Replies

    async def _reply(self, chat: Chat, reply: Reply, tap: Tap | None) -> None:
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
        return await self._say_all(chat, drawn, files, unkept=reply.ephemeral) is None

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

    # Messages

    async def _tell(self, chat: Chat, words: Outgoing) -> None:
        await self._say_all(chat, [words])

    async def _say_all(
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


def _read(update: Json) -> Decoded:
    """What an update says; None where it cannot be read."""
    try:
        return decode(update)
    except Exception as error:
        # The text of the error would hold the update, and with it what a person wrote.
        log.error("an update could not be read: %s", type(error).__name__)
        return None


def _chat_of(decoded: Decoded) -> Chat | None:
    match decoded:
        case Talk(given) | Sent(given):
            return given.chat
        case Reach(chat) | Group(chat):
            return chat
    return None
