"""In confidence on Telegram: what the platform lets be deleted is deleted, on both sides."""

import re
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest

from tests.bot_api import BotApiServer, Phone
from tests.reports.search import finds
from tests.reports.town_with_box import TownWithBox
from tests.telegram.office import TOKEN, Office
from tests.telegram.test_log import log
from tests.telegram.watch import Watch

WHAT = "他把救灾款分给了自己的亲戚"

__all__ = ["log"]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Office]:
    async with BotApiServer(TOKEN) as server:
        house = Office(tmp_path / "unused.db", server, watch=Watch())
        house.town.bot.store.close()
        town = house.town = TownWithBox(tmp_path)
        await house.settle()
        await house.open()
        try:
            yield house
        finally:
            await house.close()
            town.stop()


async def reports(house: Office, li: Phone) -> str:
    """The receipt."""
    await li.says("举报")
    await li.sees("12388")
    for tap, then in (
        ("1 在这里说，保密", "哪个机构"),
        ("青石县纪委", "说的是谁"),
        ("别的人", "发生了什么"),
    ):
        await li.taps(tap)
        await li.sees(then)
    for words, then in ((WHAT, "在哪里"), ("石桥镇", "看什么"), ("账本", "照片")):
        await li.says(words)
        await li.sees(then)
    await li.taps("跳过")
    await li.sees("请看一遍")
    await li.taps("1 下一步：去拿回执")
    await li.sees("还没有发出")
    shown = "\n".join(message.text for message in li.messages)
    found = re.search(r"(\d{4} ){5}\d{4}", shown)
    assert found
    await li.taps("1 我抄好了")
    await li.sees("看着纸")
    await li.says(found[0])
    await li.sees("已经封好")
    await house.settled()
    return found[0]


async def test_of_the_conversation_only_its_last_word_stays(house: Office) -> None:
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    await house.settled()
    receipt = await reports(house, li)
    shown = "\n".join(message.text for message in li.messages)
    for said in (WHAT, "石桥镇", "账本", "举报信箱的", receipt, "说的是谁"):
        assert said not in shown
    assert "您好" in shown
    await li.says("菜单")
    await li.sees_no("已经封好")


async def test_a_receipt_typed_anywhere_is_deleted(house: Office) -> None:
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    await li.says("1" * 24)
    await li.sees("像是一个回执")
    await house.settled()
    assert not any(message.text == "1" * 24 for message in li.messages)


async def test_nothing_of_it_is_in_the_log(house: Office, log: StringIO) -> None:
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    receipt = await reports(house, li)
    for private in (WHAT, "石桥镇", "账本", receipt, receipt.replace(" ", "")):
        assert private not in log.getvalue()


async def test_an_update_that_cannot_be_parsed_is_not_in_the_log(
    house: Office, log: StringIO, tmp_path: Path
) -> None:
    assert house.telegram
    await house.telegram.channel.take([{"update_id": 99, "message": {"text": WHAT}}])
    assert "could not be read" in log.getvalue()
    assert WHAT not in log.getvalue()
    assert finds(tmp_path, WHAT) == []
