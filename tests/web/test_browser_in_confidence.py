"""In confidence in the web chat: the browser keeps nothing, and the page is wiped at the end."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.app import Bot
from tests.reports.town_with_box import TownWithBox
from tests.web.conftest import Opens, in_session
from tests.web.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WHAT = "他把救灾款分给了自己的亲戚"
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


class HouseWithBox(House):
    """The chat page of a town that takes reports."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "bot.db")
        self.town = TownWithBox(folder)

    async def stop(self) -> None:
        self._served.kill()
        self.town.stop()

    def _bot(self) -> Bot:
        return self.town.bot


@in_session
async def house(tmp_path: Path) -> AsyncIterator[HouseWithBox]:
    house = HouseWithBox(tmp_path)
    await house.start()
    yield house
    await house.stop()


async def test_the_browser_keeps_nothing_and_the_page_is_wiped(
    house: HouseWithBox, windows: Opens
) -> None:
    window = await windows(house)
    await window.opens("/chat")
    li = window.phone()
    await li.says("举报", "1", "1", "1")
    await li.entry.fill(WHAT)
    assert WHAT not in await window.page.evaluate(STORED)
    await li.says(WHAT, "石桥镇", "账本", "跳过", "1")
    found = re.search(r"(\d{4} ){5}\d{4}", await li.screen.inner_text())
    assert found
    await li.says("1")
    await li.entry.fill(found[0])
    assert found[0] not in await window.page.evaluate(STORED)
    await li.says(found[0])
    await li.sees("已经封好")
    for said in (WHAT, found[0], "石桥镇"):
        await expect(li.log).not_to_contain_text(said)
        assert said not in await window.page.evaluate(STORED)
    assert len(await house.town.cases("county")) == 1
