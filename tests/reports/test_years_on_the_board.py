"""From the box to the board: the figures of a year, the night after it is over."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation import Tapped
from bot.operator.box import BoxElsewhere
from bot.reports import ReportYear
from bot.reports import store as kept
from bot.reports.weeks import week_of
from bot.storage import Transaction
from tests.reports.test_years import NO, YES, another_town, cases
from tests.reports.town_with_box import TownWithBox

YEAR = ReportYear(2025, True, 10, 25, 0)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[TownWithBox]:
    town = TownWithBox(tmp_path)
    added = another_town()
    written = {"list": added.list, "signature": added.signature}
    (town.settings.lists / "lake.json").write_text(json.dumps(written))
    await town.settle()
    yield town
    town.stop()


async def nights(town: TownWithBox, days: int) -> str:
    """What anybody reads on the board after the night that comes then."""
    assert town.box
    town.clock.move(timedelta(days=days))
    await town.box.tick()
    await town.bot.tick()
    return await town.phone("stranger").gives(Tapped("openreports/"))


async def test_a_year_comes_to_the_board_when_it_is_over(town: TownWithBox) -> None:
    assert "没有公布举报的数字" in await nights(town, 0)
    week = week_of(town.clock.now())

    def fill(tx: Transaction) -> None:
        for case in (*cases(YES, 6, week), *cases(NO, 4, week)):
            kept.add(tx, case, "")

    assert town.box
    await town.box.store.turn(fill)
    assert "没有公布举报的数字" in await nights(town, 7)
    shown = await nights(town, 60)
    assert "查实：约 5 件" in shown and "不到 5 件" in shown
    town.restart()
    assert await town.phone("stranger").gives(Tapped("openreports/")) == shown
    assert await nights(town, 300) == shown


async def test_a_box_that_another_process_serves_hands_in_the_same(town: TownWithBox) -> None:
    assert town.box
    elsewhere = BoxElsewhere(town.settings)
    await elsewhere.look()
    assert elsewhere.years() == ()
    await town.box.store.turn(lambda tx: kept.publish(tx, [YEAR]))
    await elsewhere.look()
    assert elsewhere.years() == (YEAR,)
    await town.box.store.turn(lambda tx: tx.change("UPDATE room_version SET version = 9"))
    await elsewhere.look()
    assert elsewhere.years() == (YEAR,), "of another version: what is known stays"
