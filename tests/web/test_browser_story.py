"""The first story, on the phones of the demo: a member reports in, two branches answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from tests.web.conftest import Opens
from tests.web.house import HEWAN, SHENZHEN, DemoHouse
from tests.web.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

Between = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Words:
    """What the people of the story write and read."""

    answers: tuple[str, ...]
    waiting: str
    asks: str
    look: str
    accept: str
    hosted: str
    welcome: str
    please_confirm: str
    confirm: str
    confirmed: str
    with_you: str
    mine: str
    accepted: str


CHINESE = Words(
    ("报到", "1", "李春生", "13800138000", "河湾", "1", "深圳", "1", "1"),
    "等待支部答复",
    "想到",
    "看一看",
    "同意",
    "李春生已在本支部报到",
    "欢迎",
    "请确认",
    "确认",
    "已经确认",
    "李春生在您这里",
    "我的报到",
    "已同意",
)
ENGLISH = Words(
    ("report in", "1", "Li Chunsheng", "skip", "hewan", "1", "shenzhen liudong", "1", "1"),
    "waiting for the branch to answer",
    "asks to register there",
    "Look at it",
    "Accept",
    "Li Chunsheng is now hosted here",
    "has accepted you",
    "please confirm",
    "Confirm",
    "has confirmed",
    "is with you",
    "my registration",
    "accepted",
)


async def tell(window: Window, words: Words, between: Between) -> None:
    li, wang, chen = (window.phone(key) for key in ("li", "wang", "chen"))
    for answer in words.answers:
        await between()
        await li.says(answer)
    await li.sees(words.waiting, SHENZHEN, HEWAN)
    await wang.hears(words.asks)
    await between()
    await wang.taps(words.look)
    await wang.sees(HEWAN)
    await between()
    await wang.taps(words.accept)
    await wang.sees(words.hosted)
    await li.hears(words.welcome)
    await chen.hears(words.please_confirm)
    await between()
    await chen.taps(words.confirm)
    await li.hears(words.confirmed)
    await wang.hears(words.with_you)
    await between()
    await li.says(words.mine)
    await li.sees(words.accepted)


async def at_once() -> None:
    """Nothing happens in between."""


async def test_the_story_in_chinese(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    await tell(window, CHINESE, at_once)


# The English registration is walked in `test_browser_reach`, the English story on Telegram.
@pytest.mark.slow
async def test_the_story_in_english(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    await window.speaks("en")
    await tell(window, ENGLISH, at_once)


async def test_the_story_survives_a_crash_before_every_word(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo)
    window.cut = True
    await window.opens(phone="sun")
    await tell(window, CHINESE, demo.restart)
