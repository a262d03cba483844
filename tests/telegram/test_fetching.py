"""Files that people send: fetched only where one was asked for, and no more than is taken."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.decode import Sent
from bot.channels.telegram.files import Files
from bot.channels.telegram.service import make_bot
from bot.channels.telegram.transport import Transport
from bot.conversation import Chat, Document, DocumentKind, Event, Input, Unread, Unsupported
from bot.delivery import Pace
from bot.language import T
from bot.settings import TelegramSettings
from tests.bot_api import BotApiServer
from tests.bot_api import files as at_telegram
from tests.telegram.watch import Watch

TOKEN = "1:secret"
CONTENT = b"name\n" * 200
NOBODY_ASKED = Unsupported("file")
KIND = DocumentKind(T("A file"), lambda document: document, longest=len(CONTENT))


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(TOKEN) as server:
        yield server
        assert server.complaints == []


@pytest.fixture
async def sent(server: BotApiServer) -> Sent:
    """A file that Li sent, as Telegram tells of it."""
    await server.phone(7, "李明", known=True).sends_document(CONTENT, "名单.csv")
    given = Input(Chat("telegram", "7"), "telegram:1", NOBODY_ASKED)
    return Sent(given, "F1", "名单.csv", "text/csv", len(CONTENT))


async def fetched(
    server: BotApiServer,
    sent: Sent,
    kind: DocumentKind | None = KIND,
    forwarded_kind: DocumentKind | None = None,
) -> Event:
    """What becomes of a file where such a one is asked for, or such a forwarded one is wanted."""

    async def asks(chat: Chat, *, forwarded: bool = False) -> DocumentKind | None:
        return kind or (forwarded_kind if forwarded else None)

    request, watch = Transport(), Watch()
    await request.initialize()
    try:
        api = server.base_url.removesuffix("/bot")
        bot = make_bot(TelegramSettings(TOKEN, api, None, ""), request, request)
        return await Files(bot, Calls(Pace(30), watch.sleep, watch.now), asks).fetch(sent)
    finally:
        await request.shutdown()


async def test_what_was_asked_for_is_fetched(server: BotApiServer, sent: Sent) -> None:
    assert await fetched(server, sent) == Document("名单.csv", "text/csv", CONTENT)


async def test_what_nobody_asked_for_is_not(server: BotApiServer, sent: Sent) -> None:
    assert await fetched(server, sent, None) == NOBODY_ASKED
    assert server.counts["getfile"] == 0


async def test_what_is_forwarded_may_be_wanted_unasked(server: BotApiServer, sent: Sent) -> None:
    assert await fetched(server, sent, None, KIND) == NOBODY_ASKED
    assert server.counts["getfile"] == 0
    forwarded = await fetched(server, replace(sent, forwarded=True), None, KIND)
    assert forwarded == Document("名单.csv", "text/csv", CONTENT, forwarded=True)


@pytest.mark.parametrize("told", [True, False], ids=["told before", "found out"])
async def test_what_is_larger_than_the_question_takes_is_not_downloaded(
    server: BotApiServer, sent: Sent, told: bool
) -> None:
    smaller = replace(KIND, longest=len(CONTENT) - 1)
    event = await fetched(server, sent if told else replace(sent, size=0), smaller)
    assert isinstance(event, Unread) and "too large" in event.text.message
    assert server.counts["getfile"] == (not told)


async def test_what_is_too_large_for_the_platform_is_said_to_be_so(
    server: BotApiServer, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_telegram, "DOWNLOAD_LIMIT", 10)
    event = await fetched(server, sent)
    assert isinstance(event, Unread) and "too large" in event.text.message


async def test_a_bad_line_is_tried_again(server: BotApiServer, sent: Sent) -> None:
    server.faults.fails_at_the_gateway("getFile", 502, times=2)
    server.faults.breaks("getFile")
    assert isinstance(await fetched(server, sent), Document)


@pytest.mark.parametrize("id", ["F1", "F9"], ids=["a platform in trouble", "a file that is gone"])
async def test_what_cannot_be_fetched_is_asked_for_again(
    server: BotApiServer, sent: Sent, id: str
) -> None:
    if id == "F1":
        server.faults.fails_at_the_gateway("getFile", 502, times=99)
    event = await fetched(server, replace(sent, file=id))
    assert isinstance(event, Unread) and "once more" in event.text.message
