"""A counter to talk to: a few small commands over a real store, and phones without a network."""

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.app import ids
from bot.clock import Clock
from bot.conversation import (
    SCHEMA,
    Chat,
    Command,
    Contact,
    Conversation,
    Event,
    Filling,
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
from bot.conversation.session import Session
from bot.language import T, Text
from bot.storage import Store, Transaction
from tests.conversation.errands import COMMANDS, ERRANDS
from tests.conversation.sheet import Branches
from tests.town import CATALOGUES

R = TypeVar("R")

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
NOT_COMPARED = {"ledger", "ledger_day", "room_version"}


def welcome(turn: Turn) -> tuple[Text, ...]:
    return (T("Welcome."),)


class Reception:
    """Nobody shares a chat here."""

    def __init__(self, people: dict[Chat, str]) -> None:
        self._people = people

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor:
        name = self._people.get(chat)
        return Visitor(name and name.lower(), name, locale, "Asia/Shanghai")

    def call(self, tx: Transaction, chat: Chat, seat: int) -> bool:
        return False

    def filled_in(self, turn: Turn, form: Text) -> None:
        """Nobody fills in for anybody here."""


class Counter:
    """`people` are the chats whose visitor is known, by what they are called."""

    def __init__(self, path: Path, commands: Sequence[Command] = COMMANDS) -> None:
        self._path = path
        self._runner = asyncio.Runner()
        self._chance = random.Random(1)
        self._updates = 0
        self.clock = Clock(lambda: NOON)
        self.branches = Branches()
        self.people = {Chat("test", "wang"): "Wang"}
        self.open(commands)

    def open(self, commands: Sequence[Command]) -> None:
        self.store = Store.open(self._path, [SCHEMA, ERRANDS], synchronous="OFF")
        sources = {"branch": lambda turn: self.branches}
        self.repertoire = Repertoire(commands, sources, welcome, CATALOGUES)
        new_id = ids(self._chance)
        now = self.clock.now
        self.conversation = Conversation(
            self.repertoire, Reception(self.people), now, new_id, new_id, "http://bot"
        )

    def restart(self, commands: Sequence[Command] = COMMANDS) -> None:
        """Stop, and start anew on the same store, perhaps with another program."""
        self.store.close()
        self.open(commands)

    def close(self) -> None:
        self.store.close()
        self._runner.close()

    def phone(self, key: str, language: str = "en") -> "Phone":
        return Phone(self, Chat("test", key), language)

    def new_update(self) -> str:
        self._updates += 1
        return f"test:{self._updates}"

    def filling(self, session: Session) -> Filling | None:
        """What a session fills in, by the present program."""
        return self.repertoire.filling(session)

    def run(self, work: Callable[[Transaction], R]) -> R:
        """Run a plain function as a turn of the store."""
        return self._runner.run(self.store.turn(work))

    def answer(self, given: Input) -> Reply:
        return self.run(lambda tx: self.conversation.turn(tx, given))

    def rows(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        return self.run(lambda tx: [tuple(row) for row in tx.all(statement, values)])

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """All that is stored, but for which updates came."""
        names = [str(name) for (name,) in self.rows("SELECT name FROM pragma_table_list")]
        return {
            name: self.rows(f"SELECT * FROM {name}")
            for name in names
            if name not in NOT_COMPARED and not name.startswith("sqlite_")
        }

    def session(self, chat: Chat) -> Session | None:
        found = self.rows("SELECT session FROM chat WHERE address = :it", it=chat.address)
        written = found[0][0] if found else None
        return Session.from_json(str(written)) if written else None

    def offered(self, chat: Chat) -> tuple[str, ...]:
        found = self.rows("SELECT offered FROM chat WHERE address = :it", it=chat.address)
        return tuple(json.loads(str(found[0][0]))) if found else ()


class Phone:
    """Somebody's phone. `screen` is the last answer as data, `text` and `labels` as words."""

    def __init__(self, counter: Counter, chat: Chat, language: str) -> None:
        self.counter = counter
        self.chat = chat
        self.language = language
        self.reply: Reply | None = None

    def says(self, *words: str) -> str:
        for each in words:
            self.gives(Said(each))
        return self.text

    def taps(self, *labels: str) -> str:
        for label in labels:
            self.gives(Tapped(self.token(label)))
        return self.text

    def opens(self, start: str = "") -> str:
        return self.gives(Opened(start))

    def shares(self, number: str, *, own: bool = True) -> str:
        return self.gives(Contact(number, own))

    def gives(self, event: Event, update: str | None = None) -> str:
        update = update or self.counter.new_update()
        self.reply = self.counter.answer(Input(self.chat, update, event, self.language))
        return self.text

    def would_see(self, event: Event) -> tuple[str, list[str]] | None:
        """What the phone would show after `event`, which does not come; None for an error."""
        peek = Phone(self.counter, self.chat, self.language)
        given = Input(self.chat, "test:peek", event, self.language)

        def work(tx: Transaction) -> None:
            with suppress(RuntimeError), tx.attempt():
                peek.reply = self.counter.conversation.turn(tx, given)
                raise RuntimeError

        self.counter.run(work)
        return (peek.text, peek.labels) if peek.reply else None

    @property
    def screen(self) -> Screen:
        assert self.reply
        return self.reply.screen

    @property
    def text(self) -> str:
        if self.reply is None:
            return ""
        return "\n".join(self._say(text) for text in self.screen.paragraphs)

    @property
    def buttons(self) -> list[Option]:
        back = [self.screen.back] if self.screen.back else []
        return [*self.screen.options, *back, *self.screen.controls]

    @property
    def labels(self) -> list[str]:
        return [self._say(option.label) for option in self.buttons]

    def token(self, label: str) -> str:
        return self.buttons[self.labels.index(label)].token

    def _say(self, text: Text) -> str:
        assert self.reply
        visitor = self.reply.visitor
        return CATALOGUES.say(text, visitor.locale, visitor.zone)

    @property
    def session(self) -> Session | None:
        return self.counter.session(self.chat)
