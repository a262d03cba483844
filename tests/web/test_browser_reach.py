"""The pages are for everybody: without a mouse, without good eyes, on the smallest phone."""

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Locator, expect

from tests.web.conftest import Opens
from tests.web.house import DemoHouse
from tests.web.window import Phone, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 360, "height": 740}
CHINESE = ("报到", "1", "李春生", "跳过", "河湾", "1", "深圳", "1", "1")
ENGLISH = ("report in", "1", "Li Chunsheng", "skip", "hewan", "1", "shenzhen liudong", "1", "1")

SMALL = """elements => elements
    .filter(each => each.getAttribute("aria-disabled") !== "true")
    .map(each => [each.textContent, each.getBoundingClientRect()])
    .filter(([words, box]) => box.height && (box.height < 44 || box.width < 44))
    .map(([words, box]) => `${words} ${box.width} x ${box.height}`)"""
TOO_WIDE = """elements => elements
    .filter(each => each.scrollWidth > each.clientWidth)
    .map(each => each.className)"""


async def fits_a_finger_and_the_screen(window: Window) -> None:
    page = window.page
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert await page.locator(".log, .foot, .head").evaluate_all(TOO_WIDE) == []
    assert await page.locator("button, summary, a, textarea").evaluate_all(SMALL) == []


async def nothing_bars_the_way(window: Window) -> None:
    # What stands in frames has tests of its own.
    results = await Axe().run(window.page, options={"iframes": False})
    assert not results.violations_count, results.generate_report()


async def show(window: Window, key: str) -> Phone:
    await window.page.locator(f"[data-tab={key}]").click()
    return window.phone(key)


@pytest.mark.parametrize(
    ("language", "scheme", "answers"), [("zh-CN", "light", CHINESE), ("en", "dark", ENGLISH)]
)
async def test_no_page_bars_anybodys_way(
    demo: DemoHouse, windows: Opens, language: str, scheme: str, answers: tuple[str, ...]
) -> None:
    window = await windows(demo, color_scheme=scheme, viewport=NARROW)
    await window.opens(phone="sun")
    await window.page.locator("#tools summary").click()
    await window.speaks(language)
    li = window.phone("li")
    await nothing_bars_the_way(window)
    await li.says(*answers[:6])
    await li.root.get_by_test_id("place").click()
    await expect(li.root.locator(".notice")).to_be_visible()
    await nothing_bars_the_way(window)
    await fits_a_finger_and_the_screen(window)
    await li.says(*answers[6:])
    await show(window, "wang")
    await nothing_bars_the_way(window)
    await fits_a_finger_and_the_screen(window)


async def test_the_whole_demo_and_its_question_bar_nobodys_way(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo, viewport={"width": 1800, "height": 900})
    await window.opens(phone="sun")
    edges = [await window.phone(key).root.bounding_box() for key in ("li", "sun")]
    assert all(edge and edge["x"] >= 0 and edge["x"] + edge["width"] <= 1800 for edge in edges)
    await window.phone("li").says(*CHINESE)
    await nothing_bars_the_way(window)
    await window.page.locator("#start-over").click()
    await nothing_bars_the_way(window)


async def test_all_of_it_without_a_mouse(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    li, wang, keyboard = window.phone("li"), window.phone("wang"), window.page.keyboard
    await tab_to(window, li.entry)
    for words in CHINESE:
        async with li.answered():
            await keyboard.type(words)
            await keyboard.press("Enter")
    await wang.hears("想到")
    await tab_to(window, wang.button("看一看"))
    async with wang.answered():
        await keyboard.press("Enter")
    await tab_to(window, wang.button("同意"))
    async with wang.answered():
        await keyboard.press("Space")
    await wang.sees("李春生已在本支部报到")
    await li.hears("欢迎")


async def tab_to(window: Window, wanted: Locator) -> None:
    """Press Tab until it has the focus, and the focus can be seen."""
    for _ in range(80):
        await window.page.keyboard.press("Tab")
        if await wanted.evaluate("each => each === document.activeElement"):
            outline = await wanted.evaluate("each => getComputedStyle(each).outlineStyle")
            assert outline == "solid"
            return
    raise AssertionError(f"Tab does not lead to {wanted}")
