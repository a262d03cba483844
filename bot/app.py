"""Where the parts are put together."""

import asyncio
import gc
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot import members, openness, people
from bot.clock import Clock
from bot.confiding import Confiding
from bot.conversation import (
    Chat,
    Conversation,
    Document,
    DocumentKind,
    Event,
    Input,
    Receipt,
    Repertoire,
    Reply,
    Turn,
    Unclear,
    Unread,
    Unsupported,
    Visitor,
    Work,
    too_large,
)
from bot.daily_word import DAILY_WORD, DailyWord
from bot.delivery import Bell, Schedule
from bot.language import Catalogues, T, Text
from bot.people import Reception
from bot.reports import Confidence, ReportBox, ReportYear
from bot.resources import LOCALES
from bot.retention import NIGHTLY, Nightly
from bot.room import Room
from bot.rooms import COMMANDS, HANDLERS, ROOMS, SCHEMAS, SOURCES
from bot.settings import Settings
from bot.storage import Kind, Store, Transaction

# Objects made until garbage is looked for, and how often among older ones; the usual 700 took a
# fifteenth of a broadcast's time.
SELDOM = (20_000, 20, 100)
# 32 of them: five bits each.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Bot:
    """The whole bot over one open store."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        chance: random.Random,
        catalogues: Catalogues,
        box: ReportBox | None = None,
        report_years: Callable[[], Sequence[ReportYear]] | None = None,
    ) -> None:
        """`report_years` are what a box that is served elsewhere has published."""
        self.store = store
        self.settings = settings
        self.clock = clock
        self.chance = chance
        self.catalogues = catalogues
        self.bell = Bell()
        self._report_years = report_years or (lambda: box.years if box else ())
        self._nightly = Nightly((*ROOMS, Room(tidy=self.show_report_years)), settings.zone)
        self._daily_word = DailyWord(settings.zone)
        self._schedule = Schedule(
            {**HANDLERS, NIGHTLY: self._nightly, DAILY_WORD: self._daily_word}
        )
        self._page = self._report_page(box)
        self.new_id = ids(chance)
        self.repertoire = Repertoire(COMMANDS, SOURCES, self._welcome, catalogues)
        self.conversation = Conversation(
            self.repertoire,
            Reception(settings.zone),
            clock.now,
            self.new_id,
            lambda: new_code(chance),
            settings.public_url,
            settings.figures,
        )
        self._confiding = Confiding(self._page, self._answer, self._note, self._confidence(box))

    async def warm_up(self) -> None:
        """Load what the first member would else wait for. What stands by then stays for good,
        and need not be looked through for garbage again and again.
        """
        await asyncio.to_thread(members.warm_up)
        gc.collect()
        gc.freeze()
        # Of what comes later most is gone before it is looked at so seldom.
        gc.set_threshold(*SELDOM)

    async def answer(self, given: Input) -> Reply:
        """Take one update from a channel; the reply, once everything of it is on the disk."""
        if isinstance(given.event, Document):
            given = replace(given, event=await self._read(given.chat, given.event))
        return await self._confiding.answer(given)

    async def _answer(self, given: Input) -> Reply:
        reply = await self.store.turn(lambda tx: self.conversation.turn(tx, given))
        self.bell.ring(reply.told)
        if reply.screen.unwritten:
            return replace(reply, screen=await asyncio.to_thread(reply.screen.written))
        return reply

    async def asks_document(self, chat: Chat, *, forwarded: bool = False) -> DocumentKind | None:
        """What a channel asks before it fetches a file; None where nobody wants one."""
        if chat in self._confiding:
            return await self._confiding.asks_document(chat)
        return await self.store.turn(
            lambda tx: self.conversation.asks_document(tx, chat, forwarded=forwarded)
        )

    async def _read(self, chat: Chat, document: Document) -> Event:
        """A file as the question that takes it wants it; reading one may take long."""
        kind = await self.asks_document(chat, forwarded=document.forwarded)
        if kind is None:
            return Unsupported("file")
        if len(document.content) > kind.longest:
            return too_large(kind)
        try:
            read = await asyncio.to_thread(kind.read, document)
            return replace(read, caption=document.caption, forwarded=document.forwarded)
        except Unclear as unclear:
            return Unread(unclear.text)

    async def _note(self, update: str) -> None:
        await self.store.turn(lambda tx: self.conversation.note(tx, update))

    def _welcome(self, turn: Turn) -> tuple[Text, ...]:
        """The first words; the sealed page's address is among them for everybody, unasked."""
        words = welcome(turn)
        if self._page is None:
            return words
        return (*words, T("To report something without your name: {address}", address=self._page))

    def _report_page(self, box: ReportBox | None) -> str | None:
        """The sealed page's address, also where a process of its own serves it."""
        if box:
            return box.settings.url
        return self.settings.reports.url if self.settings.reports.root else None

    def _confidence(self, box: ReportBox | None) -> Confidence | None:
        """Reports in the chat, where there is a box and the operator lets them in."""
        if box is None or not box.settings.in_chat:
            return None
        return Confidence(
            box.box,
            box.store,
            box.settings.url,
            self.settings.zone,
            self.catalogues,
            self.chance,
            self.clock.now,
            self.new_id,
            lambda words: self.repertoire.token_for(words) is not None,
            self.store.give_way,
        )

    async def tick(self) -> None:
        """Do what has fallen due."""
        self._confiding.forget_idle()
        loop = asyncio.get_running_loop()
        while True:
            began, told = loop.time(), list[Chat]()
            done = await self.store.turn(lambda tx, told=told: self._fire(tx, told))  # type: ignore[misc]
            self.bell.ring(told)
            if not done:
                # What was deleted shall not stand in the log until it is written over.
                await self.store.empty_log()
                return
            # Half of the time is left to whoever writes: a notice is put down in many turns.
            await asyncio.sleep(loop.time() - began)

    def _fire(self, tx: Transaction, told: list[Chat]) -> int:
        work = Work(
            tx=tx,
            now=self.clock.now(),
            new_id=self.new_id,
            told=told,
            figures=self.settings.figures,
        )
        done = self._schedule.fire(work)
        self._nightly.keep_planned(work)
        self._daily_word.keep_planned(work)
        return done

    def show_report_years(self, tx: Transaction, now: datetime) -> None:
        """Put what the report box has published on the board."""
        openness.put_report_years(tx, self._report_years())

    async def visitor(self, chat: Chat, language: str | None) -> Visitor:
        return await self.store.turn(lambda tx: self.conversation.visitor(tx, chat, language))

    async def replied(self, receipts: Sequence[Receipt]) -> None:
        await self.store.turn(lambda tx: self.conversation.replied(tx, receipts))

    async def reach(self, chat: Chat, is_open: bool) -> None:
        """Note that a person closed a chat to us, or opened it again."""
        await self.store.turn(lambda tx: people.set_open(tx, chat, is_open))


def ids(chance: random.Random) -> Callable[[], str]:
    """Makes ids of 12 letters and digits, 60 bits."""

    def new_id() -> str:
        # All bits at once: the system was asked for each letter, and ids were a tenth of a turn.
        bits = chance.getrandbits(60)
        return "".join(_LETTERS[bits >> shift & 31] for shift in range(0, 60, 5))

    return new_id


def new_code(chance: random.Random) -> str:
    """A code for an invite, about 78 bits."""
    return "".join(chance.choices(people.CODE_LETTERS, k=people.CODE_LENGTH))


def open_store(
    path: Path, kind: Kind = Kind.REAL, synchronous: str = "FULL", *, beside: bool = False
) -> Store:
    return Store.open(path, SCHEMAS, kind, synchronous=synchronous, beside=beside)


def read_catalogues(locale: str) -> Catalogues:
    return Catalogues(LOCALES, locale)


def welcome(turn: Turn) -> tuple[Text, ...]:
    """The first words of the front menu."""
    if turn.visitor.name:
        return (T("Hello, {name}. What would you like to do?", name=turn.visitor.name),)
    return (
        T("Hello. This is a home for Party members who live away from their branch."),
        T("What would you like to do? A number or a word is enough."),
    )


def quiet_logs() -> None:
    """Libraries log what people sent or where they are; only their warnings are wanted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for name in ("aiosqlite", "apscheduler", "asyncio", "httpx", "httpcore", "telegram", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
