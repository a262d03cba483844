"""The daily word: it says that there is a desk, never that there is a report."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.people import Role
from tests.reports.test_promise import reported
from tests.reports.town_with_box import TownWithBox
from tests.town import COUNTY

TOLD = {"who": "某某", "what": "公款吃喝", "where": "石桥镇", "check": "发票"}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[TownWithBox]:
    town = TownWithBox(tmp_path)
    await town.settle()
    await town.appoint("he", "何正平", Role.INSPECTOR, COUNTY)
    yield town
    town.stop()


async def next_day(town: TownWithBox) -> str:
    """What the inspector is told until the same hour of the next day."""
    await town.bot.tick()
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    return await town.phone("he").looks()


async def test_the_same_words_come_every_day_with_a_report_and_without(town: TownWithBox) -> None:
    before = await next_day(town)
    assert "每天都会来" in before
    await reported(town.phone("li"), TOLD)
    await reported(town.phone("mei"), TOLD)
    assert await next_day(town) == before
    assert await next_day(town) == before


async def test_nobody_else_is_reminded(town: TownWithBox) -> None:
    await next_day(town)
    for key in ("wang", "chen", "sun"):
        assert "举报" not in await town.phone(key).looks()


async def test_an_inspector_sees_nothing_of_members(town: TownWithBox) -> None:
    he = town.phone("he")
    assert "党员" not in await he.says("菜单")
    for words in ("在这里报到的党员", "等我答复的报到"):
        assert "这里办不了" in await he.says(words)


async def test_the_pages_address_is_in_everybodys_menu_unasked(town: TownWithBox) -> None:
    for key in ("stranger", "wang", "he"):
        assert "https://box.example.org" in await town.phone(key).says("菜单")
