"""A notice to hundreds on a line where everything goes wrong: each has what the outbox says."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channels.telegram import transport
from bot.delivery import receivers, send_uncertain_again
from bot.notices.store import notice
from bot.storage import Transaction
from tests.bot_api import BotApiServer, Sent
from tests.bot_api.faults import Faults
from tests.telegram.crowd import FIRST, NOTICE, OFFICER, WORDS, settle
from tests.telegram.office import TOKEN, Office
from tests.telegram.watch import Watch
from tests.town import NOON

SEND = "sendMessage"
MEMBERS = 300
MOVED_BY = 1_000_000


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with one chat; how its delivery ends, and how often the words arrived."""

    strikes: Callable[[Faults, int], object]
    ends: str
    arrived: int


def _moves(faults: Faults, chat: int) -> None:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    faults.answers(SEND, 400, words, {"migrate_to_chat_id": chat + MOVED_BY}, chat_id=chat)


TROUBLES = {
    "none": Trouble(lambda faults, chat: None, "sent", 1),
    "flood": Trouble(lambda faults, chat: faults.floods(SEND, 3, chat_id=chat), "sent", 1),
    "500": Trouble(
        lambda faults, chat: faults.answers(SEND, 500, "Internal", times=3, chat_id=chat),
        "sent",
        1,
    ),
    "blocked": Trouble(
        lambda faults, chat: faults.answers(
            SEND, 403, "Forbidden: bot was blocked by the user", chat_id=chat
        ),
        "dead",
        0,
    ),
    "moved": Trouble(_moves, "sent", 1),
    "reset before": Trouble(lambda faults, chat: faults.breaks(SEND, chat_id=chat), "uncertain", 0),
    "reset after": Trouble(
        lambda faults, chat: faults.breaks(SEND, chat_id=chat, after=True), "uncertain", 1
    ),
    "no answer before": Trouble(
        lambda faults, chat: faults.hangs(SEND, chat_id=chat), "uncertain", 0
    ),
    "no answer after": Trouble(
        lambda faults, chat: faults.hangs(SEND, chat_id=chat, after=True), "uncertain", 1
    ),
    "no JSON before": Trouble(
        lambda faults, chat: faults.fails_at_the_gateway(SEND, 200, chat_id=chat), "uncertain", 0
    ),
    "no JSON after": Trouble(
        lambda faults, chat: faults.fails_at_the_gateway(SEND, 200, chat_id=chat, after=True),
        "uncertain",
        1,
    ),
}


@pytest.fixture
async def office(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The bot at work in a county of hundreds, whom a notice is to reach at noon."""
    monkeypatch.setattr(transport, "READ", 2.0)
    await settle(tmp_path / "bot.db", MEMBERS, NOON)
    async with BotApiServer(TOKEN, check=False) as server:
        office = Office(tmp_path / "bot.db", server, watch=watch)
        for chat in range(OFFICER, FIRST + MEMBERS):
            server.person(chat, "李", known=True)
            server.person(chat + MOVED_BY, "李", known=True)
        await office.open()
        try:
            yield office
        finally:
            await office.ends()


def troubled(server: BotApiServer, seed: int) -> dict[int, Trouble]:
    """Something for each chat, by chance."""
    chance = random.Random(seed)
    lots = {FIRST + number: chance.choice([*TROUBLES]) for number in range(MEMBERS)}
    for chat, lot in lots.items():
        TROUBLES[lot].strikes(server.faults, chat)
    return {chat: TROUBLES[lot] for chat, lot in lots.items()}


async def over(office: Office) -> dict[str, set[int]]:
    """How each member's delivery ended, once no more is to be done."""
    while await _unfinished(office):
        office.passes(10)
        await asyncio.sleep(0.02)
    return {state: await _chats(office, state) for state in ("sent", "uncertain", "dead")}


async def _unfinished(office: Office) -> int:
    statement = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
    return int(await office.town.bot.store.turn(lambda tx: tx.value(statement)) or 0)


async def _chats(office: Office, state: str) -> set[int]:
    def persons(tx: Transaction) -> list[str]:
        return receivers(tx, _message(tx), state)

    found = await office.town.bot.store.turn(persons)
    return {FIRST + int(person[1:]) for person in found}


def _message(tx: Transaction) -> str:
    found = notice(tx, NOTICE)
    assert found
    return found.message


async def test_each_has_what_the_outbox_says_and_the_uncertain_only_by_decision_again(
    office: Office,
) -> None:
    arrived: Counter[int] = Counter()

    def hears(sent: Sent) -> None:
        if sent.message["text"].endswith(WORDS):
            arrived[sent.chat_id - MOVED_BY * (sent.chat_id >= FIRST + MEMBERS)] += 1

    office.server.on_sent(hears)
    lots = troubled(office.server, seed=6)
    await office.town.bot.tick()
    ended = await over(office)
    for chat, trouble in lots.items():
        assert chat in ended[trouble.ends], (chat, trouble)
        assert arrived[chat] == trouble.arrived, (chat, trouble)
    print({state: len(chats) for state, chats in ended.items()}, Counter(arrived.values()))

    had = {chat for chat in ended["uncertain"] if arrived[chat]}
    await office.town.bot.store.turn(lambda tx: send_uncertain_again(tx, _message(tx)))
    office.passes(1)
    ended = await over(office)
    assert not ended["uncertain"]
    assert all(arrived[chat] == 1 + (chat in had) for chat in ended["sent"])
    assert {chat for chat in lots if not arrived[chat]} == ended["dead"]
