"""After an activity: the quorum, the minutes, the sheets, the year, the monthly word."""

from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook
from PIL import Image

from bot.activities.model import Activity, Kind
from bot.activities.picture import year_picture
from bot.conversation import Document, Input, Tapped
from bot.members import put_roster
from bot.storage import Transaction
from tests.activities.meetings import meeting, put
from tests.activities.test_check_in import begun, digits
from tests.rights import hosted
from tests.town import HOME, NOON, Phone, Town

LISTED = [
    ("陈国平", None, False),
    ("丁老汉", None, False),
    ("=cmd|' /C calc'!A0", None, False),
    ("马小妹", None, True),
]


async def general_meeting(town: Town, **changes: object) -> Activity:
    """A branch with three full members and one probationary meets."""
    unit = await town.unit_id(HOME)

    def listed(tx: Transaction) -> None:
        put_roster(tx, unit, LISTED, town.bot.new_id)

    await town.bot.store.turn(listed)
    activity = meeting(unit, starts_at=NOON, kind=Kind.GENERAL_MEETING, **changes)  # type: ignore[arg-type]
    await put(town, activity)
    return activity


async def ticks(town: Town, activity: Activity, *names: str) -> Phone:
    chen = town.phone("chen")
    await chen.gives(Tapped(f"signin/{activity.id}-0"))
    for name in names:
        await chen.taps(name)
    return chen


async def test_the_quorum_counts_full_members_of_the_branch(town: Town) -> None:
    activity = await general_meeting(town)
    chen = await ticks(town, activity, "丁老汉", "马小妹")
    await chen.says("本支部活动", "1")
    assert "应到 3 人，至少要到 2 人，实到 1 人，还不够" in chen.screen
    await ticks(town, activity, "陈国平")
    await chen.says("本支部活动", "1")
    assert "实到 2 人，够了" in chen.screen


async def test_an_election_needs_four_fifths(town: Town) -> None:
    activity = await general_meeting(town, election=True)
    chen = await ticks(town, activity, "丁老汉", "陈国平")
    await chen.says("本支部活动", "1")
    assert "应到 3 人，至少要到 3 人，实到 2 人，还不够" in chen.screen


async def test_absent_members_leave_the_count_by_the_rule_only(town: Town) -> None:
    activity = await general_meeting(town)
    chen = await ticks(town, activity, "丁老汉", "陈国平")
    await chen.gives(Tapped(f"quorum/{activity.id}"))
    await chen.says("跳过")
    assert "两样都要有" in chen.screen
    await chen.says("2", "2", "1")
    assert "只有缺席的人可以不计入" in chen.screen
    await chen.taps("改：人数")
    await chen.says("1", "1")
    assert "应到 2 人，至少要到 2 人，实到 2 人，够了" in chen.screen


async def test_who_has_a_vote_can_be_said_where_there_is_no_list(town: Town) -> None:
    unit = await town.unit_id(HOME)
    activity = meeting(unit, starts_at=NOON, kind=Kind.COMMITTEE_MEETING)
    await put(town, activity)
    chen = await ticks(town, activity, "陈国平")
    await chen.says("本支部活动", "1")
    assert "不知道应到多少人" in chen.screen
    await chen.gives(Tapped(f"quorum/{activity.id}"))
    await chen.says("3", "1", "1")
    assert "应到 3 人，至少要到 2 人，实到 1 人，还不够" in chen.screen


async def test_minutes_as_text_are_read_by_whoever_was_invited(town: Town) -> None:
    activity = await begun(town)
    li, wang = town.phone("li"), town.phone("wang")
    await wang.gives(Tapped(f"writeminutes/{activity.id}"))
    await wang.says("学习了新党章。\n讨论了下月安排。", "1")
    assert "邀请过的人都能看" in wang.screen
    assert "有会议记录了" in await li.looks()
    await li.taps("看会议记录")
    assert "讨论了下月安排" in li.screen
    for key in ("mei", "zhou", "sun"):
        other = await town.phone(key).gives(Tapped(f"minutes/{activity.id}"))
        assert "这里办不了" in other


async def test_minutes_as_a_file_of_a_known_kind(town: Town) -> None:
    activity = await begun(town)
    li, wang = town.phone("li"), town.phone("wang")
    await wang.gives(Tapped(f"writeminutes/{activity.id}"))
    await wang.gives(Document("记录.exe", "application/pdf", b"MZ"))
    assert "PDF" in wang.screen
    await wang.gives(Document("记录.pdf", "text/html", b"%PDF"))
    await wang.says("1")
    await li.looks()
    (file,) = await attached(town, li, f"minutes/{activity.id}")
    assert file == Document("记录.pdf", "application/pdf", b"%PDF")


async def attached(town: Town, phone: Phone, token: str) -> tuple[Document, ...]:
    reply = await town.bot.answer(Input(phone.chat, town.new_update(), Tapped(token), "zh-CN"))
    return reply.screen.attachments


async def test_the_sheet_and_the_list_are_safe_from_formulas(town: Town) -> None:
    activity = await general_meeting(town)
    chen = await ticks(town, activity, "丁老汉", "=cmd")
    (paper,) = await attached(town, chen, f"paper/{activity.id}")
    rows = list(load_workbook(BytesIO(paper.content)).worksheets[0].values)
    assert rows[0] == ("序号", "姓名", "签名", "备注")
    assert {row[1] for row in rows[1:5]} == {"丁老汉", "陈国平", "马小妹", "'=cmd|' /C calc'!A0"}
    (came,) = await attached(town, chen, f"whocamefile/{activity.id}")
    sheet = load_workbook(BytesIO(came.content)).worksheets[0]
    assert {row[0] for row in sheet.values} == {"姓名", "丁老汉", "'=cmd|' /C calc'!A0"}
    assert all(cell.data_type == "s" for row in sheet for cell in row if cell.value)


async def test_whoever_is_on_a_paper_or_a_file_finds_it_in_their_trail(town: Town) -> None:
    activity, li, wang = await begun(town), town.phone("li"), town.phone("wang")
    await li.says("签到", digits(town, activity))
    await wang.gives(Tapped(f"paper/{activity.id}"))
    assert "王芳" in await li.says("谁看过我的资料")
    assert li.screen.count("印在了签到表上") == 1 and "到会名单" not in li.screen
    await wang.gives(Tapped(f"whocamefile/{activity.id}"))
    assert "到会名单" in await li.says("谁看过我的资料")
    assert "签到表" not in await wang.says("谁看过我的资料"), "nobody looks at themselves"


async def test_a_member_sees_their_own_year_and_says_so_in_the_copy(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    assert "只有您自己能看到" in await li.says("我今年的活动")
    await li.says("签到", digits(town, activity))
    assert "11月22日周日 12:00 主题党日" in await li.says("我今年的活动")
    assert "主题党日" not in await town.phone("mei").says("我今年的活动")


async def test_the_year_is_a_picture_of_counts(town: Town) -> None:
    activity, wang = await begun(town), town.phone("wang")
    (picture,) = await attached(town, wang, f"yearof/{activity.unit}")
    with Image.open(BytesIO(picture.content)) as image:
        assert image.format == "PNG"
        assert image.size == (960, 480)
    assert picture.content == year_picture([0] * 10 + [1, 0])


async def test_the_home_branch_hears_once_a_month_and_not_who_came(town: Town) -> None:
    activity, chen, wang = await begun(town), town.phone("chen"), town.phone("wang")
    await chen.looks()
    await wang.gives(Tapped(f"change/{activity.id}"))
    await wang.taps("更多")
    await wang.taps("改：地点")
    await wang.says("新地点", "1")
    town.clock.move(timedelta(hours=3))
    await town.bot.tick()
    assert await chen.looks() == ""
    town.clock.move(timedelta(days=9))
    await town.bot.tick()
    assert "当地支部都照顾到了" in await chen.looks()
    await chen.taps("看看有哪些")
    assert "李明，宝安区外来务工党支部在照顾" in chen.screen
    town.clock.move(timedelta(days=31))
    await town.bot.tick()
    assert await chen.looks() == ""


async def test_nothing_is_said_of_a_month_in_which_nothing_was_held(town: Town) -> None:
    await hosted(town)
    chen = town.phone("chen")
    await chen.looks()
    town.clock.move(timedelta(days=40))
    await town.bot.tick()
    assert "照顾" not in await chen.looks()
