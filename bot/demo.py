"""The demo: the sample county, several phones on one page, and a clock that can be moved.

Only here does a page say which person it speaks for; the demo therefore listens on loopback
alone, and its store is marked so that the real bot refuses it.
"""

import asyncio
import random
import socket
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot import app, organization, people
from bot.activities.sample import put_sample, read_activities
from bot.app import Bot, open_store
from bot.care.sample import put_sample as put_sample_asks
from bot.care.sample import read_asks
from bot.channels.web.chat import NOT_KEPT
from bot.channels.web.identity import CHANNEL
from bot.channels.web.page import demo_data
from bot.channels.web.requests import body
from bot.channels.web.server import TEMPLATES, ByPort, WebServer, listen, web_app
from bot.clock import Clock
from bot.conversation import Chat
from bot.county import load_county, read_folder
from bot.doors import wall_page, web_chat
from bot.language import Catalogues, T, Text, Trouble, plain
from bot.operator import Say
from bot.people import Office, Person, Role
from bot.reports import ReportBox
from bot.reports.demo import open_demo_box, put_sample_years
from bot.resources import SAMPLE
from bot.settings import Settings
from bot.storage import Kind, Store, Transaction

DATA = Path("data")
STORE = DATA / "demo.db"
HOST = "127.0.0.1"
ONLY_HERE = ("localhost", "127.0.0.1")
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class DemoPhone:
    """One phone of the demo; `role` is None for a member, who is not known at the start."""

    key: str
    name: str
    role: Role | None
    at: str

    @property
    def chat(self) -> Chat:
        return Chat(CHANNEL, f"demo:{self.key}")


def read_phones(folder: Path) -> tuple[DemoPhone, ...]:
    with (folder / "demo.toml").open("rb") as file:
        given: list[dict[str, str]] = tomllib.load(file)["phone"]
    return tuple(
        DemoPhone(
            each["key"],
            each["name"],
            None if each["role"] == "member" else Role(each["role"]),
            each.get("at", ""),
        )
        for each in given
    )


class DemoIdentity:
    """A page of the demo says which phone it is; all of them begin in one language."""

    def __init__(self, phones: tuple[DemoPhone, ...], locale: str) -> None:
        self._chats = {phone.key: phone.chat for phone in phones}
        self.locale = locale

    def chat(self, request: Request, phone: str) -> Chat | None:
        return self._chats.get(phone)

    def language(self, request: Request) -> str:
        return self.locale

    def withheld(self, request: Request) -> bool:
        return False

    def remember(self, request: Request, response: Response) -> None:
        """Nothing: the demo needs no cookie."""


class Demo:
    """The demo's page and its switches, around an ordinary bot."""

    def __init__(self, bot: Bot, phones: tuple[DemoPhone, ...], box: ReportBox) -> None:
        self.bot = bot
        self.box = box
        self._phones = phones
        self._identity = DemoIdentity(phones, bot.settings.locale)
        self._chat = web_chat(bot, self._identity)

    @property
    def routes(self) -> list[Route]:
        guarded = self._chat.guarded
        return [
            Route("/", self.page),
            Route("/demo/clock", guarded(self.clock), methods=["POST"]),
            Route("/demo/language", guarded(self.language), methods=["POST"]),
            Route("/demo/fresh", guarded(self.fresh), methods=["POST"]),
            Route("/chat", self.one_phone),
            *[route for route in self._chat.routes if route.path != "/chat"],
            *wall_page(self.bot).routes,
        ]

    async def set_up(self) -> None:
        """Load the sample county and the demo's people, where they are not there yet."""
        folder = read_folder(SAMPLE)
        await self.bot.store.turn(lambda tx: load_county(tx, folder, self.bot.new_id))
        await self.bot.store.turn(self._people)
        given, zone, now = read_activities(SAMPLE), self.bot.settings.zone, self.bot.clock.now()
        await self.bot.store.turn(lambda tx: put_sample(tx, given, zone, now, self.bot.new_id))
        asks, locale = read_asks(SAMPLE), self.bot.settings.locale
        await self.bot.store.turn(lambda tx: put_sample_asks(tx, asks, locale, zone, now))
        await put_sample_years(self.box)
        await self.bot.store.turn(lambda tx: self.bot.show_report_years(tx, now))

    async def page(self, request: Request) -> Response:
        return self._page(request, "demo.html", self._phones)

    async def one_phone(self, request: Request) -> Response:
        key = request.query_params.get("phone", "")
        phones = tuple(phone for phone in self._phones if phone.key == key)
        if not phones:
            return RedirectResponse("/")
        return self._page(request, "chat.html", phones)

    async def clock(self, request: Request) -> Response:
        step = STEPS.get(str((await body(request)).get("ahead")))
        if step is None:
            return JSONResponse({"error": "hour, day or month"}, 400)
        self.bot.clock.move(step)
        # The box's night comes before the bot's, which shows what the box has published.
        await self.box.tick()
        await self.bot.tick()
        return JSONResponse({"clock": self._time()})

    async def language(self, request: Request) -> Response:
        wanted = str((await body(request)).get("language"))
        self._identity.locale = self.bot.catalogues.nearest(wanted)
        await self.bot.store.turn(self._speak)
        return JSONResponse({})

    async def fresh(self, request: Request) -> Response:
        await body(request)
        await self.bot.store.turn(_forget_everything)
        await self.box.start_over()
        await self.set_up()
        return JSONResponse({})

    def _page(self, request: Request, template: str, phones: tuple[DemoPhone, ...]) -> Response:
        data = demo_data(
            self.bot.catalogues,
            self._identity.locale,
            phones=[(phone.key, phone.name, phone.role, phone.at) for phone in phones],
            windows=self._windows() if template == "demo.html" else [],
            clock=self._time(),
        )
        return TEMPLATES.TemplateResponse(request, template, data, headers=NOT_KEPT)

    def _windows(self) -> list[tuple[str, Text, str]]:
        """The report page, and the desks of two inspectors: one checks, the other verifies."""
        url = self.box.settings.url
        topmost = next(each for each in self.box.directory.bodies.values() if each.above is None)
        desks = [(each.name, plain(each.name), f"{url}/desk") for each in topmost.holders[:2]]
        return [("report", T("Report page"), f"{url}/"), *desks]

    def _time(self) -> str:
        zone = self.bot.settings.zone
        now = T("{now}", now=self.bot.clock.now())
        return self.bot.catalogues.say(now, self._identity.locale, zone)

    def _people(self, tx: Transaction) -> None:
        for phone in self._phones:
            unit = organization.by_name(tx, phone.at)
            if phone.role is None or unit is None or people.person(tx, phone.key):
                continue
            zone = self.bot.settings.zone
            people.put_person(tx, Person(phone.key, phone.name, None, self._identity.locale, zone))
            people.put_address(tx, phone.chat, phone.key)
            people.put_office(tx, phone.key, Office(phone.role, unit.id))

    def _speak(self, tx: Transaction) -> None:
        tx.change("UPDATE person SET locale = :locale", {"locale": self._identity.locale})
        tx.change("UPDATE chat SET locale = :locale", {"locale": self._identity.locale})


def demo(settings: Settings, catalogues: Catalogues, say: Say) -> None:
    """Serve the demo until stopped. Raise `Trouble` where real people could be reached."""
    if settings.telegram:
        raise Trouble(T("The demo takes no token: unset BOT_TELEGRAM_TOKEN."))
    app.quiet_logs()
    store = open_store(STORE, Kind.DEMO)
    try:
        asyncio.run(_serve(store, settings, catalogues, say))
    finally:
        store.close()


async def _serve(store: Store, settings: Settings, catalogues: Catalogues, say: Say) -> None:
    of_chat, of_box = listen(HOST, settings.web_port), _listen_for_box(settings.reports.port)
    clock, chance = Clock(), random.SystemRandom()
    port_of_box: int = of_box.getsockname()[1]
    box = open_demo_box(DATA, port_of_box, settings.zone, clock, chance, catalogues)
    try:
        bot = Bot(store, settings, clock, chance, catalogues, box)
        demo = Demo(bot, read_phones(SAMPLE), box)
        await demo.set_up()
        await box.tick()
        say(T("The demo is open at {address}", address=f"http://localhost:{settings.web_port}/"))
        apps: dict[int, ASGIApp] = {
            settings.web_port: demo_app(demo),
            port_of_box: demo_box_app(box, settings.web_port),
        }
        await WebServer(ByPort(apps)).serve([of_chat, of_box])
    finally:
        box.close()


def _listen_for_box(port: int) -> socket.socket:
    """The box's port, or any other one where that is taken."""
    try:
        return listen(HOST, port)
    except Trouble:
        return listen(HOST, 0)


def demo_box_app(box: ReportBox, port: int) -> ASGIApp:
    """The demo's box; its pages stand inside the demo's, which is on `port`."""
    framed_by = " ".join(f"http://{name}:{port}" for name in ONLY_HERE)
    return TrustedHostMiddleware(box.app(framed_by), ONLY_HERE)


def demo_app(demo: Demo) -> ASGIApp:
    """The demo's application; no other name than loopback's leads to it."""
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=ONLY_HERE)
    return web_app(demo.routes, [only_here], frames=demo.box.settings.url)


def _forget_everything(tx: Transaction) -> None:
    tables = tx.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
        " AND name NOT IN ('room_version', 'kind_of_store')"
    )
    # What was published is never taken away, but with the whole town.
    kept = tx.all(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%kept'"
    )
    tx.change("PRAGMA defer_foreign_keys = ON")
    for trigger in kept:
        tx.change(f"DROP TRIGGER {trigger['name']}")
    for table in tables:
        tx.change(f"DELETE FROM {table['name']}")
    for trigger in kept:
        tx.change(trigger["sql"])
    tx.change("DELETE FROM unit_search")
