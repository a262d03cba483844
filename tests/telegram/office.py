"""A town whose people are on Telegram: the whole channel, over HTTP, against a server here."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import web_routes
from bot.channels.telegram.service import Telegram
from bot.channels.web.server import WebServer, web_app
from bot.conversation import Chat
from bot.people import Role
from bot.settings import TelegramSettings
from tests.bot_api import BotApiServer, Phone
from tests.town import HOME, HOST, Town

TOKEN = "1:secret"
SECRET = "a-secret-for-the-webhook"
IDS = {"li": 7, "wang": 8, "chen": 9}
PEOPLE = {"li": "李明", "wang": "王芳", "chen": "陈国平"}


class Office:
    """The bot at work on Telegram; `restart` stops it and starts it anew."""

    def __init__(self, path: Path, server: BotApiServer, *, webhook: bool) -> None:
        self.town = Town(path)
        self.server = server
        self._webhook = webhook
        self._port = _free_port() if webhook else 0
        self._web: asyncio.Task[None] | None = None
        self._running: asyncio.Task[None] | None = None
        self.telegram: Telegram | None = None

    async def open(self) -> None:
        settings = TelegramSettings(
            TOKEN,
            self.server.base_url.removesuffix("/bot"),
            f"http://127.0.0.1:{self._port}" if self._webhook else None,
            SECRET,
        )
        self.telegram = self.town.bot.telegram(settings)
        if self._webhook:
            app = web_app(web_routes(self.town.bot, self.telegram))
            self._web = asyncio.create_task(WebServer(app, "127.0.0.1", self._port).serve())
        self._running = asyncio.create_task(self.telegram.run())

    async def close(self) -> None:
        for task in (self._running, self._web):
            if task:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def restart(self) -> None:
        await self.close()
        self.town.restart()
        await self.open()

    def phone(self, key: str, language: str = "zh-hans") -> Phone:
        return self.server.phone(IDS[key], PEOPLE[key], language)

    async def settle(self) -> None:
        """The town's people hold their offices, and have all written to the bot before."""
        await self.town.settle()
        await self.appoint("wang", HOST)
        await self.appoint("chen", HOME)

    async def appoint(self, key: str, unit: str) -> None:
        await self.town.appoint(key, PEOPLE[key], Role.SECRETARY, unit)
        chat = Chat("telegram", str(IDS[key]))
        await self.town.bot.store.turn(
            lambda tx: tx.change(
                "UPDATE address SET channel = 'telegram', address = :address"
                " WHERE person = :person",
                {"address": chat.address, "person": key},
            )
        )


@asynccontextmanager
async def office(path: Path, *, webhook: bool) -> AsyncIterator[Office]:
    async with BotApiServer(TOKEN) as server:
        house = Office(path, server, webhook=webhook)
        await house.settle()
        await house.open()
        try:
            yield house
        finally:
            await house.close()
            house.town.bot.store.close()
        assert server.complaints == [], server.complaints


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
