"""A file is chosen on a phone and sent, also over a bad network; another one is saved there."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.async_api import FilePayload, Route, expect

from tests.bringing.spreadsheets import XLSX, messy
from tests.web.conftest import Opens, in_session
from tests.web.house import DemoHouse
from tests.web.window import Phone, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FILE: FilePayload = {"name": "名册.xlsx", "mimeType": XLSX, "buffer": messy()}


@in_session
async def window(demo: DemoHouse, windows: Opens) -> AsyncIterator[Window]:
    """A branch's secretary is asked for the list, on a narrow phone."""
    window = await windows(demo, viewport={"width": 360, "height": 740})
    await window.opens("/chat?phone=chen", phone="chen")
    await window.phone("chen").says("导入名单")
    yield window


async def chooses(chen: Phone) -> None:
    async with chen.page.expect_file_chooser() as chooser:
        await chen.root.get_by_test_id("choose-file").click()
    await (await chooser.value).set_files(FILE)


async def test_a_list_goes_in_and_the_reasons_are_saved(window: Window, tmp_path: Path) -> None:
    chen = window.phone("chen")
    async with chen.answered():
        await chooses(chen)
    await chen.sees("看懂了 4 位", "李明 13800138000")
    async with window.page.expect_download() as saved:
        await chen.screen.locator("a.file").click()
    download = await saved.value
    assert download.suggested_filename.endswith(".xlsx")
    await download.save_as(tmp_path / "reasons.xlsx")
    content = BytesIO((tmp_path / "reasons.xlsx").read_bytes())
    assert load_workbook(content).worksheets[0].max_row > 8
    await chen.taps("对，用作支部名单")
    await chen.sees("好了")
    # Nothing is wider than the phone.
    width = await window.page.evaluate("document.documentElement.scrollWidth")
    assert width == 360


async def test_a_file_waits_for_the_network_and_arrives_once(
    demo: DemoHouse, window: Window
) -> None:
    chen, attempts = window.phone("chen"), 0
    window.cut = True

    async def bad_network(route: Route) -> None:
        nonlocal attempts
        attempts += 1
        await (route.abort() if attempts == 1 else route.continue_())

    await window.page.route("**/chat/file?*", bad_network)
    await chooses(chen)
    sent = chen.said.filter(has_text="名册.xlsx")
    await expect(sent).to_contain_text("等待发送")
    await chen.sees("看懂了 4 位")
    await expect(sent).to_have_count(1)
    assert attempts == 2
    assert len(await demo.rows("SELECT id FROM brought")) == 1
