"""A broadcast during which the bot is killed again and again, and what came of it for whom."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bot_api import BotApiServer, Sent
from tests.telegram.crowd import FIRST, OFFICER, WORDS, settle
from tests.telegram.killing import asleep
from tests.telegram.office import TOKEN

# Seconds before a bot counts as stuck.
STUCK = 60.0


@dataclass(frozen=True, slots=True)
class Count:
    """What became of it: by the phones, and by the outbox."""

    members: int
    kills: int
    once: int
    twice: int
    missed: int
    uncertain: int
    uncertain_arrived: int
    resent_twice: int

    def __str__(self) -> str:
        return (
            f"{self.members} members, killed {self.kills} times: {self.once} got it once,"
            f" {self.twice} twice, {self.missed} missed without a mark;"
            f" {self.uncertain} uncertain, of which {self.uncertain_arrived} had it;"
            f" after a decision to send it again {self.resent_twice} had it twice"
        )


class Round:
    """One broadcast to `members` with murders at moments that `seed` decides."""

    def __init__(self, folder: Path, members: int, seed: int, kills: int) -> None:
        self._folder = folder
        self._members = members
        self._chance = random.Random(seed)
        self._kills = kills
        self._got: Counter[int] = Counter()
        self._bell = asyncio.Event()

    async def run(self) -> Count:
        await settle(self._folder / "bot.db", self._members, datetime.now(UTC))
        async with BotApiServer(TOKEN, check=False, history=20) as server:
            for number in range(self._members):
                server.person(FIRST + number, f"李{number}", known=True)
            server.person(OFFICER, "孙丽", known=True)
            server.on_sent(self._hears)
            with asleep(self._folder, server, webhook=False, rate=1000) as bot:
                for _ in range(self._kills):
                    bot.starts()
                    share = self._members // (self._kills + 1)
                    await self._some_more(self._chance.randint(1, share))
                    await asyncio.sleep(self._chance.random() * 0.02)
                    await bot.is_killed()
                bot.starts()
                await self._all_done()
                before = Counter(self._got)
                uncertain = self._uncertain()
                await bot.is_killed()
                self._decides_to_send_again()
                bot.starts()
                await self._all_done()
                await bot.is_killed()
        return self._counted(before, uncertain)

    def _hears(self, sent: Sent) -> None:
        if WORDS in sent.message["text"] and sent.chat_id != OFFICER:
            self._got[sent.chat_id] += 1
            self._bell.set()

    async def _some_more(self, messages: int) -> None:
        """Return once so many more have arrived, or nothing is left."""
        enough = self._got.total() + messages
        async with asyncio.timeout(STUCK):
            while self._got.total() < enough and self._open():
                await self._next()

    async def _all_done(self) -> None:
        async with asyncio.timeout(STUCK):
            while self._open():
                await self._next()

    async def _next(self) -> None:
        self._bell.clear()
        await asyncio.wait([asyncio.ensure_future(self._bell.wait())], timeout=0.2)

    def _open(self) -> bool:
        """Whether something is still to go out: the spread of the notice, or a delivery."""
        going = "SELECT 1 FROM notice WHERE state IN ('planned', 'going')"
        waits = "SELECT 1 FROM outbox WHERE state = 'waiting'"
        return bool(self._rows(f"{going} UNION {waits} AND {_MEMBERS}"))

    def _uncertain(self) -> set[int]:
        rows = self._rows(f"SELECT address FROM outbox WHERE state = 'uncertain' AND {_MEMBERS}")
        return {int(address) for (address,) in rows}

    def _decides_to_send_again(self) -> None:
        """The officer's decision, as `send_uncertain_again` writes it down."""
        with closing(sqlite3.connect(self._folder / "bot.db")) as connection, connection:
            connection.execute(
                f"UPDATE outbox SET state = 'waiting' WHERE state = 'uncertain' AND {_MEMBERS}"
            )

    def _rows(self, statement: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self._folder / "bot.db")) as connection:
            return connection.execute(statement).fetchall()

    def _counted(self, before: Counter[int], uncertain: set[int]) -> Count:
        everybody = range(FIRST, FIRST + self._members)
        return Count(
            members=self._members,
            kills=self._kills,
            once=sum(before[each] == 1 for each in everybody),
            twice=sum(before[each] > 1 for each in everybody),
            missed=sum(not before[each] and each not in uncertain for each in everybody),
            uncertain=len(uncertain),
            uncertain_arrived=sum(before[each] == 1 for each in uncertain),
            resent_twice=sum(self._got[each] == 2 for each in everybody),
        )


_MEMBERS = "person <> 'officer'"
