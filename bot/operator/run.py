"""`run`: serve the bot."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager

from bot import app, doors
from bot.app import Bot, open_store
from bot.channels.web.server import ByPort, WebServer, listen, web_app
from bot.clock import Clock
from bot.delivery import Ticker
from bot.language import Catalogues, T
from bot.operator.box import BoxElsewhere, open_box
from bot.operator.say import Say
from bot.reports import ReportBox
from bot.settings import Settings
from bot.storage import Store, StoreInUse


def run(settings: Settings, catalogues: Catalogues, say: Say) -> None:
    """Serve until stopped."""
    app.quiet_logs()
    store = open_store(settings.database)
    try:
        with _box(settings) as box:
            asyncio.run(_serve(store, settings, catalogues, say, box))
    finally:
        store.close()


@contextmanager
def _box(settings: Settings) -> Iterator[ReportBox | None]:
    """The report box, where it is set up and not served in a process of its own."""
    try:
        box = open_box(settings) if settings.reports.root else None
    except StoreInUse:
        box = None
    try:
        yield box
    finally:
        if box:
            box.close()


async def _serve(
    store: Store, settings: Settings, catalogues: Catalogues, say: Say, box: ReportBox | None
) -> None:
    chance = random.SystemRandom()
    elsewhere = BoxElsewhere(settings.reports) if settings.reports.root and not box else None
    years = elsewhere.years if elsewhere else None
    bot = Bot(store, settings, Clock(), chance, catalogues, box, years)
    telegram = doors.telegram(bot, settings.telegram) if settings.telegram else None
    apps = {settings.web_port: web_app(doors.web_routes(bot, telegram))}
    if box:
        apps[settings.reports.port] = box.app()
    server = WebServer(ByPort(apps))
    sockets = [listen(settings.web_host, port) for port in apps]
    say(T("The chat is open at {address}", address=f"{settings.public_url}/chat"))
    if elsewhere:
        await elsewhere.look()
    if box:
        await box.tick()
        say(T("The report box is open at {address}", address=settings.reports.url))
    warming = asyncio.create_task(bot.warm_up())
    channel = asyncio.create_task(telegram.run()) if telegram else None
    tickers = [Ticker(bot.tick, elsewhere.look if elsewhere else None)]
    tickers += [Ticker(box.tick)] if box else []
    for ticker in tickers:
        ticker.start()
    try:
        await server.serve(sockets)
    finally:
        for ticker in tickers:
            ticker.stop()
        others = [warming, channel] if channel else [warming]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
