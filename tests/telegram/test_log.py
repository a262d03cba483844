"""The log: neither the token nor anything that a person said, whatever goes wrong."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.app import quiet_logs
from tests.bot_api import BotApiServer, Phone
from tests.bot_api.faults import Faults
from tests.telegram.office import IDS, SECRET, TOKEN, Office, office
from tests.telegram.watch import Watch

SAID = "我要说的秘密"
NUMBER = "13800138000"
PRIVATE = (TOKEN.partition(":")[2], SECRET, SAID, NUMBER, "李明", "秘")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that a handler would write at the levels that `run` sets, tracebacks and all.

    It may hold nothing private.
    """
    root, written = logging.getLogger(), StringIO()
    handler = logging.StreamHandler(written)
    quiet = ("aiosqlite", "apscheduler", "asyncio", "httpx", "httpcore", "telegram", "uvicorn")
    levels = {name: logging.getLogger(name).level for name in ("root", *quiet)}
    quiet_logs()
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    assert not [private for private in PRIVATE if private in written.getvalue()]


@pytest.fixture(params=["polling", "webhook"])
async def house(
    request: pytest.FixtureRequest, tmp_path: Path, watch: Watch, log: StringIO
) -> AsyncIterator[Office]:
    webhook = request.param == "webhook"
    async with office(tmp_path / "bot.db", webhook=webhook, watch=watch) as house:
        yield house


async def says_everything(house: Office, li: Phone) -> None:
    await li.starts()
    await house.settled()
    for words in (SAID, "报到", "1", "李明", NUMBER, "河湾", SAID):
        await li.says(words)
        await house.settled()
    await li.sends_voice()
    await li.edits("秘密改了")
    await li.shares_contact(NUMBER)
    li.person.presses(SAID, 1)
    await house.settled()


async def test_on_a_good_day(house: Office) -> None:
    await says_everything(house, house.phone("li"))
    await house.tells("wang", SAID)
    await house.becomes("dead: closed")


BREAKS: list[Callable[[Faults], None]] = [
    lambda faults: faults.answers("sendMessage", 400, f"Bad Request: {SAID}", times=99),
    lambda faults: faults.answers("sendMessage", 403, f"Forbidden: {SAID}", times=99),
    lambda faults: faults.answers("sendMessage", 404, "Not Found", times=99),
    lambda faults: faults.breaks("sendMessage", times=99),
    lambda faults: faults.fails_at_the_gateway("sendMessage", 502, times=99),
    lambda faults: faults.fails_at_the_gateway("sendMessage", 200, times=99),
    lambda faults: faults.breaks("editMessageText", times=99),
    lambda faults: faults.answers("answerCallbackQuery", 400, SAID, times=99),
]


@pytest.mark.parametrize("break_it", BREAKS)
async def test_on_a_bad_day(house: Office, break_it: Callable[[Faults], None]) -> None:
    break_it(house.server.faults)
    await says_everything(house, house.phone("li"))


async def test_when_our_own_code_fails(house: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def turn(*given: object) -> None:
        raise ValueError(SAID, given)

    li = house.phone("li")
    with monkeypatch.context() as broken:
        broken.setattr(house.town.bot.conversation, "turn", turn)
        await li.says(SAID)
        await li.sees("请过一会儿再试")
    monkeypatch.setattr("bot.channels.telegram.channel.decode", turn)
    await li.says(SAID)
    await house.server.confirmed()


async def test_when_an_update_cannot_be_read(house: Office) -> None:
    updates = house.server.world.updates
    judge, updates.judge = updates.judge, None
    updates.push("message", {"message_id": 1, "text": SAID}, ("message", IDS["li"]))
    updates.judge = judge
    await house.server.confirmed()


async def test_when_nobody_listens(
    tmp_path: Path, watch: Watch, log: StringIO, nobodys: int
) -> None:
    server = BotApiServer(TOKEN, port=nobodys)
    house = Office(tmp_path / "bot.db", server, watch=watch)
    watch.stop()
    await house.open()
    await watch.asked.wait()
    # Whoever asks to wait first may be another part than the one that says why.
    async with asyncio.timeout(5):
        while "cannot be reached" not in log.getvalue():  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0)
    watch.go()
    await server.start()
    await house.phone("li").says(SAID)
    await house.settled()
    await house.ends()
    await server.stop()
