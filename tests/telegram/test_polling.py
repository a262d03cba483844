"""Polling: commit, then move the offset; and a clear word for whatever is in the way."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.telegram.decode import Sent
from bot.channels.telegram.files import Files
from bot.conversation import Event, Input, Reply
from bot.storage import StoreFull, Transaction
from tests.bot_api import BotApiServer, Phone
from tests.bringing.spreadsheets import XLSX, plain_list
from tests.telegram.office import IDS, TOKEN, Office
from tests.telegram.watch import Watch

POLL = "getUpdates"


async def calls(server: BotApiServer, method: str, **params: str) -> Any:
    """A call that another process makes with the same token."""
    url = f"{server.base_url}{TOKEN}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, data=params) as answer:
        return await answer.json()


async def says(phone: Phone, words: str = "菜单") -> None:
    """Say something that is answered, whatever was said before."""
    heard = phone.person.chat.heard
    await phone.says(words)
    await phone.person.chat.bell.until(lambda: phone.person.chat.heard > heard, 5)
    assert phone.person.chat.heard > heard


@pytest.fixture
async def li(house: Office) -> Phone:
    li = house.phone("li")
    await says(li)
    await house.settled()
    return li


def broken(house: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> None:
    """So many turns fail with an error."""
    real, left = house.town.bot.conversation.turn, [error] * times

    def turn(tx: Transaction, given: Input) -> Reply:
        if left:
            raise left.pop()
        return real(tx, given)

    monkeypatch.setattr(house.town.bot.conversation, "turn", turn)


# Commit, then move the offset


async def test_the_offset_moves_after_the_commit(
    house: Office, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, goes_on = asyncio.Event(), threading.Event()
    real, loop = house.town.bot.conversation.turn, asyncio.get_running_loop()

    def turn(tx: Transaction, given: Input) -> Reply:
        loop.call_soon_threadsafe(entered.set)
        assert goes_on.wait(5)
        return real(tx, given)

    monkeypatch.setattr(house.town.bot.conversation, "turn", turn)
    polls = house.server.counts["getupdates"]
    await li.says("报到")
    await entered.wait()
    assert house.server.counts["getupdates"] == polls
    assert len(house.server.world.updates) == 1
    goes_on.set()
    await house.server.confirmed()
    await li.sees("同意吗")


async def test_what_could_not_be_kept_comes_again(
    house: Office, li: Phone, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(house, monkeypatch, StoreFull(Path("bot.db")), 3)
    count = len(li.messages)
    await li.says("报到")
    await li.sees("同意吗")
    await house.settled()
    assert watch.slept == [1.0, 1.0, 1.0]
    assert len(li.messages) == count + 2


async def test_a_file_on_a_bad_line_holds_up_its_own_chat_alone(
    house: Office, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen, comes = house.phone("chen"), asyncio.Event()
    real = Files.fetch

    async def fetch(files: Files, sent: Sent) -> Event:
        await comes.wait()
        return await real(files, sent)

    monkeypatch.setattr(Files, "fetch", fetch)
    await chen.says("导入名单")
    await chen.sees("Excel")
    await chen.sends_document(plain_list(("李明", "13800138000")), "名册.xlsx", XLSX)
    await chen.says("1")
    await says(li)
    await says(li)
    assert len(house.server.world.updates) >= 2
    comes.set()
    await chen.sees("好了，名单上现在有 1 位", 20)
    await house.server.confirmed()


async def test_a_fault_of_ours_is_said_and_does_not_come_again(
    house: Office, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(house, monkeypatch, ValueError("李明"), 1)
    await li.says("报到")
    await li.sees("出了点问题")
    await house.server.confirmed()
    await li.says("报到")
    await li.sees("同意吗")


async def test_an_update_that_cannot_be_read_holds_up_nobody(house: Office, li: Phone) -> None:
    updates = house.server.world.updates
    judge, updates.judge = updates.judge, None
    updates.push("message", {"message_id": 1, "text": "秘密"}, ("message", IDS["li"]))
    updates.judge = judge
    await li.says("报到")
    await li.sees("同意吗")
    await house.server.confirmed()


# What is in the way


@asynccontextmanager
async def in_trouble(watch: Watch) -> AsyncIterator[None]:
    """From the first wait on, time stands still while the trouble lasts."""
    watch.stop()
    yield
    watch.go()


async def over(house: Office, phone: Phone, caplog: pytest.LogCaptureFixture, words: str) -> None:
    """The bot works again by itself; it has said what was wrong, and that it is over."""
    await says(phone)
    await house.settled()
    said = [record.message for record in caplog.records if "trying" in record.name]
    assert said.count(words) == 1
    assert said[-1] == "Telegram answers again."


async def test_another_process_polls_with_the_same_token(
    house: Office, li: Phone, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async with in_trouble(watch):
        other = asyncio.create_task(calls(house.server, POLL, timeout="50"))
        await watch.asked.wait()
        other.cancel()
    words = "Another process polls with the same Telegram token. Stop one of them."
    await over(house, li, caplog, words)


async def test_another_process_sets_a_webhook_for_the_same_token(
    house: Office, li: Phone, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async with in_trouble(watch):
        await calls(house.server, "setWebhook", url="http://127.0.0.1:1")
        await watch.asked.wait()
        await calls(house.server, "deleteWebhook")
    words = (
        "Another process has set a webhook for the same Telegram token."
        " Stop it, then start this one anew."
    )
    await over(house, li, caplog, words)


async def test_a_token_that_is_revoked_and_given_back(
    house: Office, li: Phone, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    house.server.faults.answers(POLL, 401, "Unauthorized", times=4)
    await says(li)
    await over(
        house, li, caplog, "Telegram does not know the token any more. Check BOT_TELEGRAM_TOKEN."
    )
    assert watch.slept == [1, 2, 4, 8]


async def test_a_platform_that_asks_to_wait_is_obeyed(
    house: Office, li: Phone, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    house.server.faults.floods(POLL, 17, times=2)
    await says(li)
    await over(house, li, caplog, "Telegram asks to wait.")
    assert watch.slept == [17, 17]


@pytest.mark.parametrize(
    ("break_it", "name"),
    [
        (lambda faults: faults.breaks(POLL, times=2), "Unanswered"),
        (lambda faults: faults.breaks(POLL, times=2, after=True), "Unanswered"),
        (lambda faults: faults.fails_at_the_gateway(POLL, 502, times=2), "NetworkError"),
        (lambda faults: faults.fails_at_the_gateway(POLL, 200, times=2), "Unanswered"),
        (lambda faults: faults.answers(POLL, 500, "Internal Server Error"), "NetworkError"),
    ],
)
async def test_a_bad_line(
    house: Office,
    li: Phone,
    caplog: pytest.LogCaptureFixture,
    break_it: Callable[[object], None],
    name: str,
) -> None:
    break_it(house.server.faults)
    await says(li)
    words = f"Telegram cannot be reached ({name}). Trying again by itself."
    await over(house, li, caplog, words)


async def test_waits_grow_up_to_half_a_minute(house: Office, li: Phone, watch: Watch) -> None:
    house.server.faults.breaks(POLL, times=7)
    await says(li)
    await says(li)
    assert watch.slept == [1, 2, 4, 8, 16, 30, 30]


async def test_no_network_at_the_start(
    tmp_path: Path, watch: Watch, nobodys: int, caplog: pytest.LogCaptureFixture
) -> None:
    server = BotApiServer(TOKEN, port=nobodys)
    house = Office(tmp_path / "bot.db", server, watch=watch)
    await house.settle()
    async with in_trouble(watch):
        await house.open()
        await watch.asked.wait()
        await server.start()
    words = "Telegram cannot be reached (NotSent). Trying again by itself."
    await over(house, house.phone("li"), caplog, words)
    await house.ends()
    await server.stop()
    assert server.complaints == []
