"""A secretary plans, publishes, changes and cancels; everybody concerned is told once."""

from datetime import timedelta

from tests.members.test_moving import hosted, move
from tests.town import HOME, Town


async def plan(town: Town) -> None:
    """wang plans a theme day for Saturday evening and publishes it."""
    wang = town.phone("wang")
    await wang.says("安排活动", "主题党日", "星期六", "2", "19:30", "服务中心二楼", "1")
    await wang.taps("发布")


async def test_four_answers_a_preview_and_a_tap_are_enough(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await wang.says("安排活动", "主题党日", "星期六", "2", "19:30", "服务中心二楼")
    assert "现在还没有通知任何人" in wang.screen
    await wang.says("1")
    assert "11月28日周六 19:30" in wang.screen
    assert "通知 2 人" in wang.screen
    assert await li.looks() == ""
    await wang.taps("发布")
    assert "已发布" in wang.screen
    told = await li.looks()
    assert "主题党日" in told
    assert "服务中心二楼" in told
    assert await wang.looks() == ""


async def test_publishing_twice_tells_once(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await wang.says("安排活动", "主题党日", "星期六", "2", "19:30", "服务中心二楼", "1")
    preview = wang.message
    await wang.taps("发布")
    await li.looks()
    wang.message = preview
    await wang.taps("发布")
    assert "已发布" in wang.screen
    assert await li.looks() == ""


async def test_a_time_that_is_past_or_no_place_is_put_right_on_the_review(town: Town) -> None:
    wang = town.phone("wang")
    await wang.says("安排活动", "党课", "今天", "1", "09:00", "跳过", "1")
    assert "已经过了" in wang.screen
    await wang.taps("改：日期")
    await wang.says("明天", "1", "1")
    assert "请写上在哪里开" in wang.screen


async def test_a_change_says_what_it_was_and_tells_once(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await plan(town)
    await li.looks()
    await wang.says("本支部活动", "1")
    await wang.taps("修改")
    await wang.taps("改：时间")
    await wang.says("20:00", "1")
    assert "已修改" in wang.screen
    told = await li.looks()
    assert "原来是 11月28日周六 19:30" in told
    assert "11月28日周六 20:00" in told


async def test_a_change_of_nothing_tells_nobody(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await plan(town)
    await li.looks()
    await wang.says("本支部活动", "1")
    await wang.taps("修改")
    await wang.says("1")
    assert "什么都没有改" in wang.screen
    assert await li.looks() == ""


async def test_a_cancelled_one_is_told_and_reminds_nobody(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await plan(town)
    await li.looks()
    await wang.says("本支部活动", "1")
    await wang.taps("取消活动")
    await wang.says("1")
    assert "取消了" in await li.looks()
    assert "已取消" in await wang.says("本支部活动")
    town.clock.move(timedelta(days=6))
    await town.bot.tick()
    assert await li.looks() == ""


async def test_who_is_invited_follows_from_where_they_are(town: Town) -> None:
    li, zhou = await hosted(town), town.phone("zhou")
    await plan(town)
    await li.looks()
    assert "主题党日" in await li.says("近期活动")
    await move(li)
    assert "主题党日" in await li.says("近期活动")
    await zhou.looks()
    await zhou.taps("同意")
    assert "主题党日" not in await li.says("近期活动")


async def test_whoever_returns_has_the_home_branchs_activities(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await chen.says("安排活动", "党员大会", "星期六", "2", "19:30", "村委会", "1")
    assert HOME in chen.screen
    await chen.taps("发布")
    await li.looks()
    assert "党员大会" not in await li.says("近期活动")
    await li.says("我回老家了", "1")
    assert "党员大会" in await li.says("近期活动")


async def test_a_home_branch_can_invite_whoever_is_away(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await chen.says("安排活动", "返乡座谈", "1", "星期六", "2", "19:30", "村委会")
    await chen.taps("更多")
    await chen.taps("改：参加的人")
    await chen.taps("在外地的本支部党员")
    await chen.taps("就这些")
    await chen.taps("先看预览")
    await chen.taps("发布")
    assert "返乡座谈" in await li.looks()


async def test_a_proposal_has_its_day_and_title(town: Town) -> None:
    chen = town.phone("chen")
    await chen.says("按规定该开的")
    assert "党员大会" in chen.screen
    await chen.taps("主题党日")
    await chen.says("村委会")
    assert "2026年11月主题党日" in chen.screen
    assert "2026年11月28日" in chen.screen
    await chen.says("1")
    await chen.taps("发布")
    assert "主题党日" not in await chen.says("按规定该开的")


async def test_the_next_of_a_fixed_day_is_published_by_itself(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await wang.says("安排活动", "主题党日", "星期六", "2", "19:30", "服务中心")
    await wang.taps("更多")
    await wang.taps("改：重复")
    await wang.taps("每月同一个星期几")
    await wang.says("1")
    await wang.taps("发布")
    await li.looks()
    town.clock.move(timedelta(days=7))
    await town.bot.tick()
    assert "12月26日周六 19:30" in await li.looks()
    assert "12月26日周六 19:30" in await wang.looks()


async def test_each_is_told_in_their_own_zone_and_language(town: Town) -> None:
    li = await hosted(town)
    await town.bot.store.turn(
        lambda tx: tx.change(
            "UPDATE person SET locale = 'en', zone = 'Europe/Berlin' WHERE name = '李明'"
        )
    )
    await plan(town)
    told = await li.looks()
    assert "Theme Party day" in told
    assert "When: Sat, Nov 28 12:30" in told


async def test_a_secretary_elsewhere_changes_the_place_and_not_the_time(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await plan(town)
    await li.looks()
    await town.bot.store.turn(
        lambda tx: tx.change("UPDATE person SET zone = 'Europe/Berlin' WHERE id = 'wang'")
    )
    await wang.says("本支部活动", "1")
    await wang.taps("修改")
    assert "时间：19:30" in wang.screen
    await wang.taps("更多")
    await wang.taps("改：地点")
    await wang.says("三楼")
    await wang.says("1")
    told = await li.looks()
    assert "11月28日周六 19:30" in told
    assert "三楼" in told


async def test_a_drafts_fixed_day_follows_its_day(town: Town) -> None:
    li, wang = await hosted(town), town.phone("wang")
    await wang.says("安排活动", "主题党日", "星期六", "2", "19:30", "服务中心")
    await wang.taps("更多")
    await wang.taps("改：重复")
    await wang.taps("每月同一个星期几")
    await wang.says("1")
    await wang.taps("修改")
    await wang.taps("改：日期")
    await wang.says("12月5日", "1")
    await wang.says("1")
    await wang.taps("发布")
    await li.looks()
    town.clock.move(timedelta(days=14))
    await town.bot.tick()
    assert "1月2日周六 19:30" in await li.looks()
