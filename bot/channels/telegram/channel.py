"""The channel: updates become turns, replies become messages, deliveries are handed over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.decode import Decoded, Group, Json, Reach, Sent, Talk, Tap, decode
from bot.channels.telegram.deliveries import Deliveries
from bot.channels.telegram.files import Asks, Files
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.receipts import Receipts
from bot.channels.telegram.render import Renderer
from bot.channels.telegram.replies import Replies
from bot.conversation import Chat, Input, Receipt, Reply
from bot.delivery import Delivery, NotNow, Outcome
from bot.language import Catalogues, T
from bot.storage import StorageTrouble

log = logging.getLogger(__name__)

# So many answers on their way to a chat are much.
MUCH = 4

_IN_GROUP = T("I talk with one person at a time. Please write to me directly.")
_LATER = T("Something is wrong on our side. Nothing is lost; please try again in a while.")


@dataclass(frozen=True, slots=True)
class House:
    """What the Telegram channel needs of the rest.

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
        self._house = house
        self._calls = calls
        self._files = files
        renderer = Renderer(house.catalogues)
        self._receipts = Receipts(house.replied)
        self._replies = Replies(api, calls, menus, files, renderer, self._receipts)
        self._deliveries = Deliveries(api, calls, renderer, self._replies.say_all)
        self._lanes = Lanes()
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
        """Send one delivery, behind what its chat is being told already.

        Where that is much it waits in the outbox: not in the air, in the place of others.
        """
        if (answers := self._lanes.length(delivery.chat)) > MUCH:
            return NotNow(answers)
        return await self._lanes.do(delivery.chat, lambda: self._deliveries.deliver(delivery))

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
                self._lanes.put(chat, lambda: self._replies.tell(chat, _IN_GROUP, locale))

    async def _talk(self, given: Input, tap: Tap | None, message: int | None) -> None:
        reply = await self._house.answer(given)
        if reply.ephemeral:
            self._replies.will_go(given.chat, tap.message if tap else message)
        self._lanes.put(given.chat, lambda: self._replies.show(given.chat, reply, tap))

    def _apologize(self, decoded: Decoded) -> None:
        if isinstance(decoded, Talk | Sent):
            chat, language = decoded.given.chat, decoded.given.language
            locale = self._house.catalogues.nearest(language)
            self._lanes.put(chat, lambda: self._replies.tell(chat, _LATER, locale))


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
