"""Asking for help as chats: asked, taken up, passed on, answered, settled, opened again."""

from datetime import timedelta

import pytest

from bot.conversation import Tapped
from tests.care.story import FOR_OTHER, WAGES, asked_for_help, asks_help, last_id, night, suggests
from tests.rights import hosted
from tests.town import HOME, HOST, OTHER, Town


async def test_wages_not_paid_show_public_numbers_at_once(town: Town) -> None:
    stranger = town.phone("stranger")
    await stranger.says("求助")
    await stranger.taps("欠薪")
    for number in ("12333", "12348", "12351", "120"):
        assert number in stranger.screen


async def test_before_it_is_sent_one_sees_who_will_read_it(town: Town) -> None:
    await hosted(town)
    li = town.phone("li")
    await li.says("求助")
    await li.taps("欠薪")
    await li.taps("请支部帮忙")
    await li.says("1", WAGES)
    await li.taps("宝安")
    await li.says("1")
    assert f"{HOST}，看的人：王芳" in li.screen and "发送" in li.screen


async def test_help_from_the_first_word_to_the_last(town: Town) -> None:
    await asked_for_help(town)
    li, wang = town.phone("li"), town.phone("wang")
    told = await wang.looks()
    assert "一份求助" in told and WAGES not in told
    await wang.taps("看一看")
    assert WAGES in wang.screen and "李明" in wang.screen
    await wang.taps("我来办")
    assert "有人接了" in await li.looks()
    await wang.taps("答复")
    await wang.says("已联系劳动监察，周三一起去", "跳过")
    await wang.taps("发送")
    told = await li.looks()
    assert "有答复了" in told and "劳动监察" not in told
    await li.taps("看一看")
    assert "周三一起去" in li.screen and "已答复" in li.screen
    await li.taps("办好了")
    assert "已办结" in li.screen
    assert "已办结" in await wang.looks()
    await li.taps("重新打开")
    assert "等人来接" in li.screen
    assert "交给您" in await wang.looks()


async def test_the_asker_adds_something_and_is_asked_whether_it_is_settled(town: Town) -> None:
    id = await asked_for_help(town)
    li, wang = town.phone("li"), town.phone("wang")
    await wang.gives(Tapped(f"answerask/{id}"))
    await wang.says("去找工会", "明天")
    await wang.says("1")
    await wang.taps("发送")
    await li.looks()
    await wang.looks()
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    assert "答应今天办好" in await wang.looks()
    town.clock.move(timedelta(days=14))
    await town.bot.tick()
    assert "办好了吗" in await li.looks()
    await li.taps("看一看")
    await li.taps("补充")
    await li.says("工会说要合同")
    await li.taps("发送")
    assert "有人在办" in li.screen
    assert "有补充" in await wang.looks()


async def test_what_was_passed_on_is_read_there_and_no_more_here(town: Town) -> None:
    id = await asked_for_help(town)
    li, wang, chen = town.phone("li"), town.phone("wang"), town.phone("chen")
    await wang.gives(Tapped(f"passask/{id}"))
    await wang.taps(f"转给{HOME}")
    await wang.says("老家更了解情况")
    await wang.taps("发送")
    assert f"现在由{HOME}办" in await li.looks()
    await chen.looks()
    await chen.taps("看一看")
    assert WAGES in chen.screen and "老家更了解情况" in chen.screen
    assert "办不了" in await wang.gives(Tapped(f"ask/{id}"))
    assert WAGES not in await wang.says("待办的求助和建议")


async def test_a_stranger_gives_a_name_and_agrees_and_need_not_register(town: Town) -> None:
    stranger, wang = town.phone("stranger"), town.phone("wang")
    await stranger.says("求助")
    await stranger.taps("资金")
    await stranger.taps("请支部帮忙")
    await stranger.says(FOR_OTHER, "邻居家房子漏雨", "宝安")
    assert "王芳" not in stranger.screen
    await stranger.says("1", "赵大妈", "1")
    await stranger.taps("发送")
    assert "编号 1" in stranger.screen
    await wang.looks()
    await wang.taps("看一看")
    assert "赵大妈" in wang.screen and "替别人" in wang.screen
    await wang.taps("我来办")
    assert "有人接了" in await stranger.looks()
    assert "邻居家房子漏雨" in await stranger.says("我提过的") or await stranger.taps("资金")


async def test_what_nobody_takes_up_is_seen_above_without_its_words(town: Town) -> None:
    id = await asked_for_help(town)
    sun, wang = town.phone("sun"), town.phone("wang")
    assert "求助" not in await sun.says("卡住的事")
    town.clock.move(timedelta(days=7))
    await town.bot.tick()
    assert "还没有人接" in await wang.looks()
    await sun.says("卡住的事")
    await sun.taps("求助")
    assert HOST in sun.screen and "等人来接" in sun.screen
    for hidden in (WAGES, "李明", "欠薪"):
        assert hidden not in sun.screen
    assert "办不了" in await sun.gives(Tapped(f"ask/{id}"))


@pytest.mark.parametrize("key", ["mei", "chen", "zhou", "sun", "stranger"])
async def test_only_who_helps_reads_what_it_is_about(town: Town, key: str) -> None:
    id = await asked_for_help(town)
    town.clock.move(timedelta(days=8))
    phone = town.phone(key)
    for token in ("ask", "myask", "askmatter", "onboard", "answerask", "passask"):
        assert WAGES not in await phone.gives(Tapped(f"{token}/{id}"))
    for words in ("待办的求助和建议", "建议的答复", "我提过的", "卡住的事"):
        assert WAGES not in await phone.says(words)


async def test_a_look_at_it_is_in_the_askers_trail(town: Town) -> None:
    id = await asked_for_help(town)
    await town.phone("wang").gives(Tapped(f"ask/{id}"))
    found = await town.bot.store.turn(lambda tx: tx.all("SELECT by, what FROM trail"))
    assert any(row["by"] == "王芳" and "looked at what you asked" in row["what"] for row in found)


async def test_without_the_consent_it_is_forgotten_at_night(town: Town) -> None:
    await asked_for_help(town)
    await town.phone("li").gives(Tapped("withhold/help"))
    await town.bot.tick()
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM ask")) == 0


async def test_the_second_time_nothing_is_asked_that_is_known(town: Town) -> None:
    await asked_for_help(town)
    li = town.phone("li")
    await li.says("求助")
    await li.taps("资金")
    await li.taps("请支部帮忙")
    await li.says("1", "租房")
    await li.taps("宝安")
    assert "发送" in li.screen
    await li.taps("发送")
    assert "编号 2" in li.screen


async def test_the_copy_of_ones_data_has_it(town: Town) -> None:
    await asked_for_help(town)
    li = town.phone("li")
    await li.gives(Tapped("copy/"))
    assert WAGES in li.files[0].content.decode()


async def test_a_finding_stays_until_it_is_settled_above(town: Town) -> None:
    unit = await town.unit_id(HOST)
    sun, wang = town.phone("sun"), town.phone("wang")
    await sun.gives(Tapped(f"unit/{unit}"))
    await sun.taps("提出问题")
    await sun.says("账目三个月没有公开", "跳过")
    await sun.taps("发送")
    await wang.looks()
    await wang.taps("看一看")
    assert "账目三个月没有公开" in wang.screen and "转交" not in wang.screen
    await wang.taps("答复")
    await wang.says("月底前公开", "跳过")
    assert "写明日子" in await wang.taps("发送")
    await wang.taps("改：答应办好的日子")
    await wang.says("明天", "1")
    await wang.taps("发送")
    assert "有答复了" in await sun.looks()
    await sun.says("卡住的事")
    await sun.taps("要整改的问题")
    assert "月底前公开" in sun.screen and "答应" in sun.screen
    await sun.taps("办好了")
    assert "没有卡住" in await sun.says("卡住的事")
    assert "已办结" in await wang.looks()


async def test_a_committee_names_a_day_for_the_answer_and_sees_what_is_late_by_it(
    town: Town,
) -> None:
    unit = await town.unit_id(HOST)
    sun, wang = town.phone("sun"), town.phone("wang")
    await sun.gives(Tapped(f"givefinding/{unit}"))
    await sun.says("账目三个月没有公开", "昨天", "1")
    assert "那天已经过了" in await sun.taps("发送")
    await sun.taps("改：答复期限")
    await sun.says("11月24日", "1")
    await sun.taps("发送")
    await wang.looks()
    await wang.taps("看一看")
    assert "要求最晚2026年11月24日" in wang.screen
    town.clock.move(timedelta(days=2))
    await town.bot.tick()
    assert "今天要答复上级" in await wang.looks()
    standing, matters = f"asksat/{unit}", "卡住的事"
    assert "其中拖延 0 件" in await sun.gives(Tapped(standing))
    assert "已拖延" not in await sun.says(matters) and "要整改的问题" in sun.screen
    town.clock.move(timedelta(days=1))
    assert "其中拖延 1 件" in await sun.gives(Tapped(standing))
    assert "已拖延" in await sun.says(matters)
    await wang.taps("答复")
    await wang.says("月底前公开", "11月30日", "1")
    await wang.taps("发送")
    assert "其中拖延 0 件" in await sun.gives(Tapped(standing))
    assert "已拖延" not in await sun.says(matters)


async def test_what_is_not_settled_after_all_waits_without_its_old_day(town: Town) -> None:
    unit = await town.unit_id(HOST)
    sun = town.phone("sun")
    await sun.gives(Tapped(f"givefinding/{unit}"))
    await sun.says("账目三个月没有公开", "今天", "1")
    await sun.taps("发送")
    id = await last_id(town)
    await sun.gives(Tapped(f"settlefind/{id}"))
    town.clock.move(timedelta(days=3))
    await sun.gives(Tapped(f"reopenfind/{id}"))
    assert "其中拖延 0 件" in await sun.gives(Tapped(f"asksat/{unit}"))


async def test_asking_twice_is_asking_for_two_things(town: Town) -> None:
    await hosted(town)
    await asks_help(town)
    li = town.phone("li")
    await li.says("我提过的")
    assert "1 号" in li.screen


async def test_a_committee_looks_into_what_was_asked_but_not_into_help(town: Town) -> None:
    await asked_for_help(town)
    await suggests(town.phone("stranger"), "修路灯")
    await night(town)
    town.clock.move(timedelta(days=8))
    sun = town.phone("sun")
    await sun.gives(Tapped(f"unit/{await town.unit_id(HOST)}"))
    assert "待办 2 件，其中拖延 2 件" in sun.screen
    await sun.taps("求助和建议")
    assert "修路灯" in sun.screen and "求助 1 件" in sun.screen
    assert WAGES not in sun.screen and "欠薪" not in sun.screen
    await sun.taps("修路灯")
    assert "等人来接" in sun.screen


async def test_what_was_taken_up_and_is_silent_is_seen_above(town: Town) -> None:
    id = await asked_for_help(town)
    sun = town.phone("sun")
    await town.phone("wang").gives(Tapped(f"takeask/{id}"))
    town.clock.move(timedelta(days=29))
    assert "求助" not in await sun.says("卡住的事")
    town.clock.move(timedelta(days=1))
    assert "求助" in await sun.says("卡住的事")


async def test_a_branch_that_is_merged_hands_over_what_it_owns(town: Town) -> None:
    id = await asked_for_help(town)
    units = f"{await town.unit_id(HOST)}-{await town.unit_id(OTHER)}"
    await town.phone("sun").gives(Tapped(f"mergenow/{units}"))
    assert WAGES in await town.phone("zhou").gives(Tapped(f"ask/{id}"))


async def test_help_that_was_answered_is_forgotten_after_a_year(town: Town) -> None:
    id = await asked_for_help(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"answerask/{id}"))
    await wang.says("去找工会", "跳过")
    await wang.taps("发送")
    for days, left in ((360, 1), (7, 0)):
        await town.bot.tick()
        town.clock.move(timedelta(days=days))
        await town.bot.tick()
        count = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM ask"))
        assert count == left
