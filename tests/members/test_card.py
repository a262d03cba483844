"""My card: what is known of me, who looked, and each line that can be changed."""

from datetime import timedelta

import pytest

from tests.members.story import hosted, register
from tests.town import HOME, HOST, Phone, Town


async def says_on_card(phone: Phone, label: str, *words: str) -> str:
    await phone.says("我的资料")
    await phone.taps("改一改")
    await phone.taps(label)
    return await phone.says(*words)


async def test_it_shows_what_is_known_and_where_i_belong(town: Town) -> None:
    li = await hosted(town)
    await li.says("我的资料")
    for words in ("李明", "13800138000", f"老家支部：{HOME}", HOST, "2026年11月22日起"):
        assert words in li.screen


async def test_it_shows_who_looked_last(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    assert "还没有人看过" in await li.says("我的资料")
    await wang.looks()
    await wang.taps("看一看")
    assert "王芳" in await li.says("我的资料")


async def test_what_registration_did_not_ask_is_offered_one_by_one_and_never_asked(
    town: Town,
) -> None:
    li = await hosted(town)
    await li.says("我的资料")
    answers = {"党员类别": "1", "外出原因": "1", "离开": "2026-03-01", "预计回来": "2027-06-01"}
    for label, answer in answers.items():
        offers = [each for each, _ in li.message.options if "愿意的话" in each]
        assert len(offers) == 1
        assert label in offers[0]
        await li.taps("愿意的话")
        await li.says(answer)
        if answer != "1":
            await li.says("1")
    await li.taps("愿意的话")
    await li.says("没有")
    for words in ("正式党员", "务工", "2026年3月1日", "2027年6月1日", "流动党员活动证：没有"):
        assert words in li.screen
    assert "愿意的话" not in li.screen


async def test_what_one_would_rather_not_say_is_not_kept(town: Town) -> None:
    li = await hosted(town)
    await says_on_card(li, "外出原因", "2")
    assert "经商" in li.screen
    await says_on_card(li, "外出原因", "不想说")
    assert "经商" not in li.screen


@pytest.mark.parametrize(
    ("label", "words", "host", "home"),
    [
        ("姓名", ("李小明",), True, True),
        ("电话", ("13900139000",), True, True),
        ("党员类别", ("2",), True, True),
        ("外出原因", ("3",), False, True),
        ("离开日期", ("2026-11-01", "1"), False, True),
        ("预计回来", ("2027-02-01", "1"), True, True),
        ("流动党员活动证", ("1",), True, False),
    ],
)
async def test_a_change_is_told_once_to_whom_it_concerns(
    town: Town, label: str, words: tuple[str, ...], host: bool, home: bool
) -> None:
    li, wang, chen = await hosted(town), town.phone("wang"), town.phone("chen")
    await wang.looks()
    await chen.looks()
    await says_on_card(li, label, *words)
    assert "记下了" in li.screen
    await says_on_card(li, label, *words)
    for phone, told in ((wang, host), (chen, home)):
        assert (await phone.looks()).count("李明") == told


async def test_each_branch_reads_what_its_duty_needs(town: Town) -> None:
    li, wang, chen = await hosted(town), town.phone("wang"), town.phone("chen")
    for label, words in {
        "外出原因": ("3",),
        "流动党员活动证": ("1",),
        "党员类别": ("2",),
    }.items():
        await says_on_card(li, label, *words)
    await wang.says("在这里报到的党员", "1")
    assert "求学" not in wang.screen
    assert "流动党员活动证：有" in wang.screen
    assert "预备党员" in wang.screen
    await chen.says("在外地的党员", "1")
    assert "求学" in chen.screen
    assert "流动党员活动证" not in chen.screen


@pytest.mark.parametrize(
    ("label", "day", "why"),
    [("离开日期", "2026-12-24", "还没到"), ("预计回来", "2026-11-01", "已经过去")],
)
async def test_days_that_cannot_be_are_asked_again(
    town: Town, label: str, day: str, why: str
) -> None:
    li = await hosted(town)
    assert why in await says_on_card(li, label, day, "1")


async def test_another_name_orders_the_lists(town: Town) -> None:
    li = await hosted(town)
    await says_on_card(li, "姓名", "安明")
    chen = town.phone("chen")
    await chen.says("找人", "anming")
    assert "安明" in chen.screen


async def test_no_number_is_a_number_too(town: Town) -> None:
    li = await hosted(town)
    await says_on_card(li, "电话", "跳过")
    assert "13800138000" not in li.screen


async def test_a_home_branch_that_was_not_listed_is_named_later_and_asked(town: Town) -> None:
    li, wang, chen = town.phone("li"), town.phone("wang"), town.phone("chen")
    await li.says("报到", "1", "李明", "跳过", "白果村")
    await li.taps("这里面没有")
    await li.says("南屏乡", "宝安", "1", "1")
    await wang.looks()
    await wang.taps("同意")
    await says_on_card(li, "老家支部", "白果村")
    await li.taps("这里面没有")
    await li.says("南屏乡白果村", "1")
    assert "南屏乡白果村" in li.screen
    await says_on_card(li, "老家支部", "河湾", "1", "1")
    assert HOME in li.screen
    assert "请确认" in await chen.looks()
    await li.says("我的资料")
    await li.taps("改一改")
    assert "老家支部" not in str(li.message.options)


async def test_who_is_home_again_is_away_for_no_reason(town: Town) -> None:
    li = await hosted(town)
    await says_on_card(li, "外出原因", "2")
    await says_on_card(li, "党员类别", "1")
    await li.says("我回老家了", "1", "我的资料")
    assert "经商" not in li.screen
    assert "正式党员" in li.screen


async def test_once_a_year_a_member_reports_home_with_one_tap(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await chen.looks()
    town.clock.move(timedelta(days=364))
    await town.bot.tick()
    assert "一切照旧吗" not in await li.looks()
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    assert "一切照旧吗" in await li.looks()
    await chen.looks()
    for _ in range(2):
        await li.taps("一切照旧")
        assert "谢谢" in li.screen
    assert (await chen.looks()).count("一切照旧") == 1
    town.clock.move(timedelta(days=364))
    await town.bot.tick()
    assert "一切照旧吗" not in await li.looks()
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    assert "一切照旧吗" in await li.looks()


async def test_past_the_day_of_return_it_is_asked_once_and_nothing_changes(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await says_on_card(li, "预计回来", "2026-12-01", "1")
    town.clock.move(timedelta(days=9))
    await town.bot.tick()
    assert await li.looks() == ""
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    await town.bot.tick()
    assert (await li.looks()).count("现在怎么样") == 1
    assert "李明" in await chen.says("要联系的人")
    await li.taps("还要多住一阵")
    await li.says("2027-03-01", "1")
    assert "已同意" in await li.says("我的报到")
    assert "没有要联系的人" in await chen.says("要联系的人")
    town.clock.move(timedelta(days=30))
    await town.bot.tick()
    assert "现在怎么样" not in await li.looks()


async def test_after_half_a_year_a_transfer_is_suggested_and_never_made(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await chen.looks()
    assert "组织关系转过来" not in await li.says("我的资料")
    town.clock.move(timedelta(days=183))
    await town.bot.tick()
    assert "组织关系转过来" in await li.looks()
    assert "转接组织关系" in await chen.looks()
    assert "组织关系转过来" in await li.says("我的资料")
    assert HOME in await li.says("我的报到")


async def test_whoever_went_home_is_asked_nothing(town: Town) -> None:
    li = await hosted(town)
    await says_on_card(li, "预计回来", "2026-12-01", "1")
    await li.says("我回老家了", "1")
    town.clock.move(timedelta(days=400))
    await town.bot.tick()
    assert await li.looks() == ""


async def test_a_secretary_has_a_card_without_a_placement(town: Town) -> None:
    wang = town.phone("wang")
    await wang.says("我的资料")
    assert "愿意的话" not in wang.screen
    await wang.taps("改一改")
    assert [label for label, _ in wang.message.options] == ["姓名", "电话"]
