"""A bad network: what was written is kept, waits, and arrives once."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Route, expect

from tests.web.conftest import Opens, in_session
from tests.web.house import DemoHouse
from tests.web.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SEND = "**/chat/send"


@in_session
async def window(demo: DemoHouse, windows: Opens) -> AsyncIterator[Window]:
    """Li is asked for a name, and the network may fail from now on."""
    window = await windows(demo)
    window.cut = True
    await window.opens(phone="sun")
    await window.phone("li").says("报到", "1")
    yield window


async def updates(demo: DemoHouse) -> int:
    """How many messages the bot has taken."""
    return len(await demo.rows("SELECT update_id FROM ledger"))


async def cut(route: Route) -> None:
    await route.abort()


async def lose_the_answer(route: Route) -> None:
    await route.fetch()
    await route.abort()


async def test_what_is_written_without_a_network_waits_and_arrives_once(
    demo: DemoHouse, window: Window
) -> None:
    li, before = window.phone("li"), await updates(demo)
    await window.page.context.set_offline(True)
    await li.writes("李春生")
    waiting = li.root.locator(".said.waiting")
    await expect(waiting).to_contain_text("李春生")
    await expect(waiting).to_contain_text("等待发送")
    await expect(window.page.locator("#offline")).to_contain_text("没有网络")
    assert await updates(demo) == before

    await window.page.context.set_offline(False)
    await li.sees("哪个电话")
    await expect(waiting).to_have_count(0)
    await expect(window.page.locator("#offline")).to_be_hidden()
    await expect(li.said.filter(has_text="李春生")).to_have_count(1)
    assert await updates(demo) == before + 1


async def test_several_lines_arrive_in_their_order(window: Window) -> None:
    li = window.phone("li")
    await window.page.context.set_offline(True)
    for words in ("李春生", "跳过", "河湾", "1", "深圳"):
        await li.writes(words)
    await expect(li.root.locator(".said.waiting")).to_have_count(5)
    await window.page.context.set_offline(False)
    await li.sees("哪一个", "望川县驻深圳流动党支部")


async def test_a_button_pressed_without_a_network_says_that_it_waits(window: Window) -> None:
    li = window.phone("li")
    await li.says("李春生")
    await window.page.context.set_offline(True)
    await li.button("跳过").click()
    await expect(li.button("跳过")).to_contain_text("等待发送")
    await window.page.context.set_offline(False)
    await li.sees("老家支部")
    await expect(li.said.filter(has_text="跳过")).to_have_count(1)


async def test_a_reload_keeps_what_waits_and_what_is_half_written(
    demo: DemoHouse, window: Window
) -> None:
    li, before = window.phone("li"), await updates(demo)
    await window.page.route(SEND, cut)
    await li.writes("李春生")
    await expect(li.root.locator(".said.waiting")).to_contain_text("李春生")
    await li.entry.fill("138")
    await window.page.reload()
    await expect(li.root.locator(".said.waiting")).to_contain_text("李春生")
    await expect(li.entry).to_have_value("138")
    assert await updates(demo) == before

    await window.page.unroute(SEND)
    await li.sees("哪个电话")
    await expect(li.root.locator(".said.waiting")).to_have_count(0)
    await expect(window.page.get_by_test_id("screen")).to_have_count(5)
    opened = 5
    assert await updates(demo) == before + opened + 1


async def test_an_answer_that_was_lost_changes_nothing_twice(
    demo: DemoHouse, window: Window
) -> None:
    li, before = window.phone("li"), await updates(demo)
    await window.page.route(SEND, lose_the_answer, times=1)
    await li.writes("李春生")
    await li.sees("哪个电话")
    await expect(li.said.filter(has_text="李春生")).to_have_count(1)
    assert await updates(demo) == before + 1


async def test_what_was_said_while_the_page_was_closed_is_there_once(
    demo: DemoHouse, window: Window, windows: Opens
) -> None:
    of_wang = await windows(demo)
    await window.phone("li").says("李春生", "跳过", "河湾", "1", "深圳", "1", "1")
    for _ in range(2):
        await of_wang.opens("/chat?phone=wang", "wang")
        await of_wang.phone("wang").hears("想到")
        await expect(of_wang.phone("wang").root.locator(".standing")).to_have_count(1)
