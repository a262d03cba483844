"""Telegram as a whole: a bot, its channel, its courier, and polling or a webhook."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence

from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.channel import House, TelegramChannel
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.decode import CHANNEL
from bot.channels.telegram.polling import poll
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.webhook import PATH, Webhook
from bot.clock import Clock
from bot.conversation import Command
from bot.delivery import Bell, Courier
from bot.settings import TelegramSettings
from bot.storage import Store

log = logging.getLogger(__name__)

# What is still to be said when the bot stops gets so many seconds.
LAST_WORDS = 2.0


class Telegram:
    """Runs until cancelled. `commands` is the menu of whoever has no office."""

    def __init__(
        self,
        settings: TelegramSettings,
        house: House,
        store: Store,
        bell: Bell,
        clock: Clock,
        chance: random.Random,
        commands: Sequence[Command],
    ) -> None:
        self._settings = settings
        self._requests = (AiohttpRequest(), AiohttpRequest(connections=1))
        self.bot = make_bot(settings, *self._requests)
        calls = Calls()
        self._commands = commands
        self._menus = CommandMenus(self.bot, calls, house.catalogues)
        self.channel = TelegramChannel(self.bot, house, calls, self._menus)
        self._courier = Courier(CHANNEL, store, bell, clock, chance, self.channel.hand_over)
        self._webhook = Webhook(self.bot, self.channel.take, settings.webhook_secret)

    @property
    def routes(self) -> list[Route]:
        """What the web server serves for Telegram."""
        return [self._webhook.route] if self._settings.webhook else []

    async def run(self) -> None:
        for request in self._requests:
            await request.initialize()
        try:
            await asyncio.gather(
                self._listen(), self._courier.run(), _keep_trying(self._set_commands)
            )
        finally:
            await self.channel.close(LAST_WORDS)
            for request in self._requests:
                await request.shutdown()

    async def _listen(self) -> None:
        if self._settings.webhook:
            await self._webhook.announce(f"{self._settings.webhook}{PATH}")
        else:
            await poll(self.bot, self.channel.take)

    async def _set_commands(self) -> None:
        await self._menus.set_common(self._commands)


def make_bot(settings: TelegramSettings, request: AiohttpRequest, updates: AiohttpRequest) -> Bot:
    return Bot(
        settings.token,
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=request,
        get_updates_request=updates,
    )


async def _keep_trying(act: Callable[[], Awaitable[None]]) -> None:
    seconds = 1.0
    while True:
        try:
            return await act()
        except TelegramError as error:
            log.warning("The list of commands could not be set: %s", type(error).__name__)
            await asyncio.sleep(seconds)
            seconds = min(seconds * 2, 60.0)
