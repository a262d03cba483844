"""`run`: serve the bot."""

import asyncio
import random

from bot import app
from bot.app import Bot, open_store
from bot.channels.web.server import WebServer, listen, web_app
from bot.clock import Clock
from bot.delivery import Ticker
from bot.language import Catalogues, T
from bot.operator.say import Say
from bot.settings import Settings
from bot.storage import Store


def run(settings: Settings, catalogues: Catalogues, say: Say) -> None:
    """Serve until stopped."""
    app.quiet_logs()
    store = open_store(settings.database)
    try:
        asyncio.run(_serve(store, settings, catalogues, say))
    finally:
        store.close()


async def _serve(store: Store, settings: Settings, catalogues: Catalogues, say: Say) -> None:
    bot = Bot(store, settings, Clock(), random.SystemRandom(), catalogues)
    telegram = bot.telegram(settings.telegram) if settings.telegram else None
    server = WebServer(web_app(app.web_routes(bot, telegram)))
    socket = listen(settings.web_host, settings.web_port)
    say(T("The chat is open at {address}", address=f"{settings.public_url}/chat"))
    warming = asyncio.create_task(bot.warm_up())
    channel = asyncio.create_task(telegram.run()) if telegram else None
    ticker = Ticker(bot.tick)
    ticker.start()
    try:
        await server.serve([socket])
    finally:
        ticker.stop()
        others = [warming, channel] if channel else [warming]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
