"""Everybody sets how they are spoken to, sees who looked at their data, and can have it deleted."""

from datetime import timedelta

from tests.town import Phone, Town


async def register(li: Phone) -> None:
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


async def test_whoever_is_not_registered_can_set_the_language(town: Town) -> None:
    li = town.phone("li")
    await li.says("设置")
    assert "时区" not in li.screen
    await li.taps("语言")
    await li.taps("English")
    assert "Which language" in li.screen


async def test_times_are_shown_as_where_one_lives(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("设置")
    await li.taps("时区")
    await li.says("东京")
    await li.taps("Asia/Tokyo")
    assert "13:00" in await li.says("1")


async def test_a_place_that_is_no_city_is_asked_again(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("设置")
    await li.taps("时区")
    assert "没找到" in await li.says("月亮")


async def test_quiet_hours_are_chosen_from_a_few(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("设置")
    await li.taps("免打扰时间")
    assert "现在填的是：22:00 到 7:00" in li.screen
    await li.taps("21:00 到 8:00")
    assert "现在填的是：21:00 到 8:00" in li.screen


async def test_what_pops_up_can_be_made_neutral(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("设置")
    await li.taps("弹出的内容")
    await li.taps("只说有消息")
    assert "现在填的是：只说有消息" in li.screen


async def test_one_sees_who_looked_and_when(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    assert "还没有人看过" in await li.says("谁看过我")
    await wang.looks()
    town.clock.move(timedelta(hours=1))
    await wang.taps("看一看")
    await li.says("谁看过我")
    assert "13:00" in li.screen
    assert "王芳查看了您在宝安区外来务工党支部的报到" in li.screen


async def test_deleting_ones_data_says_what_stays_and_leaves_nothing(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await li.says("删除我的数据")
    assert "党员档案" in li.screen
    await li.taps("全部删除")
    assert "已经删除" in li.screen
    await li.taps("返回")
    assert "您好" in li.screen and "李明" not in li.screen
    await town.bot.tick()
    held = b"".join(path.read_bytes() for path in town.path.parent.glob("bot.db*"))
    assert "李明".encode() not in held
    assert b"13800138000" not in held
    assert "您好！这里是流动党员的家" in await li.says("菜单")


async def test_deleting_can_be_thought_over(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("删除我的数据", "取消", "我的报到")
    assert "等待支部答复" in li.screen
