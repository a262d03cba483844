"""Telegram as a whole: a bot, its channel, its courier, and polling or a webhook."""

import asyncio
import logging
import random
import time
from collections.abc import Iterator, Sequence

from starlette.routing import Route
from telegram import Bot

from bot.channels.telegram.api import Api
from bot.channels.telegram.calls import Calls, Now, Sleep
from bot.channels.telegram.channel import House, TelegramChannel
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.decode import CHANNEL
from bot.channels.telegram.files import Files
from bot.channels.telegram.polling import poll
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.trying import Trying
from bot.channels.telegram.webhook import PATH, Webhook
from bot.clock import Clock
from bot.conversation import Command
from bot.delivery import AT_ONCE, FEW_AT_ONCE, Bell, Courier, Pace
from bot.settings import TelegramSettings
from bot.storage import Store

log = logging.getLogger(__name__)

# What is still to be said when the bot stops gets so many seconds.
LAST_WORDS = 2.0
# Seconds before it begins anew after a fault of ours, at first and at most.
SHORT, LONG = 5.0, 300.0


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
        sleep: Sleep = asyncio.sleep,
        now: Now = time.monotonic,
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self._now = now
        self._requests = (Transport(), Transport(connections=1))
        self.bot = make_bot(settings, *self._requests)
        api, calls = Api(self.bot, self._requests[0]), Calls(Pace(settings.rate), sleep, now)
        files = Files(self.bot, calls, house.asks_document)
        self._commands = commands
        self._menus = CommandMenus(self.bot, calls, house.catalogues)
        self.channel = TelegramChannel(api, house, calls, self._menus, files)
        self._courier = Courier(
            CHANNEL,
            store,
            bell,
            clock,
            chance,
            self.channel.hand_over,
            sleep,
            self.channel.ready_for,
            lambda: FEW_AT_ONCE if calls.talking else AT_ONCE,
            calls.stays,
        )
        self._webhook = Webhook(self.bot, self.channel.take, settings.webhook_secret)

    @property
    def routes(self) -> list[Route]:
        """What the web server serves for Telegram."""
        return [self._webhook.route] if self._settings.webhook else []

    async def run(self) -> None:
        """Run; after a fault of ours say so, and begin anew: what was not taken comes again."""
        seconds = SHORT
        while True:
            began = self._now()
            try:
                await self._run()
            except Exception as fault:
                names = ", ".join(_names(fault))
                log.error("Telegram has stopped by a fault of ours: %s. Beginning anew.", names)
            seconds = SHORT if self._now() - began > LONG else seconds
            await self._sleep(seconds)
            seconds = min(2 * seconds, LONG)

    async def _run(self) -> None:
        for request in self._requests:
            await request.initialize()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                group.create_task(self._courier.run())
                group.create_task(self._set_commands())
        finally:
            await asyncio.gather(self.channel.close(LAST_WORDS), self._courier.close(LAST_WORDS))
            for request in self._requests:
                await request.shutdown()

    async def _listen(self) -> None:
        if self._settings.webhook:
            url = f"{self._settings.webhook}{PATH}"
            await self._webhook.announce(url, Trying(self._sleep))
        else:
            await poll(self.bot, self._requests[1], self.channel.take, self._sleep)

    async def _set_commands(self) -> None:
        await Trying(self._sleep).until_done(lambda: self._menus.set_common(self._commands))


def _names(fault: BaseException) -> Iterator[str]:
    """What went wrong, without its words: they may hold what a person wrote."""
    if isinstance(fault, BaseExceptionGroup):
        for each in fault.exceptions:
            yield from _names(each)
    else:
        yield type(fault).__name__


def make_bot(settings: TelegramSettings, request: Transport, updates: Transport) -> Bot:
    return Bot(
        settings.token,
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=request,
        get_updates_request=updates,
    )
