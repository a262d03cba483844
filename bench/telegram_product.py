"""The product in the Telegram bench: the whole bot, polling, on a store with a small county.

python -m bench.telegram_product DATABASE API TOKEN
"""

import asyncio
import random
import sys
from datetime import time
from pathlib import Path

from bot import app, doors, people
from bot.app import Bot, ids, open_store, read_catalogues
from bot.clock import Clock
from bot.conversation import Chat
from bot.organization import BranchKind, Unit, UnitKind, add
from bot.settings import TelegramSettings, read_settings
from bot.storage import Store, Transaction

HOME, HOST = "石桥镇河湾村党支部", "宝安区外来务工党支部"
VILLAGES = "东西南北上下前后新"
# No limit of the platform's: what is measured is the bot.
RATE = 10**9
TOWNS = ("青山镇", "白塔镇", "柳林乡", "龙泉镇")


def prepare(path: Path, secretary: Chat | None = None) -> None:
    """A county with a home branch, a host branch and three dozen others.

    `secretary` is told of everybody who registers with the host.
    """

    def work(tx: Transaction) -> None:
        host = _county(tx)
        if secretary:
            _appoint(tx, secretary, host)

    store = open_store(path)
    try:
        asyncio.run(store.turn(work))
    finally:
        store.close()


def registered(path: Path) -> int:
    """How many have registered, as the disk says."""
    store = open_store(path)
    try:
        count = asyncio.run(store.turn(lambda tx: tx.value("SELECT count(*) FROM placement")))
    finally:
        store.close()
    return int(count or 0)


def _county(tx: Transaction) -> Unit:
    """The county; its host branch."""
    new_id = ids(random.Random(1))
    county = Unit(new_id(), "青石县委", UnitKind.COMMITTEE)
    add(tx, county)

    def branch(name: str, kind: BranchKind, place: str, north: float, east: float) -> Unit:
        unit = Unit(new_id(), name, UnitKind.BRANCH, kind, county.id, place, north, east)
        add(tx, unit)
        return unit

    branch(HOME, BranchKind.VILLAGE, "青石县", 27.1, 112.3)
    for town in TOWNS:
        for village in VILLAGES:
            branch(f"{town}{village}庄村党支部", BranchKind.VILLAGE, "青石县", 27.2, 112.4)
    return branch(HOST, BranchKind.MOBILE, "深圳市宝安区", 22.56, 113.88)


def _appoint(tx: Transaction, chat: Chat, unit: Unit) -> None:
    # Quiet hours would make the figures depend on the time of the day.
    never = people.QuietHours(time(0), time(0))
    person = people.Person("wang", "王芳", None, "zh_CN", "Asia/Shanghai", never)
    people.put_person(tx, person)
    people.put_address(tx, chat, person.id)
    people.put_office(tx, person.id, people.Office(people.Role.SECRETARY, unit.id))


async def serve(store: Store, telegram: TelegramSettings) -> None:
    catalogues = read_catalogues("zh_CN")
    settings = read_settings(catalogues.locales, {})
    bot = Bot(store, settings, Clock(), random.SystemRandom(), catalogues)
    async with asyncio.TaskGroup() as group:
        group.create_task(bot.warm_up())
        group.create_task(doors.telegram(bot, telegram).run())


def main(database: str, api: str, token: str) -> None:
    app.quiet_logs()
    store = open_store(Path(database))
    try:
        asyncio.run(serve(store, TelegramSettings(token, api, None, "", RATE)))
    finally:
        store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
