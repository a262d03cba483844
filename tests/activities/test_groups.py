"""Groups of a branch: made once, and meetings for one of them."""

from bot.members import put_roster
from bot.storage import Transaction
from tests.activities.meetings import meeting, put
from tests.rights import asked
from tests.town import HOST, NOON, Phone, Town


async def two_hosted(town: Town) -> Phone:
    """li and gao are hosted, and li is in a group."""
    await asked(town)
    await town.phone("gao").says("报到", "1", "高远", "跳过", "河湾", "1", "宝安", "1", "1")
    wang = town.phone("wang")
    for _ in range(2):
        await wang.says("等我答复的报到", "1")
        await wang.taps("同意")
    await wang.says("党小组")
    await wang.taps("新建小组")
    assert "第一小组建好了" in await wang.says("第一小组")
    await wang.taps("第一小组")
    await wang.taps("李明")
    assert "✓ 李明" in wang.screen
    return wang


async def test_a_group_meeting_is_for_the_group(town: Town) -> None:
    wang, li, gao = await two_hosted(town), town.phone("li"), town.phone("gao")
    await li.looks()
    await gao.looks()
    await wang.says("安排活动", "党小组会", "星期六", "2", "19:30", "活动室")
    assert "哪个党小组" in wang.screen
    await wang.says("1", "1")
    assert "第一小组" in wang.screen
    assert "通知 1 人" in wang.screen
    await wang.taps("发布")
    assert "党小组会" in await li.looks()
    assert await gao.looks() == ""
    assert "党小组会" in await li.says("近期活动")
    assert "党小组会" not in await gao.says("近期活动")


async def test_whoever_is_taken_out_is_invited_no_more(town: Town) -> None:
    wang, li = await two_hosted(town), town.phone("li")
    group = wang.message.token("✓ 李明").partition("/")[2].partition("-")[0]
    await put(town, meeting(await town.unit_id(HOST), group=group))
    assert "主题党日" in await li.says("近期活动")
    await wang.taps("✓ 李明")
    assert "✓ 李明" not in wang.screen
    assert "主题党日" not in await li.says("近期活动")


async def test_those_without_a_phone_are_in_groups_too(town: Town) -> None:
    wang = await two_hosted(town)
    group = wang.message.token("✓ 李明").partition("/")[2].partition("-")[0]
    unit = await town.unit_id(HOST)

    def listed(tx: Transaction) -> None:
        put_roster(tx, unit, [("丁老汉", None, False), ("马小妹", None, False)], town.bot.new_id)

    await town.bot.store.turn(listed)
    await wang.says("党小组")
    await wang.taps("第一小组")
    await wang.taps("丁老汉")
    await put(town, meeting(unit, starts_at=NOON, group=group))
    await wang.says("本支部活动", "1")
    await wang.taps("签到码")
    await wang.taps("点名签到")
    assert "丁老汉" in wang.screen
    assert "马小妹" not in wang.screen


async def test_a_group_of_the_same_name_is_there_once(town: Town) -> None:
    wang = await two_hosted(town)
    await wang.says("党小组")
    await wang.taps("新建小组")
    await wang.says("第一小组")
    assert wang.screen.count("第一小组'") == 1
