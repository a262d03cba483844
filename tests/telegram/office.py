"""A town whose people are on Telegram: the whole channel, over HTTP, against a server here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot import doors
from bot.channels.telegram.channel import House
from bot.channels.telegram.service import Telegram
from bot.channels.web.server import WebServer, listen, web_app
from bot.conversation import Chat, Screen, Work
from bot.delivery import tell
from bot.doors import web_routes
from bot.language import plain
from bot.people import Role
from bot.settings import TelegramSettings
from bot.storage import Transaction
from tests.bot_api import BotApiServer, Phone
from tests.delivery.post import STANDING, STATE
from tests.telegram.gateway import reserved
from tests.telegram.watch import Watch
from tests.town import HOME, HOST, Town

TOKEN = "1:secret"
SECRET = "a-secret-for-the-webhook"
IDS = {"li": 7, "wang": 8, "chen": 9}
PEOPLE = {"li": "李明", "wang": "王芳", "chen": "陈国平"}


class Office:
    """The bot at work on Telegram; `restart` stops it and starts it anew.

    With a `watch` nothing ever waits: its seconds pass as soon as somebody asks for them.
    """

    def __init__(
        self, path: Path, server: BotApiServer, *, webhook: bool = False, watch: Watch | None = None
    ) -> None:
        self.town = Town(path)
        self.server = server
        self.watch = watch
        self._held = ExitStack()
        self.port = self._held.enter_context(reserved())
        self._webhook = webhook
        self._web: WebServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self._running: asyncio.Task[None] | None = None
        self.telegram: Telegram | None = None

    @property
    def address(self) -> str:
        """Where the bot itself is served."""
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        self.telegram = self._telegram()
        if self._webhook:
            self._web = WebServer(web_app(web_routes(self.town.bot, self.telegram)))
            listening = [listen("127.0.0.1", self.port)]
            self._serving = asyncio.create_task(self._web.serve(listening))
        self._running = asyncio.create_task(self.telegram.run())

    async def close(self) -> None:
        if self._web and self._serving:
            self._web.should_exit = True
            await self._serving
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def ends(self) -> None:
        """Stop the bot for good."""
        await self.close()
        self.town.bot.store.close()
        self._held.close()

    async def restart(self) -> None:
        await self.close()
        self.town.restart()
        await self.open()

    async def settled(self) -> None:
        """Return once every update is taken, and every reply out or given up."""
        assert self.telegram
        await self.server.confirmed()
        await self.telegram.channel.idle()

    def phone(self, key: str, language: str = "zh-hans") -> Phone:
        return self.server.phone(IDS[key], PEOPLE[key], language)

    async def tells(self, key: str, *said: str) -> None:
        """Say something to somebody, unasked."""
        bot = self.town.bot

        def work(tx: Transaction) -> list[Chat]:
            work = Work(tx=tx, now=bot.clock.now(), new_id=bot.new_id, told=[])
            for words in said:
                tell(work, [key], Screen((plain(words),)))
            return work.told

        bot.bell.ring(await bot.store.turn(work))

    def passes(self, seconds: float) -> None:
        """Let time pass, for the outbox as for the gate."""
        self.town.clock.move(timedelta(seconds=seconds))
        if self.watch:
            self.watch.at += seconds
        self.town.bot.bell.ring([Chat("telegram", "")])

    async def outbox(self) -> list[str]:
        """How each delivery stands, such as `sent`, `dead: closed`, `waiting, tried 2, later`."""
        now = int(self.town.clock.now().timestamp())
        rows = await self.town.bot.store.turn(
            lambda tx: tx.all(
                f"SELECT {STATE}, reason, attempts, due_at FROM {STANDING} ORDER BY outbox.id"
            )
        )
        return [
            state
            + f": {reason}" * bool(reason)
            + f", tried {attempts}" * bool(attempts)
            + ", later" * (due_at > now)
            for state, reason, attempts, due_at in rows
        ]

    async def becomes(self, *deliveries: str) -> None:
        """Wait until the outbox stands so."""
        async with asyncio.timeout(5):
            while await self.outbox() != list(deliveries):
                pass

    async def settle(self, locale: str = "zh_CN") -> None:
        """The town's people hold their offices, and have all written to the bot before."""
        await self.town.settle()
        await self.appoint("wang", HOST)
        await self.appoint("chen", HOME)
        await self.town.bot.store.turn(
            lambda tx: tx.change("UPDATE person SET locale = :locale", {"locale": locale})
        )

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

    def _telegram(self) -> Telegram:
        settings = TelegramSettings(
            TOKEN,
            self.server.base_url.removesuffix("/bot"),
            self.address if self._webhook else None,
            SECRET,
        )
        bot, watch = self.town.bot, self.watch
        if watch is None:
            return doors.telegram(bot, settings)
        return Telegram(
            settings,
            House(bot.answer, bot.asks_document, bot.replied, bot.reach, bot.catalogues),
            bot.store,
            bot.bell,
            bot.clock,
            bot.chance,
            bot.repertoire.for_anybody(),
            watch.sleep,
            watch.now,
        )


@asynccontextmanager
async def office(
    path: Path, *, webhook: bool = False, watch: Watch | None = None, locale: str = "zh_CN"
) -> AsyncIterator[Office]:
    async with BotApiServer(TOKEN) as server:
        house = Office(path, server, webhook=webhook, watch=watch)
        await house.settle(locale)
        await house.open()
        try:
            yield house
        finally:
            await house.ends()
        assert server.complaints == [], server.complaints
