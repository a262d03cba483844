"""`python -m bot run`, killed in the middle of something, and stopped in good order.

What hangs when the bot is killed is never released: the call of a dead process is not made.
"""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot_api import BotApiServer, Phone
from tests.delivery.post import STANDING, STATE
from tests.telegram.killing import run, town_hall
from tests.telegram.office import IDS, SECRET, TOKEN, Office

SEND = "sendMessage"
NEWS, NEXT = "明天下午三点开会", "后天休息"
NUMBER = "打哪个电话"
# How long a stop may take, and a turn.
SECONDS = 10


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(TOKEN) as server:
        yield server
        assert server.complaints == []


@pytest.fixture
async def house(tmp_path: Path, server: BotApiServer) -> AsyncIterator[Office]:
    async with town_hall(tmp_path, server, "zh_CN") as house:
        yield house


def rows(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        return connection.execute(statement).fetchall()


def from_bot(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.from_bot]


async def taken(folder: Path, many: int) -> None:
    """Return once so many updates are on the disk: a busy bot asks for the next ones before."""
    async with asyncio.timeout(SECONDS):
        while rows(folder, "SELECT count(*) FROM ledger") != [(many,)]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def goes_on(phone: Phone) -> None:
    """The answers were kept: the form goes on with the next one."""
    await phone.says("13800138000")
    await phone.sees("老家支部")


async def test_by_polling_killed_before_the_offset_moved(
    tmp_path: Path, server: BotApiServer, house: Office
) -> None:
    li, chen = house.phone("li"), house.phone("chen")
    with run(tmp_path, server, webhook=False) as bot:
        await server.called("getUpdates")
        next_poll = server.faults.hangs("getUpdates")
        server.faults.hangs(SEND, times=99)
        for words in ("报到", "1", "李明"):
            li.person.says(words)
        chen.person.says("菜单")
        await next_poll.reached.wait()
        await taken(tmp_path, 4)
        await bot.is_killed()
    assert from_bot(li) == from_bot(chen) == []
    assert rows(tmp_path, "SELECT count(*) FROM ledger") == [(4,)]
    server.faults.clear()
    with run(tmp_path, server, webhook=False):
        await chen.sees("想办什么事")
        await li.sees(NUMBER)
        await server.confirmed()
        assert rows(tmp_path, "SELECT count(*) FROM ledger") == [(4,)]
        await goes_on(li)
    assert all(NUMBER in text for text in from_bot(li)[:-1])
    assert from_bot(li)[:3] == from_bot(li)[:1] * 3


async def test_by_webhook_killed_before_a_reply_was_out(
    tmp_path: Path, server: BotApiServer, house: Office
) -> None:
    li = house.phone("li")
    with run(tmp_path, server, webhook=True) as bot:
        await server.called("setWebhook")
        hang = server.faults.hangs(SEND, times=99)
        for words in ("报到", "1", "李明"):
            li.person.says(words)
        await hang.reached.wait()
        await server.confirmed()
        await bot.is_killed()
    server.faults.clear()
    assert from_bot(li) == []
    with run(tmp_path, server, webhook=True):
        await li.says("怎么没有回音")
        await li.sees("刚才中断了")
        assert NUMBER in from_bot(li)[-1]
        await goes_on(li)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_killed_in_the_middle_of_a_delivery(
    tmp_path: Path, server: BotApiServer, house: Office, after: bool
) -> None:
    wang = house.server.phone(IDS["wang"], "王芳", known=True)
    house.town.restart()
    await house.tells("wang", NEWS, NEXT)
    house.town.bot.store.close()
    hang = server.faults.hangs(SEND, after=after)
    with run(tmp_path, server, webhook=False) as bot:
        await hang.reached.wait()
        await bot.is_killed()
    states = f"SELECT {STATE} FROM {STANDING} ORDER BY outbox.id"
    assert rows(tmp_path, states) == [("calling",), ("waiting",)]
    with run(tmp_path, server, webhook=False):
        await wang.sees(NEXT)
    assert from_bot(wang) == [NEWS] * after + [NEXT]
    assert rows(tmp_path, states)[0] == ("uncertain",)


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_is_quick_and_quiet(
    tmp_path: Path, server: BotApiServer, house: Office, webhook: bool, sign: signal.Signals
) -> None:
    li = house.phone("li")
    with run(tmp_path, server, webhook=webhook) as bot:
        await li.says("报到")
        await li.sees("同意吗")
        await server.confirmed()
        began = asyncio.get_running_loop().time()
        assert await bot.ends(sign) == (0, "")
        assert asyncio.get_running_loop().time() - began < SECONDS


async def test_a_stop_does_not_wait_for_what_hangs(
    tmp_path: Path, server: BotApiServer, house: Office
) -> None:
    li = house.phone("li")
    with run(tmp_path, server, webhook=False) as bot:
        hang = server.faults.hangs(SEND)
        await li.says("报到")
        await hang.reached.wait()
        code, words = await asyncio.wait_for(bot.ends(signal.SIGTERM), 2 * SECONDS)
    assert code == 0
    assert TOKEN not in words and SECRET not in words
