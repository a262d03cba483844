"""In confidence: conversations about reports that are kept nowhere, each in a booth of its own.

The forms and screens are those of every conversation, over a store that is never on a disk and
with a visitor who is nobody. What leaves a booth is a sealed report, without whose chat it was.
"""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import conversation
from bot.conversation import (
    Chat,
    Conversation,
    DocumentKind,
    Input,
    Opened,
    Option,
    Repertoire,
    Reply,
    Said,
    Screen,
    Tapped,
    Turn,
    Visitor,
)
from bot.language import Catalogues, Text
from bot.reports.box import Box
from bot.reports.deposit import Deposit
from bot.reports.floor import Speaker
from bot.reports.gate import Delays
from bot.reports.receipt import looks_like_one
from bot.reports.talk import Booth, Underived
from bot.reports.talk.forms import BODIES, Bodies
from bot.storage import GiveWay, MemoryStore, Store, Transaction

# Buttons of a booth begin so: whoever taps one later is told that it is gone.
MARK = "c/"
# Somebody who says nothing for so long has gone; what they said goes too.
PATIENCE = timedelta(minutes=30)
MOST = 200

# In a booth nobody has an address.
_HERE = Chat("booth", "")


@dataclass
class _Talk:
    """One chat's booth, with the conversation that takes place in it."""

    booth: Booth
    speaker: Speaker
    store: MemoryStore
    conversation: Conversation
    repertoire: Repertoire
    last: datetime
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def idle(self) -> bool:
        """Whether nothing would be lost with it."""
        return not self.booth.busy and self.store.turn(self._is_idle)

    def _is_idle(self, tx: Transaction) -> bool:
        return self.conversation.is_idle(tx, _HERE)


class Confidence:
    """The booths that are open. `is_word` knows the words of commands outside; a booth that
    thinks may `give_way` to whoever is there.
    """

    def __init__(
        self,
        box: Box,
        store: Store,
        address: str,
        zone: str,
        catalogues: Catalogues,
        chance: random.Random,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        is_word: Callable[[str], bool],
        give_way: GiveWay,
    ) -> None:
        self._box = box
        self._store = store
        self._address = address
        self._zone = zone
        self._catalogues = catalogues
        self._chance = chance
        self._now = now
        self._new_id = new_id
        self._is_word = is_word
        self._give_way = give_way
        self._delays = Delays(time.monotonic)
        self._talks: dict[Chat, _Talk] = {}
        self._floor = asyncio.Lock()

    def __contains__(self, chat: Chat) -> bool:
        return chat in self._talks

    async def enter(self, given: Input, locale: str, *notes: Text) -> Reply:
        """Open a booth for a chat, and show the two ways."""
        self.forget_idle()
        if len(self._talks) >= MOST:
            self._close_oldest()
        talk = self._talks[given.chat] = self._open(locale)
        async with talk.lock:
            reply = await self._turn(talk, replace(given, event=Opened(), language=locale))
        return replace(reply, screen=reply.screen.noting(*notes))

    async def answer(self, given: Input) -> Reply | Input:
        """The booth's answer; or what the ordinary conversation is to be given instead."""
        talk = self._talks[given.chat]
        await self._slow_down(given)
        async with talk.lock:
            if self._talks.get(given.chat) is not talk:
                # What was said before this has ended it.
                return given
            if self._is_outside(talk, given):
                self._close(given.chat)
                return given
            reply = await self._turn(talk, given)
            if talk.booth.left:
                self._close(given.chat)
                return replace(given, event=Opened())
            if talk.booth.over:
                self._close(given.chat)
                return replace(reply, screen=_unmarked(reply.screen), over=True)
            return reply

    async def asks_document(self, chat: Chat) -> DocumentKind | None:
        talk = self._talks[chat]
        async with talk.lock:
            if self._talks.get(chat) is not talk:
                return None
            return talk.store.turn(lambda tx: talk.conversation.asks_document(tx, _HERE))

    def forget_idle(self) -> None:
        """Close the booths in which nothing was said for long."""
        for chat, talk in list(self._talks.items()):
            if self._now() - talk.last > PATIENCE and not talk.lock.locked():
                self._close(chat)

    def _close_oldest(self) -> None:
        waiting = [
            (talk.last, chat) for chat, talk in self._talks.items() if not talk.lock.locked()
        ]
        if waiting:
            self._close(min(waiting, key=lambda each: each[0])[1])

    async def _slow_down(self, given: Input) -> None:
        """Receipts that are guessed in the chat wait as on the page."""
        if isinstance(given.event, Said) and looks_like_one(given.event.words):
            await asyncio.sleep(self._delays.wait(given.chat.address))

    def _open(self, locale: str) -> _Talk:
        speaker = Speaker(self._floor)
        deposit = Deposit(self._box, self._store, asyncio.get_running_loop(), speaker)
        booth = Booth(deposit, self._address, self._chance)
        repertoire = Repertoire(
            booth.commands,
            {BODIES: lambda turn: Bodies(deposit.directory)},
            booth.welcome,
            self._catalogues,
        )
        talk = Conversation(
            repertoire,
            _Nobody(self._zone),
            self._now,
            self._new_id,
            self._new_id,
            self._address,
        )
        memory = MemoryStore([conversation.SCHEMA])
        return _Talk(booth, speaker, memory, talk, repertoire, self._now())

    async def _turn(self, talk: _Talk, given: Input) -> Reply:
        talk.last = self._now()
        # Not sure that it arrives, so that even the first screen is remembered.
        inside = replace(given, chat=_HERE, event=_unmark(given.event), sure=False)
        try:
            reply = await self._think(talk, inside)
        except Underived as underived:
            await talk.booth.derive(underived.receipt)
            reply = await self._think(talk, inside)
        marked = _marked(reply.screen)
        return replace(reply, screen=marked, menu=(), mark=None, ephemeral=True)

    async def _think(self, talk: _Talk, inside: Input) -> Reply:
        """In a thread, as sealing takes a while and must hold nobody else up."""
        await talk.speaker.take()
        try:
            return await asyncio.to_thread(
                talk.store.turn, lambda tx: talk.conversation.turn(tx, inside), self._give_way
            )
        finally:
            talk.speaker.leave()

    def _is_outside(self, talk: _Talk, given: Input) -> bool:
        """Whether something is meant for the ordinary conversation, and nothing is lost by it."""
        match given.event:
            case Tapped(token) if not token.startswith(MARK):
                return talk.idle
            case Said(words) if self._is_word(words) and not talk.repertoire.token_for(words):
                return talk.idle
        return False

    def _close(self, chat: Chat) -> None:
        self._talks.pop(chat).store.close()


class _Nobody:
    """Whoever is in a booth is nobody."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor:
        return Visitor(None, None, locale, self._zone)

    def call(self, tx: Transaction, chat: Chat, seat: int) -> bool:
        return False

    def filled_in(self, turn: Turn, form: Text) -> None:
        """Nobody takes note."""


def _unmark(event: conversation.Event) -> conversation.Event:
    return Tapped(event.token.removeprefix(MARK)) if isinstance(event, Tapped) else event


def _marked(screen: Screen) -> Screen:
    def mark(option: Option) -> Option:
        return replace(option, token=f"{MARK}{option.token}")

    return replace(
        screen,
        options=tuple(mark(option) for option in screen.options),
        controls=tuple(mark(option) for option in screen.controls),
        back=mark(screen.back) if screen.back else None,
    )


def _unmarked(screen: Screen) -> Screen:
    """The last screen leads out: its buttons are the ordinary conversation's."""

    def unmark(option: Option) -> Option:
        return replace(option, token=option.token.removeprefix(MARK))

    return replace(screen, options=tuple(unmark(option) for option in screen.options))
