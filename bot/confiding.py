"""What is said in confidence goes past everything that remembers."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import reports
from bot.conversation import Chat, Document, DocumentKind, Input, Reply, Said, Tapped, Unread
from bot.reports import Confidence

# Platforms that keep what is written: there the page alone is offered.
KEEPING = frozenset({"wechat"})

Answer = Callable[[Input], Awaitable[Reply]]


class Confiding:
    """Stands before the ordinary conversation.

    `page` is the address of the sealed page, None where there is no report box; `note` enters
    an update in the ledger.
    """

    def __init__(
        self,
        page: str | None,
        ordinary: Answer,
        note: Callable[[str], Awaitable[None]],
        confidence: Confidence | None,
    ) -> None:
        self._page = page
        self._ordinary = ordinary
        self._note = note
        self._confidence = confidence

    async def answer(self, given: Input) -> Reply:
        if self._confidence and given.chat in self._confidence:
            answered = await self._confidence.answer(given)
            if isinstance(answered, Reply):
                await self._note(given.update)
                return answered
            return await self._outside(answered)
        return await self._outside(given)

    async def asks_document(self, chat: Chat) -> DocumentKind | None:
        """What a booth asks for; to be asked only where there is one."""
        assert self._confidence
        return await self._confidence.asks_document(chat)

    def __contains__(self, chat: Chat) -> bool:
        return self._confidence is not None and chat in self._confidence

    def forget_idle(self) -> None:
        """Forget what was begun in confidence and left."""
        if self._confidence:
            self._confidence.forget_idle()

    async def _outside(self, given: Input) -> Reply:
        match given.event:
            case Said(words) | Document(caption=words) if reports.looks_like_one(words):
                reply = await self._ordinary(replace(given, event=Unread(reports.DROPPED)))
                return replace(reply, ephemeral=True, over=True)
            case Tapped(token) if token.startswith(reports.MARK):
                return await self._ordinary(replace(given, event=Unread(reports.GONE)))
        reply = await self._ordinary(given)
        return await self._entered(given, reply) if reply.screen.enters else reply

    async def _entered(self, given: Input, reply: Reply) -> Reply:
        *notes, _ = reply.screen.paragraphs
        if self._page is None:
            return reply
        if self._confidence is None or given.chat.channel in KEEPING:
            words = reports.page_way(self._page)
            return replace(reply, screen=replace(reply.screen, paragraphs=(*notes, *words)))
        return await self._confidence.enter(given, reply.visitor.locale, *notes)
