"""The bots of the broadcast bench. Each waits for a line on its input before it begins.

python -m bench.broadcast_bots product DATABASE API TOKEN RATE
python -m bench.broadcast_bots stock MEMBERS API TOKEN RATE

A rate of 0 is no limit.
"""

import asyncio
import random
import sys
from pathlib import Path

from bench.telegram_product import RATE
from bot import app, doors
from bot.app import Bot, open_store, read_catalogues
from bot.clock import Clock
from bot.settings import TelegramSettings, read_settings
from bot.storage import Store
from tests.telegram.crowd import FIRST, WORDS, plan_notice


def product(database: str, telegram: TelegramSettings) -> None:
    """The whole bot: the notice goes out as one that an officer has planned."""
    app.quiet_logs()
    store = open_store(Path(database))
    try:
        asyncio.run(_serve(store, telegram))
    finally:
        store.close()


async def _serve(store: Store, telegram: TelegramSettings) -> None:
    catalogues = read_catalogues("zh_CN")
    settings = read_settings(catalogues.locales, {})
    bot = Bot(store, settings, Clock(), random.SystemRandom(), catalogues)
    async with asyncio.TaskGroup() as group:
        group.create_task(bot.warm_up())
        group.create_task(doors.telegram(bot, telegram).run())
        await asyncio.to_thread(sys.stdin.readline)
        now = bot.clock.now()
        await store.turn(lambda tx: plan_notice(tx, now))
        await bot.tick()


def stock(members: int, telegram: TelegramSettings) -> None:
    """A plain loop over `send_message` with the library's own rate limiter."""
    asyncio.run(_loop(members, telegram))


async def _loop(members: int, telegram: TelegramSettings) -> None:
    from telegram.ext import AIORateLimiter, ExtBot

    limiter = AIORateLimiter(overall_max_rate=telegram.rate if telegram.rate < RATE else 0)
    bot = ExtBot(telegram.token, f"{telegram.api}/bot", rate_limiter=limiter)
    async with bot:
        await asyncio.to_thread(sys.stdin.readline)
        for number in range(members):
            await bot.send_message(FIRST + number, WORDS)
    await asyncio.Event().wait()


def main(which: str, what: str, api: str, token: str, rate: str) -> None:
    telegram = TelegramSettings(token, api, None, "", int(rate) or RATE)
    if which == "product":
        product(what, telegram)
    else:
        stock(int(what), telegram)


if __name__ == "__main__":
    main(*sys.argv[1:])
