"""A town to test in: the whole bot without a network, and phones that read like a chat."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot import organization, people
from bot.app import Bot, read_catalogues
from bot.clock import Clock
from bot.conversation import (
    Chat,
    Contact,
    Document,
    Event,
    Input,
    Opened,
    Option,
    Place,
    Reply,
    Said,
    Screen,
    Tapped,
)
from bot.delivery import sent, waiting
from bot.language import Catalogues
from bot.members import put_roster
from bot.organization import BranchKind, Unit, UnitKind
from bot.people import Office, Person, Role
from bot.settings import read_settings
from bot.storage import Transaction
from tests.stores import open_copy

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
CATALOGUES = read_catalogues("zh_CN")

COUNTY = "青石县委"
HOME = "石桥镇河湾村党支部"
HOST = "宝安区外来务工党支部"
OTHER = "东莞长安镇流动党支部"


@dataclass
class Message:
    """A message as a person sees it."""

    text: str
    options: list[tuple[str, str]]
    controls: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def token(self, label: str) -> str:
        """The token of the button with this label."""
        for shown, token in (*self.options, *self.controls):
            if label == shown:
                return token
        for shown, token in (*self.options, *self.controls):
            if label in shown:
                return token
        raise AssertionError(f"no button {label!r} on\n{self}")

    def __str__(self) -> str:
        buttons = [label for label, _ in (*self.options, *self.controls)]
        return f"{self.text}\n{buttons}"


class Phone:
    """Somebody's phone: the last answer on its `screen`, its `files`; `notices` came unasked."""

    def __init__(self, town: "Town", chat: Chat) -> None:
        self.town = town
        self.chat = chat
        self.language = "zh-CN"
        self.message = Message("", [])
        self.files: tuple[Document, ...] = ()
        self.notices: list[Message] = []

    @property
    def screen(self) -> str:
        return str(self.message)

    async def opens(self, start: str = "") -> str:
        return await self.gives(Opened(start))

    async def says(self, *words: str) -> str:
        for each in words:
            await self.gives(Said(each))
        return self.screen

    async def taps(self, label: str) -> str:
        """Press the newest button with this label, on the last answer or on a notice."""
        for message in (self.message, *reversed(self.notices)):
            if any(label in shown for shown, _ in (*message.options, *message.controls)):
                return await self.gives(Tapped(message.token(label)))
        raise AssertionError(f"no button {label!r} on\n{self.screen}\n{self.notices}")

    async def shares_contact(self, number: str, *, own: bool = True) -> str:
        return await self.gives(Contact(number, own))

    async def shares_place(self, latitude: float, longitude: float) -> str:
        return await self.gives(Place(latitude, longitude))

    async def gives(self, event: Event, update: str | None = None) -> str:
        given = Input(self.chat, update or self.town.new_update(), event, self.language)
        reply = await self.town.bot.answer(given)
        self.message = self.town.read(reply)
        self.files = reply.screen.attachments
        return self.screen

    async def looks(self) -> str:
        """Take in what came unasked; the texts of what is new."""
        store = self.town.bot.store
        async with store.reading() as reader:
            fresh = await waiting(reader, self.chat)
        await store.turn(lambda tx: sent(tx, self.chat, [str(each.id) for each in fresh]))
        new = [self.town.message(each.screen, each.locale, each.zone) for each in fresh]
        self.notices += new
        return "\n".join(str(notice) for notice in new)


class Town:
    """A county with a few branches, and the bot that serves it."""

    def __init__(self, path: Path, synchronous: str = "OFF") -> None:
        self.path = path
        self.synchronous = synchronous
        self.clock = Clock(lambda: NOON)
        self.chance = random.Random(1)
        self.catalogues: Catalogues = CATALOGUES
        self.bot = self._start()
        self._phones: dict[str, Phone] = {}
        self._updates = 0

    def phone(self, key: str, channel: str = "test") -> Phone:
        return self._phones.setdefault(key, Phone(self, Chat(channel, key)))

    def new_update(self) -> str:
        self._updates += 1
        return f"test:{self._updates}"

    def restart(self) -> None:
        """Stop the bot and start it anew on the same store."""
        self.bot.store.close()
        self.bot = self._start()

    async def settle(self) -> None:
        """Bring the units in, and the people who hold offices."""
        await self.bot.store.turn(self._units)
        await self.appoint("wang", "王芳", Role.SECRETARY, HOST)
        await self.appoint("chen", "陈国平", Role.SECRETARY, HOME)
        await self.appoint("zhou", "周敏", Role.SECRETARY, OTHER)
        await self.appoint("sun", "孙立", Role.COMMITTEE, COUNTY)

    async def appoint(self, key: str, name: str, role: Role, unit_name: str) -> None:
        def work(tx: Transaction) -> None:
            unit = organization.by_name(tx, unit_name)
            assert unit is not None
            people.put_person(tx, Person(key, name, None, "zh_CN", "Asia/Shanghai"))
            people.put_address(tx, self.phone(key).chat, key)
            people.put_office(tx, key, Office(role, unit.id))

        await self.bot.store.turn(work)

    async def unit_id(self, name: str) -> str:
        unit = await self.bot.store.turn(lambda tx: organization.by_name(tx, name))
        assert unit is not None
        return unit.id

    async def brings_list(self, unit_name: str, *rows: tuple[str, str | None, bool]) -> None:
        """A branch's own list: name, telephone number, whether probationary."""
        unit = await self.unit_id(unit_name)
        await self.bot.store.turn(lambda tx: put_roster(tx, unit, rows, self.bot.new_id))

    def read(self, reply: Reply) -> Message:
        visitor = reply.visitor
        return self.message(reply.screen, visitor.locale, visitor.zone)

    def message(self, screen: Screen, locale: str, zone: str) -> Message:
        def words(options: tuple[Option, ...]) -> Iterator[tuple[str, str]]:
            for option in options:
                yield self.catalogues.say(option.label, locale, zone), option.token

        paragraphs = [self.catalogues.say(text, locale, zone) for text in screen.paragraphs]
        controls = (*([screen.back] if screen.back else []), *screen.controls)
        files = [each.name for each in screen.attachments]
        text = "\n".join(paragraphs)
        return Message(text, list(words(screen.options)), list(words(controls)), files)

    def _start(self) -> Bot:
        settings = read_settings(self.catalogues.locales, {})
        store = open_copy(self.path, synchronous=self.synchronous)
        return Bot(store, settings, self.clock, self.chance, self.catalogues)

    def _units(self, tx: Transaction) -> None:
        new_id = self.bot.new_id
        root = Unit(new_id(), COUNTY, UnitKind.COMMITTEE)
        village = BranchKind.VILLAGE
        mobile = BranchKind.MOBILE
        branch = UnitKind.BRANCH
        for unit in (
            root,
            Unit(new_id(), HOME, branch, village, root.id, "青石县", 27.1, 112.3),
            Unit(new_id(), HOST, branch, mobile, root.id, "深圳市宝安区", 22.56, 113.88),
            Unit(new_id(), OTHER, branch, mobile, root.id, "东莞市", 22.8, 113.8),
        ):
            organization.add(tx, unit)
