"""Files both ways: fetched only where one was asked for, sent behind the words of a screen."""

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.decode import Sent
from bot.conversation import Chat, Document, DocumentKind, Event, Unread, too_large
from bot.language import T

log = logging.getLogger(__name__)


class Asks(Protocol):
    """The kind of question that a file would answer now, None where none would.

    One that was `forwarded` may be wanted where no question asks for it.
    """

    def __call__(
        self, chat: Chat, *, forwarded: bool = False
    ) -> Awaitable[DocumentKind | None]: ...


_NOT_FETCHED = T("The file could not be fetched. Please send it once more.")


class Files:
    """Takes files in, and sends them."""

    def __init__(self, bot: Bot, calls: Calls, asks: Asks) -> None:
        self._bot = bot
        self._calls = calls
        self._asks = asks

    async def fetch(self, sent: Sent) -> Event:
        """The file that was sent; it is not fetched where it is not wanted or too large."""
        kind = await self._asks(sent.given.chat, forwarded=sent.forwarded)
        if kind is None:
            return sent.given.event
        if sent.size > kind.longest:
            return too_large(kind)
        try:
            content = await self._content(sent.file, kind.longest)
        except TelegramError as error:
            log.warning("a file was not fetched: %s", type(error).__name__)
            return Unread(_NOT_FETCHED)
        return too_large(kind) if content is None else _document(sent, content)

    async def _content(self, id: str, longest: int) -> bytes | None:
        """What is in a file; None where it is too large."""
        try:
            file = await self._calls.make(lambda: self._bot.get_file(id), harmless=True)
        except BadRequest as error:
            # https://core.telegram.org/bots/api#getfile: 20 MB at most.
            if "file is too big" in error.message.lower():
                return None
            raise
        if (file.file_size or 0) > longest:
            return None
        return bytes(await self._calls.make(file.download_as_bytearray, harmless=True))

    async def send(self, chat: Chat, document: Document) -> TelegramError | None:
        """Send a file; a picture that the platform does not take for one goes as a file."""
        try:
            if not (_is_picture(document) and await self._sent_as_picture(chat, document)):
                await self._send(self._bot.send_document, chat, document)
        except TelegramError as error:
            log.warning("a file was not sent: %s", type(error).__name__)
            return error
        return None

    async def _sent_as_picture(self, chat: Chat, document: Document) -> bool:
        try:
            await self._send(self._bot.send_photo, chat, document)
        except BadRequest as error:
            # Too large, too long or too thin: https://core.telegram.org/bots/api#sendphoto
            if "chat not found" in error.message.lower():
                raise
            return False
        return True

    async def _send(
        self, call: Callable[..., Awaitable[object]], chat: Chat, document: Document
    ) -> None:
        await self._calls.paced(chat)
        await self._calls.make(
            lambda: call(int(chat.address), document.content, filename=document.name)
        )


def _document(sent: Sent, content: bytes) -> Document:
    return Document(sent.name, sent.media, content, sent.caption, sent.forwarded)


def _is_picture(document: Document) -> bool:
    return document.media in ("image/png", "image/jpeg")
