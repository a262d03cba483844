"""Notices as chats: written on a phone, read on others, answered, stopped, corrected."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversation import Document, Said, Tapped
from bot.people import Role
from tests.notices.story import AWAY, HOSTED, hosted_li, notice_id, writes
from tests.rights import DENIED
from tests.town import COUNTY, HOME, HOST, OTHER, Phone, Town

MEETING = "周六下午三点开会\n请带身份证以外的东西"


@pytest.fixture
async def li(town: Town) -> Phone:
    await hosted_li(town)
    li = town.phone("li")
    await li.looks()
    return li


async def count(town: Town, table: str) -> int:
    return int(await town.bot.store.turn(lambda tx: tx.value(f"SELECT count(*) FROM {table}")) or 0)


async def goes_on(town: Town, **time: float) -> None:
    town.clock.move(timedelta(**time))
    await town.bot.tick()


async def test_a_notice_is_looked_at_before_it_goes_out(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    assert "发出去是这样" in wang.screen and f"{HOST}通知" in wang.screen
    assert "周六下午三点开会" in wang.screen and "【我看过了】" in wang.screen
    assert "发给 1 人" in wang.screen
    assert await li.looks() == ""
    await wang.taps("发出去")
    assert "正在发" in wang.screen
    said = await li.looks()
    assert f"{HOST}通知" in said and "周六下午三点开会\n请带身份证以外的东西" in said


async def test_a_second_tap_sends_nothing_twice(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    id = await notice_id(town)
    for _ in range(2):
        await town.phone("wang").gives(Tapped(f"sendnotice/{id}"))
    await li.looks()
    assert len([each for each in li.notices if "三点开会" in each.text]) == 1


async def test_only_those_it_is_for_get_it(town: Town, li: Phone) -> None:
    await writes(town, "给在外党员的", AWAY, by="chen")
    await town.phone("chen").taps("发出去")
    assert "给在外党员的" in await li.looks()
    for other in ("mei", "zhou"):
        assert "给在外党员的" not in await town.phone(other).looks()


async def test_to_oneself_first(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    assert "试发" in await wang.taps("先只发给我")
    assert "试发" not in await wang.looks() + await li.looks()
    assert "发出去是这样" in await wang.taps("下一步")


async def test_what_was_typed_is_not_typed_again_for_a_change(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("修改")
    assert "周六下午三点开会" in wang.screen
    await wang.taps("改：内容")
    await wang.says("周日开会")
    await wang.taps("先看看")
    await wang.taps("发出去")
    assert "周日开会" in await li.looks()
    assert await count(town, "notice") == 1


async def test_a_dropped_notice_leaves_nothing(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("放弃")
    assert "谁也不会收到" in wang.screen
    await wang.taps("放弃")
    assert "已删除" in wang.screen
    assert await count(town, "notice") == 0
    assert await li.looks() == ""


async def test_a_picture_goes_with_it(town: Town, li: Phone) -> None:
    picture = Document("地图.png", "image/png", b"picture")
    wang = town.phone("wang")
    await wang.says("写通知")
    await wang.taps("写通知")
    await wang.says("看地图")
    await wang.gives(picture)
    await wang.says(HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    await wang.taps("先看看")
    await wang.taps("修改")
    await wang.taps("先看看")
    await wang.taps("发出去")
    await li.looks()
    assert li.notices[-1].files == ["地图.png"]
    assert await count(town, "document") == 0


async def test_a_picture_brings_its_words_along(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.says("写通知")
    await wang.taps("写通知")
    await wang.gives(Document("地图.png", "image/png", b"picture", "周六在这里集合"))
    assert "发给谁" in wang.screen
    await wang.says(HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    assert "周六在这里集合" in wang.screen and "地图.png" in wang.screen
    await wang.taps("先看看")
    await wang.taps("发出去")
    assert "周六在这里集合" in await li.looks()
    assert li.notices[-1].files == ["地图.png"]


async def test_a_picture_without_words_is_kept_and_the_words_are_asked_for(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.says("写通知")
    await wang.taps("写通知")
    await wang.gives(Document("地图.png", "image/png", b"picture"))
    assert "会一起发出去" in wang.screen and "要通知什么" in wang.screen
    await wang.says("周六在这里集合")
    assert "发给谁" in wang.screen


async def test_words_below_a_picture_may_be_too_many(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.says("写通知")
    await wang.taps("写通知")
    await wang.gives(Document("地图.png", "image/png", b"picture", "长" * 3001))
    assert "太长" in wang.screen and "要通知什么" in wang.screen
    assert await count(town, "document") == 1


async def test_a_forwarded_message_begins_a_notice(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.gives(Said("上级通知：\n周六开会", forwarded=True))
    assert "要附图片或文件" in wang.screen
    await wang.says("跳过", HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    await wang.taps("先看看")
    await wang.taps("发出去")
    assert "上级通知：\n周六开会" in await li.looks()


def forwarded(caption: str = "", name: str = "会议.png") -> Document:
    return Document(name, "image/png", b"picture", caption, forwarded=True)


async def test_a_forwarded_picture_and_its_words_begin_a_notice(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.gives(forwarded("上级通知：\n周六开会"))
    assert "会一起发出去" in wang.screen and "发给谁" in wang.screen
    await wang.says(HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    assert "会议.png" in wang.screen
    await wang.taps("先看看")
    await wang.taps("发出去")
    assert "上级通知：\n周六开会" in await li.looks()
    assert li.notices[-1].files == ["会议.png"]
    assert await count(town, "document") == 0


async def test_a_forwarded_file_without_words_asks_for_them(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(forwarded())
    assert "会一起发出去" in wang.screen and "要通知什么" in wang.screen
    assert "发给谁" in await wang.says("周六在这里集合")


async def test_a_committee_sends_on_a_picture_too(town: Town) -> None:
    assert "全体党员" in await town.phone("sun").gives(forwarded("周六开会"))


async def test_whoever_holds_both_offices_writes_to_their_branch(town: Town) -> None:
    await town.appoint("wang", "王芳", Role.COMMITTEE, COUNTY)
    assert "在外" in await town.phone("wang").gives(forwarded("周六开会"))


async def test_a_secretary_of_two_branches_is_asked_for_which(town: Town) -> None:
    await town.appoint("wang", "王芳", Role.SECRETARY, OTHER)
    wang = town.phone("wang")
    assert "会一起发出去" in await wang.gives(forwarded("周六开会"))
    assert "哪个" in wang.screen
    assert "发给谁" in await wang.taps(HOST)


async def test_a_member_can_make_no_notice_of_a_forwarded_picture(town: Town, li: Phone) -> None:
    for nobody in (li, town.phone("stranger")):
        await nobody.gives(forwarded("上级通知：周六开会"))
        assert "我问到时才收文件" in nobody.screen and "写通知" not in nobody.screen
    assert await count(town, "document") == 0


async def test_words_below_a_forwarded_picture_may_be_too_many(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(forwarded("长" * 3001))
    assert "太长" in wang.screen and "要通知什么" in wang.screen
    assert await count(town, "document") == 1


async def test_a_forwarded_file_that_is_empty_or_too_large_begins_nothing(town: Town) -> None:
    wang = town.phone("wang")
    for content, says in ((b"", "文件是空的"), (bytes(5 * 2**20 + 1), "5 MB")):
        given = Document("x.pdf", "application/pdf", content, "周六开会", forwarded=True)
        assert says in await wang.gives(given)
        assert "继续" not in wang.screen
    assert await count(town, "document") == 0


async def test_a_member_can_make_no_notice_of_a_forwarded_message(town: Town, li: Phone) -> None:
    assert "没看懂" in await li.gives(Said("上级通知：周六开会", forwarded=True))


async def test_a_forwarded_message_too_long_for_a_notice_says_so(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    assert "太长" in await wang.gives(Said("长" * 3001, forwarded=True))
    assert "要通知什么" in wang.screen


# Answers


async def test_an_answer_is_kept_and_can_be_changed(town: Town, li: Phone) -> None:
    await writes(town, MEETING, asks=("3",))
    wang = town.phone("wang")
    await wang.taps("发出去")
    await li.looks()
    assert "记下了：来不了" in await li.taps("来不了")
    await li.taps("我来")
    await wang.taps("看一看")
    assert "我来：1" in wang.screen and "来不了：0" in wang.screen
    await wang.taps("谁回答了")
    assert "李明：我来" in wang.screen


async def test_own_answers(town: Town, li: Phone) -> None:
    await writes(town, "怎么去？", asks=("4", "火车 / 汽车 / 不去"))
    await town.phone("wang").taps("发出去")
    await li.looks()
    assert "记下了：汽车" in await li.taps("汽车")


async def test_no_answer_is_kept_where_none_was_asked(town: Town, li: Phone) -> None:
    await writes(town, MEETING, asks=("1",))
    await town.phone("wang").taps("发出去")
    await li.looks()
    assert li.notices[-1].options == []
    id = await notice_id(town)
    assert "办不了" in await li.gives(Tapped(f"reply/{id}-read"))
    assert await count(town, "notice_answer") == 0


async def test_whoever_has_not_answered_is_reminded_twice_at_most(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    await li.looks()
    reminded = 0
    for _ in range(8):
        await goes_on(town, days=1)
        reminded += (await li.looks()).count("这条通知在等您回答")
    assert reminded == 2


async def test_whoever_has_answered_is_not_reminded(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await li.taps("我看过了")
    await goes_on(town, days=4)
    assert "等您回答" not in await li.looks()


async def test_nobody_is_listed_for_giving_no_answer(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("发出去")
    await wang.taps("看一看")
    for screen in (wang.screen, await wang.taps("谁回答了")):
        assert "李明" not in screen


# Later


async def test_a_notice_waits_for_its_time(town: Town, li: Phone) -> None:
    await writes(town, MEETING, when=("2", "明天", "1", "19:30"))
    wang = town.phone("wang")
    assert "19:30" in wang.screen
    await wang.taps("到时候发")
    assert "到时间就发" in wang.screen
    await goes_on(town, hours=31)
    assert await li.looks() == ""
    await goes_on(town, hours=1)
    assert "三点开会" in await li.looks()


async def test_a_time_that_is_over_is_refused(town: Town, li: Phone) -> None:
    await writes(town, MEETING, when=("2", "今天", "1", "08:00", "1"))
    assert "已经过了" in town.phone("wang").screen


async def test_a_planned_notice_can_still_be_dropped(town: Town, li: Phone) -> None:
    await writes(town, MEETING, when=("2", "明天", "1", "19:30"))
    wang = town.phone("wang")
    await wang.taps("到时候发")
    await wang.taps("看一看")
    await wang.taps("放弃")
    await wang.taps("放弃")
    await goes_on(town, days=2)
    assert await li.looks() == ""


async def test_again_and_again_each_with_its_own_answers(town: Town, li: Phone) -> None:
    await writes(town, "周会", when=("3", "每周一早上八点", "1"))
    wang = town.phone("wang")
    await wang.taps("到时候发")
    for days in (1, 7):
        await goes_on(town, days=days)
        assert "周会" in await li.looks()
        await li.taps("我看过了")
    assert await count(town, "notice_answer") == 2
    assert await count(town, "notice") == 3


async def test_what_comes_again_keeps_to_the_clock_of_whoever_has_left(
    town: Town, li: Phone
) -> None:
    await writes(town, "周会", when=("3", "每周一早上八点", "1"))
    await town.phone("wang").taps("到时候发")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM person WHERE name = '王芳'"))
    await goes_on(town, days=7)
    due_at = await town.bot.store.turn(
        lambda tx: tx.value("SELECT due_at FROM notice WHERE rhythm IS NOT NULL")
    )
    assert due_at and datetime.fromtimestamp(due_at, ZoneInfo("Asia/Shanghai")).hour == 8


async def test_after_an_outage_the_last_comes_and_the_missed_do_not(town: Town, li: Phone) -> None:
    await writes(town, "早安", asks=("1",), when=("3", "每天8:00", "1"))
    await town.phone("wang").taps("到时候发")
    await goes_on(town, days=1)
    await li.looks()
    await goes_on(town, days=5)
    assert (await li.looks()).count("早安") == 1
    assert "没有发" in await town.phone("wang").looks()
    await goes_on(town, days=1)
    assert (await li.looks()).count("早安") == 1


async def test_what_is_far_too_late_is_not_sent_but_told(town: Town, li: Phone) -> None:
    await writes(town, MEETING, when=("2", "明天", "1", "19:30"))
    await town.phone("wang").taps("到时候发")
    town.clock.move(timedelta(days=10))
    await town.bot.tick()
    assert await li.looks() == ""
    assert "太晚了，没有发" in await town.phone("wang").looks()


# While it goes out, and afterwards


async def test_the_sender_sees_how_far_it_is(town: Town, li: Phone) -> None:
    await town.appoint("hu", "胡月", Role.SECRETARY, OTHER)
    await writes(town, MEETING, "1", by="sun")
    sun = town.phone("sun")
    await sun.taps("发出去")
    assert "░ 0%" in await sun.looks()
    await li.looks()
    await goes_on(town, seconds=30)
    assert "▓▓░░░░░░░░ 20%" in await sun.looks()


async def test_of_few_nobody_sees_who_was_at_their_phone(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("发出去")
    before = [await wang.looks(), await wang.taps("看一看")]
    await li.looks()
    await goes_on(town, seconds=30)
    assert await wang.looks() == ""
    assert [before[0], await wang.gives(Tapped(f"ournotice/{await notice_id(town)}"))] == before


async def test_a_stopped_notice_reaches_nobody_else(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("发出去")
    id = await notice_id(town)
    await wang.gives(Tapped(f"stopnotice/{id}"))
    await wang.taps("停止发送")
    assert "其他人不再收到" in wang.screen
    assert await li.looks() == ""


async def test_a_correction_changes_what_arrived(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.taps("发出去")
    await li.looks()
    await wang.taps("看一看")
    await wang.taps("更正")
    await wang.says("改到四点")
    await wang.taps("更正")
    assert "已更正" in wang.screen
    said = await li.looks()
    assert "改到四点" in said and "已更正" in said and "三点" not in said


async def test_whoever_cannot_be_reached_is_to_be_phoned(town: Town, li: Phone) -> None:
    await town.bot.reach(li.chat, False)
    await writes(town, MEETING)
    wang = town.phone("wang")
    assert "1 人在这里收不到" in wang.screen
    await wang.taps("发出去")
    await wang.taps("看一看")
    await wang.taps("打电话通知")
    assert "李明：13800138000" in wang.screen
    await town.bot.reach(li.chat, True)
    assert "为了打电话告诉您一条通知" in await li.says("谁看过我")


async def test_members_read_what_was_said_before(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    assert "周六下午三点开会" in await li.says("支部的通知")
    await li.taps("周六下午三点开会")
    assert "请带身份证以外的东西" in li.screen
    assert "三点" not in await town.phone("chen").says("支部的通知")


async def test_a_text_to_copy_and_a_page_to_print(town: Town, li: Phone) -> None:
    await writes(town, "带 <b>伞</b> & 水")
    wang = town.phone("wang")
    await wang.taps("发出去")
    await wang.taps("看一看")
    assert (await wang.taps("可以复制的文字")).startswith("带 <b>伞</b> & 水\n")
    id = await notice_id(town)
    await wang.gives(Tapped(f"printnotice/{id}"))
    assert wang.message.files == ["通知.html"]


async def test_the_committee_writes_to_all_below_and_sees_no_names(town: Town, li: Phone) -> None:
    await writes(town, "请各支部开会", "1", "2", by="sun")
    sun = town.phone("sun")
    assert "发给 4 人" in sun.screen
    await sun.taps("发出去")
    for key in ("li", "wang", "chen", "zhou"):
        assert "请各支部开会" in await town.phone(key).looks(), key
    await li.taps("我看过了")
    await sun.taps("看一看")
    assert "我看过了：1" in sun.screen and "李明" not in sun.screen
    id = await notice_id(town)
    for command in ("whoanswered", "phonenotice"):
        assert "李明" not in await sun.gives(Tapped(f"{command}/{id}"))


async def test_a_deleted_person_takes_the_answers_along(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await li.taps("我看过了")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM person WHERE name = '李明'"))
    assert await count(town, "notice_answer") == 0


async def test_a_button_without_an_answer_is_denied(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    assert DENIED in await li.gives(Tapped(f"reply/{await notice_id(town)}-"))


async def test_whoever_was_dismissed_hears_nothing_of_the_notice(town: Town, li: Phone) -> None:
    await writes(town, MEETING, when=("3", "每天早上八点", "1"))
    wang = town.phone("wang")
    await wang.taps("到时候发")
    await wang.looks()
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'"))
    await goes_on(town, days=1)
    assert "三点开会" in await li.looks()
    assert await wang.looks() == ""


async def test_progress_ends_for_whoever_is_dismissed_meanwhile(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    wang = town.phone("wang")
    await wang.looks()
    await wang.taps("发出去")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'"))
    await li.looks()
    await goes_on(town, seconds=30)
    assert await wang.looks() == ""


async def test_a_committee_does_not_learn_that_somebody_cannot_be_reached(
    town: Town, li: Phone
) -> None:
    await town.bot.reach(town.phone("zhou").chat, False)
    await writes(town, "请各支部开会", "2", by="sun")
    sun = town.phone("sun")
    assert "发给 3 人" in sun.screen and "收不到" not in sun.screen


async def test_old_notices_are_forgotten(town: Town, li: Phone) -> None:
    await writes(town, MEETING)
    await town.phone("wang").taps("发出去")
    await town.bot.tick()
    await goes_on(town, days=366)
    assert await count(town, "notice") == 0
    assert HOME in await li.says("我的报到")
