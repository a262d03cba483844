"""What people write is text, whatever it looks like, on every phone that shows it."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Opens
from tests.web.house import DemoHouse

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

IMAGE = "<img src=x onerror=document.title='bad'>"
SCRIPT = "</script><script>document.title='bad'</script>{name} %s &lt;b&gt;"


async def test_markup_is_shown_as_text_to_the_secretary(demo: DemoHouse, windows: Opens) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    li, wang, title = window.phone("li"), window.phone("wang"), await window.page.title()
    await li.says("报到", "1", IMAGE, "跳过", "白果村")
    await li.taps("这里面没有")
    await li.says(SCRIPT, "深圳", "1", "1")
    await wang.hears(IMAGE)
    await wang.hears(SCRIPT)
    await window.page.reload()
    await wang.hears(SCRIPT)
    await wang.taps("看一看")
    await wang.sees(IMAGE, SCRIPT)
    await wang.taps("问一问")
    await wang.says(IMAGE, "1")
    await li.hears(IMAGE)
    await expect(li.root.locator(".whose", has_text=IMAGE).first).to_be_visible()
    await expect(window.page.locator(".log img, .log script")).to_have_count(0)
    assert await window.page.title() == title
