"""A bot behind a real web server, over a store that outlives it; one for the demo, one for life."""

import random
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from bot import organization, people
from bot.app import Bot, new_code
from bot.channels.web.server import web_app
from bot.clock import Clock
from bot.county import Folder, load_county, read_folder
from bot.demo import Demo, demo_app, demo_box_app, read_phones
from bot.doors import web_routes
from bot.people import Office, Role
from bot.reports import ReportBox
from bot.reports.demo import open_demo_box
from bot.resources import SAMPLE
from bot.settings import read_settings
from bot.storage import Kind, Transaction
from tests.stores import open_copy
from tests.town import CATALOGUES, NOON
from tests.web.served import Served, free_port

SHENZHEN = "望川县驻深圳流动党支部"
HEWAN = "石桥镇河湾村党支部"


@cache
def sample() -> Folder:
    return read_folder(SAMPLE)


class House:
    """What is served for people, at `address`; `restart` kills it and starts it anew."""

    kind = Kind.REAL
    # Origins that a page may ask besides its own.
    others: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = Clock(lambda: NOON)
        self.chance = random.Random(1)

    @property
    def address(self) -> str:
        return self._served.address

    async def start(self, port: int = 0) -> None:
        self._served = Served(await self.app(), port)

    async def app(self) -> ASGIApp:
        """The application, over the store that is opened now."""
        self.bot = self._bot()
        await self.bot.store.turn(lambda tx: load_county(tx, sample(), self.bot.new_id))
        return web_app(web_routes(self.bot))

    async def stop(self) -> None:
        self._served.kill()
        self.close()

    def close(self) -> None:
        self.bot.store.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start(self._served.port)

    async def rows(self, statement: str) -> list[Any]:
        return await self.bot.store.turn(lambda tx: [tuple(row) for row in tx.all(statement)])

    async def invite(self, role: Role, unit_name: str) -> str:
        """The start parameter that gives an office."""

        def work(tx: Transaction) -> str:
            unit = organization.by_name(tx, unit_name)
            assert unit is not None
            office = Office(role, unit.id)
            code, _ = people.invite(tx, office, self.clock.now(), lambda: new_code(self.chance))
            return f"i-{code}"

        return await self.bot.store.turn(work)

    def _bot(self) -> Bot:
        store = open_copy(self.path, self.kind)
        settings = read_settings(CATALOGUES.locales, {})
        return Bot(store, settings, self.clock, self.chance, CATALOGUES, self._box())

    def _box(self) -> ReportBox | None:
        return None


class DemoHouse(House):
    """The demo; its clock stands at noon until somebody moves it."""

    kind = Kind.DEMO

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._ports = free_port(), free_port()
        self.others = (f"http://localhost:{self._ports[1]}",)

    async def start(self, port: int = 0) -> None:
        await super().start(self._ports[0])
        self._served_box = Served(demo_box_app(self.box, self._ports[0]), self._ports[1])

    async def app(self) -> ASGIApp:
        folder, port = self.path.parent, self._ports[1]
        self.box = open_demo_box(folder, port, "Asia/Shanghai", self.clock, self.chance, CATALOGUES)
        self.bot = self._bot()
        demo = Demo(self.bot, read_phones(SAMPLE), self.box)
        await demo.set_up()
        return demo_app(demo)

    def _box(self) -> ReportBox:
        return self.box

    async def stop(self) -> None:
        self._served_box.kill()
        await super().stop()

    def close(self) -> None:
        super().close()
        self.box.close()

    def days_ahead(self) -> int:
        ahead: timedelta = self.clock.now() - NOON
        return ahead.days
