"""What doctor says of Telegram, to the operator, before anybody waits for an answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.checkup import check
from bot.settings import TelegramSettings
from tests.bot_api import BotApiServer
from tests.bot_api.query import Query
from tests.telegram.gateway import Head, gateway, says
from tests.telegram.office import SECRET, TOKEN
from tests.town import CATALOGUES

WEBHOOK = "http://127.0.0.1:9"


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(TOKEN) as server:
        yield server
        assert server.complaints == []


def settings(api: str, *, token: str = TOKEN, webhook: str | None = None) -> TelegramSettings:
    return TelegramSettings(token, api.removesuffix("/bot"), webhook, SECRET)


async def findings(given: TelegramSettings) -> list[tuple[str, str]]:
    """What was looked at, and what to do about it, if anything."""
    return [
        (CATALOGUES.say(what, "en"), CATALOGUES.say(help, "en") if help else "")
        async for what, help in check(given)
    ]


async def test_a_token_that_is_known_and_polling(server: BotApiServer) -> None:
    assert await findings(settings(server.base_url)) == [
        ("Telegram knows the token: @test_bot.", ""),
        ("Telegram is polled.", ""),
    ]


async def test_a_token_that_is_not_known(server: BotApiServer) -> None:
    ((_, help),) = await findings(settings(server.base_url, token="1:another"))
    assert "BotFather" in help


@pytest.mark.parametrize("broken", ["nobody", "reset", "gateway"])
async def test_a_telegram_that_cannot_be_reached(
    server: BotApiServer, nobodys: int, broken: str
) -> None:
    api = f"http://127.0.0.1:{nobodys}" if broken == "nobody" else server.base_url
    if broken == "reset":
        server.faults.breaks("getMe")
    if broken == "gateway":
        server.faults.fails_at_the_gateway("getMe", 403)
    ((what, help),) = await findings(settings(api))
    assert api.removesuffix("/bot") in what and "BOT_TELEGRAM_API" in help
    assert TOKEN not in what + help


async def test_a_webhook_that_is_not_set_yet(server: BotApiServer) -> None:
    _, (what, help) = await findings(settings(server.base_url, webhook=WEBHOOK))
    assert WEBHOOK in what and "start the bot" in help


async def test_a_webhook_that_is_set_and_well(server: BotApiServer) -> None:
    server.webhook.url = f"{WEBHOOK}/telegram"
    _, (what, help) = await findings(settings(server.base_url, webhook=WEBHOOK))
    assert WEBHOOK in what and help == ""


async def test_a_webhook_that_cannot_be_delivered_to(server: BotApiServer) -> None:
    again = asyncio.Event()
    refuses = says(403, b"")

    async def mood(head: Head, writer: asyncio.StreamWriter) -> None:
        if server.webhook.info(Query("", {})).get("last_error_message"):
            again.set()
        await refuses(head, writer)

    async with gateway(mood) as port:
        address = f"http://127.0.0.1:{port}"
        server.webhook.set(Query("", {"url": f"{address}/telegram"}))
        await server.phone(7, "李明").says("报到")
        await again.wait()
        _, (what, help) = await findings(settings(server.base_url, webhook=address))
        server.webhook.delete(Query("", {}))
    assert address in what and "403" in help


async def test_a_webhook_of_which_nothing_is_heard(server: BotApiServer) -> None:
    server.faults.answers("getWebhookInfo", 500, "Internal Server Error")
    _, (_, help) = await findings(settings(server.base_url, webhook=WEBHOOK))
    assert "cannot be reached" in help
