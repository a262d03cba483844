"""The demo's own page: its clock, its languages, starting over, one phone at a time."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Opens
from tests.web.house import DemoHouse
from tests.web.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 360, "height": 740}
REPORTS_IN = ("报到", "1", "李春生", "跳过", "河湾", "1", "深圳", "1", "1")


async def a_day_later(window: Window) -> None:
    clock = window.page.get_by_test_id("clock")
    before = await clock.inner_text()
    await window.page.locator("[data-ahead=day]").click()
    await expect(clock).not_to_have_text(before)


async def start_over(window: Window) -> None:
    await window.page.locator("#start-over").click()
    async with window.page.expect_navigation():
        await window.page.locator("#sure-yes").click()
    await expect(window.phone("sun").screen).to_be_attached()


async def test_after_a_week_without_an_answer_the_committee_sees_the_request(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    sun = window.phone("sun")
    await window.phone("li").says(*REPORTS_IN)
    for _ in range(6):
        await a_day_later(window)
    await sun.says("卡住的事")
    # The sample's finding is there from the first day, and nothing else yet.
    await sun.sees("要整改的问题")
    await expect(sun.screen).not_to_contain_text("没有答复")
    await a_day_later(window)
    await sun.says("卡住的事")
    await sun.sees("没有答复")
    await expect(window.page.get_by_test_id("clock")).to_contain_text("11月29日")
    assert demo.days_ahead() == 7


async def test_the_clock_moves_on(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    clock = window.page.get_by_test_id("clock")
    await window.page.locator("[data-ahead=hour]").click()
    await expect(clock).to_contain_text("11月22日周日 13:00")
    await window.page.locator("[data-ahead=month]").click()
    await expect(clock).to_contain_text("12月22日周二 13:00")


async def test_starting_over_forgets_everything(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    li, wang = window.phone("li"), window.phone("wang")
    await li.says(*REPORTS_IN)
    await wang.hears("李春生")
    await li.entry.fill("半句话")
    await window.page.locator("#start-over").click()
    await window.page.locator("#sure-no").click()
    assert await demo.rows("SELECT count(*) FROM placement") == [(1,)]
    await start_over(window)
    await li.sees("这里是流动党员的家")
    await expect(li.entry).to_have_value("")
    await wang.sees("王海燕，您好")
    await expect(wang.root.locator(".standing")).to_have_count(0)
    assert await demo.rows("SELECT count(*) FROM placement") == [(0,)]


async def test_the_language_is_that_of_the_page_and_of_every_phone(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    await window.speaks("en")
    for key in ("li", "zhao", "wang", "chen", "sun"):
        await window.phone(key).sees("What would you like to do?")
    await start_over(window)
    for key in ("li", "wang"):
        await window.phone(key).sees("What would you like to do?")
    await window.speaks("zh-CN")
    await window.phone("li").sees("想办什么事")


async def test_a_browser_of_another_language_sees_the_demo_in_one(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo, locale="en-GB")
    await window.opens(phone="sun")
    await expect(window.page.locator("html")).to_have_attribute("lang", "zh-CN")
    await window.phone("li").sees("想办什么事")
    await window.phone("wang").sees("想办什么事")


async def test_a_narrow_window_shows_one_phone_and_says_where_something_is_new(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo, viewport=NARROW)
    await window.opens(phone="sun")
    li, wang = window.phone("li"), window.phone("wang")
    tab = window.page.locator("[data-tab=wang]")
    await expect(wang.root).to_be_hidden()
    await li.says(*REPORTS_IN)
    await expect(tab).to_contain_text("新消息")
    await tab.click()
    await expect(wang.root).to_be_visible()
    await expect(li.root).to_be_hidden()
    await expect(tab).not_to_contain_text("新消息")
    await wang.taps("同意")
    await wang.sees("李春生已在本支部报到")


async def test_a_phone_of_the_demo_can_be_opened_alone(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo, viewport=NARROW)
    await window.opens("/chat?phone=wang", "wang")
    await expect(window.page.locator("h1")).to_have_text("王海燕")
    await window.phone("wang").sees("王海燕，您好")
