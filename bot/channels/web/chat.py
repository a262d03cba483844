"""The chat's routes: the page, what it sends, what it is sent, what it has seen."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.channels.web.identity import Identity
from bot.channels.web.limits import Strangers, Streams
from bot.channels.web.messages import Message, Messages
from bot.channels.web.page import page_data
from bot.channels.web.requests import (
    BadRequest,
    body,
    content,
    posted,
    posted_file,
    seen,
)
from bot.channels.web.unasked import unasked
from bot.clock import Clock
from bot.conversation import (
    Chat,
    Document,
    DocumentKind,
    Event,
    Input,
    Opened,
    Reply,
    Unsupported,
    Visitor,
    one_line,
    too_large,
)
from bot.delivery import Bell, Delivery, recent, sent
from bot.language import Catalogues, T, Text
from bot.storage import StorageTrouble, Store

log = logging.getLogger(__name__)

# A page that is opened anew shows what was said unasked for so long, and so many at most.
SHOWN_FOR = timedelta(days=7)
SHOWN = 10
# What is one person's is no other's to see, so no cache on the way keeps it.
NOT_KEPT = {"Cache-Control": "no-store"}

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class House:
    """What the web channel needs of the rest."""

    store: Store
    answer: Callable[[Input], Awaitable[Reply]]
    asks_document: Callable[[Chat], Awaitable[DocumentKind | None]]
    visitor: Callable[[Chat, str | None], Awaitable[Visitor]]
    bell: Bell
    catalogues: Catalogues
    clock: Clock
    new_id: Callable[[], str]


class WebChat:
    """The chat page's side of the server."""

    def __init__(self, house: House, identity: Identity, templates: Jinja2Templates) -> None:
        self._house = house
        self._identity = identity
        self._templates = templates
        self._messages = Messages(house.catalogues)
        self._streams = Streams()
        self._strangers = Strangers()

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/chat", self.guarded(self.page)),
            Route("/chat/send", self.guarded(self.send), methods=["POST"]),
            Route("/chat/file", self.guarded(self.file), methods=["POST"]),
            Route("/chat/seen", self.guarded(self.seen), methods=["POST"]),
            Route("/chat/events", self.guarded(self.events)),
        ]

    async def page(self, request: Request) -> Response:
        if self._identity.withheld(request):
            return HTMLResponse(_AGAIN, headers=NOT_KEPT)
        locale = await self.locale(request)
        start = request.query_params.get("start", "")[:64]
        data = page_data(self._house.catalogues, locale, start=start)
        response = self._templates.TemplateResponse(request, "chat.html", data, headers=NOT_KEPT)
        self._identity.remember(request, response)
        return response

    async def send(self, request: Request) -> Response:
        given = posted(await body(request))
        chat = self._admitted(request, given.phone)
        reply = await self._answer(given.input(chat, self._identity.language(request)))
        messages: list[Message] = []
        if isinstance(given.event, Opened):
            messages += [self._messages.standing(each) for each in await self._recent(chat)]
        messages.append(self._messages.reply(reply, self._house.new_id(), given.tapped))
        return JSONResponse({"messages": messages, "person": reply.visitor.name or ""})

    async def file(self, request: Request) -> Response:
        """Take a file, where the present question asks for one."""
        given = posted_file(request)
        chat = self._admitted(request, given.phone)
        kind = await self._house.asks_document(chat)
        event: Event = Unsupported("file")
        if kind is not None:
            sent = await content(request, kind.longest)
            name = one_line(given.name)
            event = too_large(kind) if sent is None else Document(name, given.media, sent)
        update = f"{chat.channel}:{given.update}"
        reply = await self._answer(Input(chat, update, event, self._identity.language(request)))
        message = self._messages.reply(reply, self._house.new_id(), given.tapped)
        return JSONResponse({"messages": [message], "person": reply.visitor.name or ""})

    async def seen(self, request: Request) -> Response:
        phone, ids = seen(await body(request))
        chat = self._admitted(request, phone)
        await self._house.store.turn(lambda tx: sent(tx, chat, ids))
        return JSONResponse({})

    async def events(self, request: Request) -> Response:
        """What is said unasked, to all phones of one page over one connection."""
        phones = request.query_params.get("phones", "").split(",")[:20]
        chats = {phone: self._identity.chat(request, phone) for phone in phones}
        found = {phone: chat for phone, chat in chats.items() if chat}
        if not found:
            raise BadRequest(403, _RELOAD)
        first = self._admitted(request, next(iter(found)))
        headers = {**NOT_KEPT, "X-Accel-Buffering": "no"}
        stream = self._stream(found, known=await self._is_known(request, first))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def locale(self, request: Request) -> str:
        """The language that the page's owner reads, else the one that the browser asks for.

        Where too much comes from people whom we do not know, nobody is looked up for it.
        """
        chat = self._identity.chat(request, request.query_params.get("phone", ""))
        if chat is None or not self._admits(request, chat):
            return self._house.catalogues.nearest(self._identity.language(request))
        visitor = await self._house.visitor(chat, self._identity.language(request))
        return visitor.locale

    def _admitted(self, request: Request, phone: str) -> Chat:
        """The chat, unless too much comes from people whom we do not know."""
        chat = self._identity.chat(request, phone)
        if chat is None:
            raise BadRequest(403, _RELOAD)
        if not self._admits(request, chat):
            raise BadRequest(429, _LATER)
        return chat

    def _admits(self, request: Request, chat: Chat) -> bool:
        return self._strangers.admits(chat.address, request.client.host if request.client else "")

    async def _is_known(self, request: Request, chat: Chat) -> bool:
        """Whether a person is known in this chat; one look after a start, and not again."""
        if not self._strangers.is_known(chat.address):
            visitor = await self._house.visitor(chat, self._identity.language(request))
            if visitor.person:
                self._strangers.knows(chat.address)
        return self._strangers.is_known(chat.address)

    async def _answer(self, given: Input) -> Reply:
        reply = await self._house.answer(given)
        if reply.visitor.person:
            self._strangers.knows(given.chat.address)
        return reply

    async def _recent(self, chat: Chat) -> list[Delivery]:
        since = self._house.clock.now() - SHOWN_FOR
        async with self._house.store.reading() as reader:
            return await recent(reader, chat, since, SHOWN)

    async def _stream(self, phones: Mapping[str, Chat], *, known: bool) -> AsyncIterator[str]:
        browser = next(iter(phones.values())).address
        with (
            self._house.bell.listening_to(*phones.values()) as something,
            self._streams.opened(browser, something, known=known) as stream,
        ):
            async for event in unasked(self._house.store, self._messages, phones, stream):
                yield event

    def guarded(self, handler: Handler) -> Handler:
        """The same handler, that answers whatever goes wrong with a word."""

        async def guarded(request: Request) -> Response:
            try:
                return await handler(request)
            except BadRequest as bad:
                return await self._error(request, bad.status, bad.text)
            except ClientDisconnect:
                # Nobody is left to read the answer; the page sends it again.
                return Response(status_code=400)
            except StorageTrouble as trouble:
                # No path of the server is told to visitors.
                log.error("a request failed: %s", type(trouble).__name__)
                return await self._error(request, 503, _LATER)
            except Exception as error:
                # The message of an error may hold what a person typed; its name does not.
                log.error("a request failed: %s", _where(error))
                return await self._error(request, 500, _LATER)

        return guarded

    async def _error(self, request: Request, status: int, text: Text) -> Response:
        try:
            locale = await self.locale(request)
        except Exception:
            locale = self._house.catalogues.nearest(self._identity.language(request))
        words = self._house.catalogues.say(text, locale)
        if request.method == "POST":
            return JSONResponse({"error": words}, status)
        return PlainTextResponse(words, status, NOT_KEPT)


async def to_chat(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/chat{query}")


# A page that opens itself once more, now as one of our own.
_AGAIN = '<!DOCTYPE html><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0">'
_LATER = T("Something is wrong on our side. Nothing is lost; please try again in a while.")
_RELOAD = T("This page is too old. Please load it anew.")


def _where(error: BaseException) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    line = f"{frame.tb_frame.f_code.co_name}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__} in {line}"
