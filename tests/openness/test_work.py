"""Answering for one's work as chats: a report that is mostly filled in, comments without names."""

from datetime import timedelta

from bot.conversation import Tapped
from bot.people import Role
from bot.storage import Transaction
from tests.care.story import night
from tests.openness.story import UNTIL, opens, publishes
from tests.rights import hosted
from tests.town import HOME, HOST, Town

COMMENT = "开会总在上班时间，来不了"


async def work_report(town: Town) -> str:
    """li is hosted by wang's branch, whose secretary has reported."""
    await hosted(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"writereport/{await town.unit_id(HOST)}"))
    await wang.says("今年跑得多，听得少")
    await wang.taps("公开")
    id = await town.bot.store.turn(
        lambda tx: tx.value("SELECT id FROM entry WHERE kind = 'report'")
    )
    return str(id)


async def test_the_report_is_mostly_filled_in(town: Town) -> None:
    await publishes(town, kind="promise", title="接送站", words="", year=2026)
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("我们公开的内容")
    await wang.taps("年度述职")
    assert "外来党员：1" in wang.screen and "接送站" in wang.screen
    await wang.taps("写完其余部分")
    await wang.says("今年跑得多，听得少")
    await wang.taps("公开")
    await wang.taps("看一看")
    for shown in ("今年跑得多，听得少", "外来党员：1", "接送站", "发出通知：0"):
        assert shown in wang.screen
    assert "李明" not in wang.screen
    await wang.gives(Tapped(f"workreport/{await town.unit_id(HOST)}"))
    await wang.taps("今年的述职")
    assert "今年跑得多，听得少" in wang.screen


async def test_comments_reach_the_committee_without_names_and_together(town: Town) -> None:
    id = await work_report(town)
    li, sun, wang = town.phone("li"), town.phone("sun"), town.phone("wang")
    await opens(town, "li", id)
    await li.taps("不署名提意见")
    await li.says(COMMENT)
    await li.taps("发送")
    assert "没有记您的名字" in li.screen and await sun.looks() == ""
    await night(town)
    assert "1 条不署名" in await sun.looks()
    await sun.taps("看一看")
    await sun.taps("上班时间")
    assert COMMENT in sun.screen and "李明" not in sun.screen
    # An answer would reach nobody, and the words stand on no board.
    assert "答复" not in sun.screen and "不公开原文" not in sun.screen
    await sun.taps("我看过了")
    assert "已办结" in sun.screen and "没有待办" in await sun.says("待办")
    for key in ("wang", "mei", "stranger"):
        assert COMMENT not in await opens(town, key, id)
    assert COMMENT not in await wang.says("待办的求助和建议")
    people = await town.bot.store.turn(
        lambda tx: tx.value("SELECT count(*) FROM ask WHERE asker IS NOT NULL")
    )
    assert people == 0


async def test_neither_a_comment_nor_an_answer_stands_beside_a_person(town: Town) -> None:
    id, poll = (
        await work_report(town),
        await publishes(
            town, kind="poll", title="几点", words="", choices=("周六", "周日"), until=UNTIL
        ),
    )
    li = town.phone("li")
    await li.gives(Tapped(f"comment/{id}"))
    await li.says(COMMENT)
    await li.taps("发送")
    await li.gives(Tapped(f"vote/{poll}-1"))
    await town.bot.tick()

    def held(tx: Transaction) -> tuple[str, dict[str, str]]:
        tables = tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
        person = tx.value("SELECT id FROM person WHERE name = '李明'")
        rows = {
            row["name"]: str([tuple(each) for each in tx.all(f"SELECT * FROM {row['name']}")])
            for row in tables
        }
        return str(person), rows

    person, rows = await town.bot.store.turn(held)
    assert {name for name, text in rows.items() if COMMENT in text} == {"unsigned"}
    assert {name for name, text in rows.items() if f"{poll}-1" in text} == {"unsigned"}
    assert person not in rows["unsigned"] and "'li'" not in rows["unsigned"]
    content = b"".join(each.read_bytes() for each in town.path.parent.glob("bot.db*"))
    assert content.count(COMMENT.encode()) == 1


async def test_sheets_are_printed_and_carry_no_names(town: Town) -> None:
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("我们公开的内容")
    await wang.taps("民主评议和组织生活会")
    await wang.taps("打印表格")
    assert [each.name for each in wang.files] == ["民主评议测评票.html", "组织生活会记录表.html"]
    for file in wang.files:
        page = file.content.decode()
        assert HOST in page and "李明" not in page and "http" not in page


async def test_a_life_meeting_is_planned_from_there_and_seen_there_until_it_was_held(
    town: Town,
) -> None:
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("我们公开的内容")
    await wang.taps("民主评议和组织生活会")
    assert "民主评议：今年还没有安排" in wang.screen and "组织生活会：今年还没有安排" in wang.screen
    await wang.taps("安排：组织生活会")
    await wang.says("明天", "1", "19:30", "1", "活动室")
    await wang.taps("看预览")
    meetings = f"yearmeetings/{await town.unit_id(HOST)}"
    await wang.gives(Tapped(meetings))
    assert "组织生活会：打算2026年11月23日开，还没有发布" in wang.screen
    await wang.taps("看一看：组织生活会")
    await wang.taps("发布")
    assert "组织生活会：定在2026年11月23日开" in await wang.gives(Tapped(meetings))
    town.clock.move(timedelta(days=2))
    assert "组织生活会：2026年11月23日已开" in await wang.gives(Tapped(meetings))
    await wang.taps("看一看：组织生活会")
    assert "写会议记录" in wang.screen


async def test_who_is_secretary_of_two_branches_sees_which_is_which(town: Town) -> None:
    await town.appoint("wang", "王芳", Role.SECRETARY, HOME)
    wang = town.phone("wang")
    screen = await wang.says("我们公开的内容")
    for unit in (HOST, HOME):
        assert f"{unit}：我的年度述职" in screen
    await wang.taps(f"{HOME}：民主评议和组织生活会")
    await wang.taps("打印表格")
    assert all(HOME in each.content.decode() for each in wang.files)


async def test_what_was_held_without_being_planned_is_written_down(town: Town) -> None:
    await hosted(town)
    wang, li = town.phone("wang"), town.phone("li")
    await li.looks()
    meetings = f"yearmeetings/{await town.unit_id(HOST)}"
    await wang.gives(Tapped(meetings))
    await wang.taps("已经开过：民主评议")
    await wang.says("明天", "1", "19:30", "1")
    assert "还没有结束" in await wang.taps("记下来")
    await wang.taps("改：日期")
    await wang.says("11月20日", "1")
    await wang.taps("记下来")
    assert "已记为开过了" in wang.screen
    assert "民主评议：2026年11月20日已开" in await wang.gives(Tapped(meetings))
    await town.bot.tick()
    assert await li.looks() == ""
    await wang.gives(Tapped(f"workreport/{await town.unit_id(HOST)}"))
    assert "民主评议：2026年11月20日已开" in wang.screen


async def test_a_chat_is_left_as_after_a_look_at_the_menu(town: Town) -> None:
    """Neither the screen that a chat shows nor what its digits mean tells that it sent something.

    A second chat that only looked at the menu is kept alike, down to the day.
    """
    report = await work_report(town)
    draft = await publishes(town, kind="draft", title="停车场", until=UNTIL)
    poll = await publishes(town, kind="poll", title="几点", choices=("周六", "周日"), until=UNTIL)

    def kept(tx: Transaction) -> set[tuple[object, ...]]:
        held = "chat.address IN ('li', 'one', 'other')"
        rows = tx.all(
            "SELECT chat.session, chat.offered, chat.again, chat.unanswered, last_day.day"
            f" FROM chat LEFT JOIN last_day USING (channel, address) WHERE {held}"
        )
        return {tuple(row) for row in rows}

    li, one, other = town.phone("li"), town.phone("one"), town.phone("other")
    await other.says("菜单")
    for phone in (one, li):
        for token in (f"opinion/{draft}", f"askentry/{draft}", f"comment/{report}"):
            await phone.gives(Tapped(token))
            await phone.says(*(["不署名", "心里话"] if "comment" not in token else ["心里话"]))
            if "发送" in phone.screen:
                await phone.taps("发送")
        await phone.gives(Tapped(f"vote/{poll}-1"))
        assert "夜里计入" in phone.screen
    rows = await town.bot.store.turn(kept)
    strangers = {row for row in rows if row[4] is not None}
    assert len(strangers) == 1 and len(rows) == 2
    assert {row[2] for row in rows} == {"menu/"}
    await li.says("菜单")
    assert await town.bot.store.turn(kept) == rows
