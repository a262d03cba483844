"""What waits when the demo begins."""

from dataclasses import replace

from bot.care.sample import put_sample, read_asks
from bot.conversation import Tapped
from bot.resources import SAMPLE
from tests.town import COUNTY, HOST, Town


async def begin(town: Town) -> None:
    """The sample's asks, at the branch and the committee that this town has."""
    given = [
        replace(each, at=HOST, given_by=COUNTY if each.given_by else "")
        for each in read_asks(SAMPLE)
    ]
    now = town.clock.now()
    for _ in range(2):
        await town.bot.store.turn(lambda tx: put_sample(tx, given, "zh_CN", "Asia/Shanghai", now))


async def test_a_request_and_a_finding_wait_and_nobody_was_told(town: Town) -> None:
    await begin(town)
    wang = town.phone("wang")
    assert await wang.looks() == ""
    await wang.says("待办的求助和建议")
    assert "走访慰问" in wang.screen and "水渠维修" in wang.screen
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM ask")) == 2
    await wang.gives(Tapped("ask/ask1"))
    assert "周桂兰" in wang.screen and "屋顶" in wang.screen


async def test_the_committee_sees_its_finding_and_nothing_of_the_help(town: Town) -> None:
    await begin(town)
    sun = town.phone("sun")
    assert "要整改的问题" in await sun.says("卡住的事")
    await sun.gives(Tapped(f"asksat/{await town.unit_id(HOST)}"))
    assert "水渠维修" in sun.screen and "屋顶" not in sun.screen
