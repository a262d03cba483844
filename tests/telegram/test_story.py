"""The first story on Telegram, by polling and by webhook, in both languages, through restarts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot_api import Phone
from tests.telegram.office import Office, office


@pytest.fixture(params=["polling", "webhook"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "bot.db", webhook=request.param == "webhook") as house:
        yield house


async def says(phone: Phone, words: str, then: str) -> None:
    await phone.says(words)
    await phone.sees(then)


async def register(li: Phone) -> None:
    await li.starts()
    await li.sees("您好")
    await says(li, "报到", "同意吗")
    await li.taps("1 同意")
    await li.sees("您叫什么名字")
    await says(li, "李明", "打哪个电话")
    await li.shares_contact("13800138000")
    await li.sees("老家支部")
    await says(li, "河湾", "是哪一个")
    await li.taps("1 石桥镇河湾村党支部（青石县）")
    await li.sees("您现在住在哪里")
    await li.shares_place(22.55, 113.88)
    await li.sees("宝安区")
    await li.taps("1 宝安区外来务工党支部（深圳市宝安区）")
    await li.sees("请看看对不对")
    await li.taps("1 发送")
    await li.sees("已发送")


async def test_the_whole_story(house: Office) -> None:
    li, wang, chen = house.phone("li"), house.phone("wang"), house.phone("chen")
    for phone in (wang, chen):
        await phone.starts()
        await phone.sees("您好")
    await register(li)
    await wang.sees("李明现在住在附近")
    await wang.taps("看一看")
    await wang.sees("13800138000")
    await wang.taps("1 同意")
    await wang.sees("李明现在在本支部了")
    await li.sees("欢迎")
    await chen.sees("请确认")
    await chen.taps("确认")
    await chen.sees("仍是本支部的党员")
    await li.sees("已经确认")
