"""An outbox over a real store, with people to write to and a clock that can be moved."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot import people
from bot.conversation import Chat, Screen, Turn, Visitor
from bot.delivery import Delivery, Outcome, tell
from bot.delivery.claims import claim, mark, next_due, recover
from bot.delivery.finishing import finish
from bot.language import plain
from bot.people import Person, QuietHours
from bot.storage import Transaction
from tests.town import NOON, Town

CHANNEL = "telegram"
LI, WANG, CHEN = Chat(CHANNEL, "7"), Chat(CHANNEL, "8"), Chat(CHANNEL, "9")
WANG_ON_THE_WEB = Chat("web", "w8")
ZONE = "Asia/Shanghai"
NEVER, NIGHT = QuietHours(time(0), time(0)), QuietHours(time(22), time(7))
# How a delivery stands, with whoever has it in hand.
STATE = "CASE calling WHEN 0 THEN 'claimed' WHEN 1 THEN 'calling' ELSE state END AS state"
STANDING = "outbox LEFT JOIN in_hand ON delivery = outbox.id"
NOBODY = Visitor(None, None, "zh_CN", "UTC")


@dataclass(frozen=True)
class Row:
    """A delivery as it stands in the outbox."""

    words: str
    state: str
    reason: str
    attempts: int
    chat: Chat


class Post:
    """Li has one channel, Wang has two, Chen has one; all in the middle of an outbox' life."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.store = town.bot.store
        self.bell = town.bot.bell

    @property
    def now(self) -> datetime:
        return self.town.clock.now()

    def passes(self, **time: float) -> None:
        self.town.clock.move(timedelta(**time))

    async def settle(self) -> None:
        def work(tx: Transaction) -> None:
            for key, name in (("li", "李明"), ("wang", "王芳"), ("chen", "陈国平")):
                people.put_person(tx, Person(key, name, None, "zh_CN", ZONE, NEVER))
            for chat, key in ((LI, "li"), (WANG, "wang"), (WANG_ON_THE_WEB, "wang")):
                people.put_address(tx, chat, key)
            people.put_address(tx, CHEN, "chen")

        await self.store.turn(work)

    async def rests(self, person: str, name: str) -> None:
        """Somebody wants no phone to ring at night."""
        sleeper = Person(person, name, None, "zh_CN", ZONE, NIGHT)
        await self.store.turn(lambda tx: people.put_person(tx, sleeper))

    async def says(self, person: str, *words: str) -> list[Chat]:
        """Something is said to a person, unasked; the chats that are to be woken."""

        def work(tx: Transaction) -> list[Chat]:
            turn = Turn(
                tx=tx,
                now=self.now,
                new_id=self.town.bot.new_id,
                chat=Chat("web", "somebody"),
                visitor=NOBODY,
                new_code=self.town.bot.new_id,
                address="http://bot",
                say=str,
            )
            for each in words:
                tell(turn, [person], Screen((plain(each),)))
            return turn.told

        return await self.store.turn(work)

    async def claims(self, most: int = 16, channel: str = CHANNEL) -> list[Delivery]:
        return await self.store.turn(lambda tx: claim(tx, channel, self.now, most))

    async def marks(self, each: Delivery) -> bool:
        return await self.store.turn(lambda tx: mark(tx, each, self.now))

    async def finishes(self, each: Delivery, outcome: Outcome, jitter: float = 0.0) -> list[Chat]:
        return await self.store.turn(lambda tx: finish(tx, each, outcome, self.now, jitter))

    async def carries(self, outcome: Outcome, jitter: float = 0.0) -> list[str]:
        """One round, of which everything comes to the same; the words."""
        batch = await self.claims()
        for each in batch:
            assert await self.marks(each)
            await self.finishes(each, outcome, jitter)
        return [words_of(each) for each in batch]

    async def recovers(self) -> int:
        return await self.store.turn(lambda tx: recover(tx, CHANNEL))

    async def due_in(self) -> float | None:
        """Seconds until the next is due."""
        due = await self.store.turn(lambda tx: next_due(tx, CHANNEL, self.now))
        return None if due is None else (due - self.now).total_seconds()

    async def rows(self) -> list[Row]:
        found = await self.store.turn(
            lambda tx: tx.all(
                f"SELECT {STATE}, reason, attempts, channel, address, screen FROM {STANDING}"
                " JOIN message ON message.id = message ORDER BY outbox.id"
            )
        )
        return [_row(each) for each in found]

    async def states(self) -> dict[str, str]:
        return {row.words: row.state for row in await self.rows()}

    async def chats(self, person: str) -> list[Chat]:
        return await self.store.turn(lambda tx: people.chats(tx, person))


def words_of(each: Delivery) -> str:
    words = each.screen.paragraphs[0].values["words"]
    assert isinstance(words, str)
    return words


def _row(row: Any) -> Row:
    screen = Screen.from_json(json.loads(row["screen"]))
    words = str(screen.paragraphs[0].values["words"])
    chat = Chat(row["channel"], row["address"])
    return Row(words, row["state"], row["reason"], row["attempts"], chat)


@asynccontextmanager
async def post_office(path: Path) -> AsyncIterator[Post]:
    post = Post(Town(path))
    await post.settle()
    try:
        yield post
    finally:
        post.store.close()


__all__ = [
    "CHEN",
    "LI",
    "NOON",
    "STANDING",
    "STATE",
    "WANG",
    "WANG_ON_THE_WEB",
    "Post",
    "Row",
    "post_office",
    "words_of",
]
