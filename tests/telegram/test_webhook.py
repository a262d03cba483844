"""The webhook: only for who knows the secret, and 200 only after the commit."""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from bot.channels.telegram.webhook import LONGEST, PATH
from bot.conversation import Input, Reply
from bot.storage import StoreFull, Transaction
from tests.bot_api import BotApiServer
from tests.telegram.office import SECRET, TOKEN, Office, office
from tests.telegram.updates import Json, message
from tests.telegram.watch import Watch

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def house(tmp_path: Path, watch: Watch) -> AsyncIterator[Office]:
    async with office(tmp_path / "bot.db", webhook=True, watch=watch) as house:
        await house.server.called("setWebhook")
        yield house


async def posts(house: Office, body: bytes, secret: str | None = SECRET) -> int:
    """The status of the answer to what somebody posts."""
    headers = {} if secret is None else {HEADER: secret}
    url = f"{house.address}{PATH}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BytesIO(body), headers=headers) as answer,
    ):
        assert await answer.read() == b""
        return answer.status


def written(text: str, id: int = 5) -> bytes:
    update: Json = {"update_id": id, "message": message({"text": text})}
    return json.dumps(update).encode()


async def ledger(house: Office) -> list[str]:
    rows = await house.town.bot.store.turn(lambda tx: tx.all("SELECT update_id FROM ledger"))
    return [row["update_id"] for row in rows]


# Who may post


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "密"])
async def test_whoever_does_not_know_the_secret_is_turned_away(
    house: Office, secret: str | None
) -> None:
    assert await posts(house, written("报到"), secret) == 403
    assert await ledger(house) == []


async def test_whoever_knows_it_is_heard_once(house: Office) -> None:
    li = house.phone("li")
    li.person.says("先说一句")
    await house.settled()
    for _ in range(2):
        assert await posts(house, written("报到", 10**9)) == 200
    await li.sees("同意吗")
    assert (await ledger(house)).count(f"telegram:{10**9}") == 1


async def test_nothing_but_a_post_is_served(house: Office) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{house.address}{PATH}", headers={HEADER: SECRET}) as answer,
    ):
        assert answer.status == 405


async def test_by_polling_there_is_no_such_address(tmp_path: Path) -> None:
    async with BotApiServer(TOKEN) as server:
        polling = Office(tmp_path / "bot.db", server)
        await polling.open()
        assert polling.telegram and polling.telegram.routes == []
        await polling.ends()


# What is posted


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"[]",
        b"[" * 200_000,
        written("x" * LONGEST),
        json.dumps({"update_id": 5, "message": {"text": "秘密"}}).encode(),
        json.dumps({"update_id": 5, "poll": {}}).encode(),
    ],
    ids=["empty", "no text", "cut off", "null", "a list", "deep", "too long", "no chat", "no poll"],
)
async def test_what_can_never_be_read_does_not_come_again(
    house: Office, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert await posts(house, body) == 200
    assert await ledger(house) == []
    assert "秘密" not in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


async def test_what_says_nothing_to_us_is_taken(house: Office) -> None:
    assert await posts(house, json.dumps({"update_id": 5, "something_new": {}}).encode()) == 200


# Commit, then 200


async def test_the_answer_waits_for_the_commit(
    house: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, goes_on = asyncio.Event(), threading.Event()
    real, loop = house.town.bot.conversation.turn, asyncio.get_running_loop()

    def turn(tx: Transaction, given: Input) -> Reply:
        loop.call_soon_threadsafe(entered.set)
        assert goes_on.wait(5)
        return real(tx, given)

    monkeypatch.setattr(house.town.bot.conversation, "turn", turn)
    posting = asyncio.create_task(posts(house, written("报到")))
    await entered.wait()
    assert not posting.done()
    goes_on.set()
    assert await posting == 200
    assert await ledger(house) == ["telegram:5"]


async def test_what_could_not_be_kept_comes_again(
    house: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = house.town.bot.conversation.turn, [StoreFull(Path("bot.db"))] * 2

    def turn(tx: Transaction, given: Input) -> Reply:
        if left:
            raise left.pop()
        return real(tx, given)

    monkeypatch.setattr(house.town.bot.conversation, "turn", turn)
    assert await posts(house, written("报到", 10**9)) == 503
    li = house.phone("li")
    await li.says("报到")
    await li.sees("同意吗")
    await house.settled()
    assert len([each for each in li.messages if each.from_bot]) == 1
    assert len(await ledger(house)) == 1


async def test_a_reply_that_hangs_holds_up_no_answer(house: Office) -> None:
    hang = house.server.faults.hangs("sendMessage")
    assert await posts(house, written("报到")) == 200
    await hang.reached.wait()
    hang.release()


# Announcing it


async def test_the_webhook_is_announced_until_it_is_set(
    tmp_path: Path, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async with BotApiServer(TOKEN) as server:
        server.faults.floods("setWebhook", 25)
        server.faults.answers("setWebhook", 400, "Bad Request: bad webhook: HTTPS is needed")
        server.faults.fails_at_the_gateway("setWebhook")
        house = Office(tmp_path / "bot.db", server, webhook=True, watch=watch)
        await house.open()
        await house.phone("li").says("你好")
        await house.phone("li").gets_reply()
        await house.ends()
    assert watch.slept == [25, 2, 4]
    said = [record.message for record in caplog.records if "trying" in record.name]
    assert said == [
        "Telegram asks to wait.",
        "Telegram refuses: Bad webhook: https is needed",
        "Telegram cannot be reached (NetworkError). Trying again by itself.",
        "Telegram answers again.",
    ]


async def test_updates_from_before_the_announcement_are_kept(tmp_path: Path, watch: Watch) -> None:
    async with BotApiServer(TOKEN) as server:
        house = Office(tmp_path / "bot.db", server, webhook=True, watch=watch)
        li = house.phone("li")
        await li.says("报到")
        await house.open()
        await li.sees("同意吗")
        await house.ends()
        assert server.complaints == []
