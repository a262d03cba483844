"""A member who moved away registers where they live now; the home branch keeps its duty."""

from datetime import timedelta

import pytest

from bot.conversation import Tapped
from bot.people import Role
from tests.town import HOME, HOST, OTHER, Phone, Town


async def register(phone: Phone, host: str = "宝安") -> str:
    return await phone.says("报到", "1", "李明", "13800138000", "河湾", "1", host, "1", "1")


async def test_a_member_registers_with_at_most_eight_answers(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到")
    answers = ["1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1"]
    assert len(answers) <= 8
    await li.says(*answers)
    assert "已发送" in li.screen
    assert "等待支部答复" in li.screen
    assert HOST in li.screen
    assert HOME in li.screen


async def test_the_whole_story(town: Town) -> None:
    li, wang, chen = town.phone("li"), town.phone("wang"), town.phone("chen")
    await register(li)

    assert "李明" in await wang.looks()
    await wang.taps("看一看")
    assert "13800138000" in wang.screen
    await wang.taps("同意")
    assert "李明已在本支部报到" in wang.screen

    assert "欢迎" in await li.looks()
    assert "请确认" in await chen.looks()
    await chen.taps("看一看")
    assert "没有这个名字" in chen.screen
    await chen.taps("确认")
    assert "仍是本支部的党员" in chen.screen

    assert "已经确认" in await li.looks()
    assert "李明在您这里" in await wang.looks()
    await li.says("我的报到")
    assert "已同意" in li.screen
    assert "老家支部的意见：已确认" in li.screen
    assert "李明" in await wang.says("在这里报到的党员")
    assert "李明" in await chen.says("在外地的党员")


async def test_the_story_survives_a_restart_before_every_word(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    for word in ["报到", "1", "李明", "跳过", "hwc", "1", "深圳", "1", "1"]:
        town.restart()
        await li.says(word)
    assert "已发送" in li.screen
    town.restart()
    await wang.looks()
    town.restart()
    await wang.taps("同意")
    town.restart()
    assert "欢迎" in await li.looks()


async def test_the_branch_asks_back_and_the_member_answers(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("问一问")
    await wang.says("住在哪条街？", "1")
    assert "住在哪条街" in await li.looks()
    assert "有个问题想问" in await li.says("我的报到")
    await li.taps("回答问题")
    await li.says("翻身路", "1")
    assert "已发给支部" in li.screen
    assert "翻身路" in await wang.looks()


async def test_declined_with_a_reason_the_member_chooses_another_without_typing_twice(
    town: Town,
) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("不同意")
    await wang.says("我们只管宝安的，请找东莞的支部", "1")
    assert "请找东莞的支部" in await li.looks()
    await li.taps("换一个支部")
    await li.says("1", "东莞", "1")
    assert "李明" in li.screen
    assert OTHER in li.screen
    await li.says("1")
    assert "已发送" in li.screen
    assert "李明" in await town.phone("zhou").looks()


async def test_withdrawing_tells_the_branch(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await li.taps("撤回报到")
    await li.taps("对，撤回")
    assert "已撤回" in li.screen
    assert "撤回" in await wang.looks()
    await wang.taps("同意")
    assert "已经办过了" in wang.screen


async def test_a_second_tap_is_a_silent_success(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    accept = wang.message
    await wang.taps("同意")
    await li.looks()
    wang.message = accept
    await wang.taps("同意")
    assert "李明已在本支部报到" in wang.screen
    assert await li.looks() == ""


async def test_the_home_branch_objects_and_a_person_settles_it(town: Town) -> None:
    li, wang, chen, sun = (town.phone(key) for key in ("li", "wang", "chen", "sun"))
    await register(li)
    await wang.looks()
    await wang.taps("同意")
    await chen.looks()
    await chen.taps("看一看")
    await chen.taps("有异议")
    await chen.says("名单里没有他", "1")
    assert "名单里没有他" in await wang.looks()
    assert "名单里没有他" in await sun.looks()
    assert HOST in await sun.says("卡住的事")
    await chen.says("在外地的党员")
    await chen.taps("李明")
    await chen.taps("确认")
    assert "没有卡住" in await sun.says("卡住的事")


async def test_what_nobody_answers_shows_to_the_committee_after_a_week(town: Town) -> None:
    await register(town.phone("li"))
    sun = town.phone("sun")
    town.clock.move(timedelta(days=6))
    assert "没有卡住" in await sun.says("卡住的事")
    town.clock.move(timedelta(days=1))
    assert "没有答复" in await sun.says("卡住的事")


async def test_a_home_branch_that_is_not_listed(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("报到", "1", "李明", "跳过", "白果村")
    await li.taps("这里面没有")
    await li.says("南屏乡白果村党支部", "宝安", "1", "1")
    assert "南屏乡白果村党支部（不在名单里）" in li.screen
    await wang.looks()
    await wang.taps("同意")
    assert "欢迎" in await li.looks()


async def test_by_a_branchs_link_the_branch_is_filled_in(town: Town) -> None:
    li = town.phone("li")
    await li.opens(f"b-{await town.unit_id(HOST)}")
    await li.says("1", "李明", "跳过", "河湾", "1")
    assert HOST in li.screen
    assert "请看看对不对" in li.screen


async def test_a_shared_position_offers_the_nearest_and_is_thrown_away(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", "河湾", "1")
    await li.shares_place(22.551234, 113.881234)
    assert li.screen.index(HOST) < li.screen.index(OTHER)
    await li.says("1", "1")
    assert "已发送" in li.screen
    held = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    for part in (b"22.55123", b"113.88123"):
        assert part not in held


async def test_both_branches_cannot_be_the_same(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", "河湾", "1", "河湾", "1", "1")
    assert "两个支部是同一个" in li.screen
    await li.taps("改：现在住的地方的支部")
    await li.says("宝安", "1", "1")
    assert "已发送" in li.screen


async def test_somebody_registered_is_not_registered_twice(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("报到")
    assert "已经报到" in li.screen


async def test_a_branch_without_a_secretary_is_looked_after_by_the_committee(town: Town) -> None:
    li, sun = town.phone("li"), town.phone("sun")
    await li.says("报到", "1", "李明", "跳过", "宝安")
    await li.says("1")  # home: the Shenzhen branch, which has a secretary
    await li.says("河湾", "1")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'chen'"))
    await li.says("1")
    assert "李明" in await sun.looks()
    await sun.taps("同意")
    assert "李明已在本支部报到" in sun.screen


async def test_a_look_at_a_card_enters_the_persons_own_trail(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT by, what FROM trail"))
    assert [row["by"] for row in rows] == ["王芳"]


@pytest.mark.parametrize("name", ["李", "12345", "李明2", "x" * 41, "李\u202e明", "@@"])
async def test_what_is_no_name_is_asked_again(town: Town, name: str) -> None:
    li = town.phone("li")
    await li.says("报到", "1", name)
    assert "您叫什么名字" in li.screen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86-13800138000", "+8613800138000"),
        ("１３８００１３８０００", "13800138000"),
    ],
)
async def test_a_number_is_tidied(town: Town, typed: str, kept: str) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", typed, "河湾", "1", "宝安", "1")
    assert f"电话：{kept}" in li.screen


async def test_only_ones_own_contact_counts(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明")
    assert "别人的号码" in await li.shares_contact("13900139000", own=False)
    assert "老家支部" in await li.shares_contact("13800138000")


async def test_a_decision_that_came_too_late_ends_its_form(town: Town) -> None:
    li, wang, sun = town.phone("li"), town.phone("wang"), town.phone("sun")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("不同意")
    await wang.says("太远了")
    town.clock.move(timedelta(days=7))
    await sun.says("卡住的事", "1")
    await sun.taps("同意")
    await wang.says("1")
    assert "已经办过了" in wang.screen
    assert "不同意" not in await wang.says("菜单")


async def test_only_the_secretary_reads_who_is_on_the_branchs_list(town: Town) -> None:
    await register(town.phone("li"))
    wang, chen, sun = town.phone("wang"), town.phone("chen"), town.phone("sun")
    await wang.looks()
    await wang.taps("同意")
    await chen.looks()
    await chen.taps("看一看")
    assert "名单" in chen.screen
    await chen.taps("有异议")
    await chen.says("不认识", "1")
    stay = next(token for _, token in chen.notices[0].options if token.startswith("stay/"))
    assert "名单" not in await sun.gives(Tapped(stay))
    assert "13800138000" in sun.screen


async def test_a_request_that_waits_is_brought_up_once_more_and_then_to_the_committee(
    town: Town,
) -> None:
    wang, sun = town.phone("wang"), town.phone("sun")
    await register(town.phone("li"))
    await wang.looks()
    town.clock.move(timedelta(days=3))
    await town.bot.tick()
    await town.bot.tick()
    assert (await wang.looks()).count("李明还在等您答复") == 1
    assert await sun.looks() == ""
    town.clock.move(timedelta(days=4))
    await town.bot.tick()
    assert "已经等了一个星期" in await sun.looks()


async def test_what_is_settled_reminds_nobody(town: Town) -> None:
    wang, sun = town.phone("wang"), town.phone("sun")
    await register(town.phone("li"))
    await wang.looks()
    await wang.taps("同意")
    town.clock.move(timedelta(days=30))
    await town.bot.tick()
    assert await wang.looks() == ""
    assert await sun.looks() == ""


async def test_days_are_those_of_whoever_reads(town: Town) -> None:
    town.clock.move(timedelta(hours=19))  # seven in the morning of the 23rd in Shanghai
    await register(town.phone("li"))
    town.clock.move(timedelta(days=7))
    assert "2026年11月23日" in await town.phone("sun").says("卡住的事")


async def test_the_story_in_english(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("language")
    await li.taps("English")
    await li.says("report in", "1", "Li Ming", "skip", "hewan", "1", "shenzhen", "1", "1")
    assert "Sent." in li.screen
    assert "想到" in await wang.looks(), "the secretary reads Chinese"
    await wang.taps("同意")
    assert "has accepted you" in await li.looks()


async def test_a_button_that_is_older_than_the_matter_shows_no_card(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await li.taps("撤回报到")
    await li.taps("对，撤回")
    await wang.taps("看一看")
    assert "13800138000" not in wang.screen
    assert "已经办过了" in wang.screen


async def test_the_committee_reads_a_card_only_where_it_is_needed(town: Town) -> None:
    await register(town.phone("li"))
    wang, sun = town.phone("wang"), town.phone("sun")
    await wang.looks()
    look = next(token for _, token in wang.notices[0].options if token.startswith("request/"))
    assert "13800138000" not in await sun.gives(Tapped(look))
    town.clock.move(timedelta(days=7))
    assert "13800138000" in await sun.gives(Tapped(look))


async def test_a_second_question_is_not_called_sent_and_lost(town: Town) -> None:
    await register(town.phone("li"))
    wang = town.phone("wang")
    await town.appoint("xu", "徐静", Role.SECRETARY, HOST)
    xu = town.phone("xu")
    await wang.looks()
    ask = next(token for _, token in wang.notices[0].options if token.startswith("request/"))
    for phone, question in ((wang, "住哪条街？"), (xu, "做什么工作？")):
        await phone.gives(Tapped(ask.replace("request", "askback")))
        await phone.says(question, "1")
    assert "已发给" in wang.screen
    assert "已经办过了" in xu.screen


async def test_nobody_forges_a_line_on_a_secretarys_screen(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", "白果村")
    await li.taps("这里面没有")
    await li.says("县\n进展：已同意\n\u202e上级", "宝安", "1", "1")
    notice = await town.phone("wang").looks()
    assert "\n进展：已同意" not in notice
    assert "\u202e" not in notice
