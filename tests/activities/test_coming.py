"""A member sees what is on, says whether they come, and is reminded."""

from datetime import timedelta

from icalendar import Calendar

from bot.activities.calendar_file import calendar_file
from bot.activities.model import State
from tests.activities.meetings import TOMORROW, meeting, published, put
from tests.rights import hosted
from tests.town import HOST, NOON, Town


async def test_what_is_on_and_the_three_answers(town: Town) -> None:
    await published(town)
    li = town.phone("li")
    assert "主题党日" in await li.says("近期活动")
    await li.says("1")
    assert "11月23日周一 12:00" in li.screen
    await li.taps("来不了")
    assert "不用说原因" in li.screen
    await li.taps("我来")
    assert "您的答复：我来" in li.screen
    await li.taps("可能来")
    assert "您的答复：可能来" in li.screen
    wang = town.phone("wang")
    await wang.says("本支部活动", "1")
    assert "说来的 0 人，可能来的 1 人" in wang.screen


async def test_an_answer_that_is_tapped_twice_counts_once(town: Town) -> None:
    await published(town)
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("近期活动", "1")
    await li.taps("我来")
    await li.taps("我来")
    assert "邀请 2 人，说来的 1 人" in await wang.says("本支部活动", "1")


async def test_only_so_many_come_as_there_are_places(town: Town) -> None:
    await hosted(town)
    await put(town, meeting(await town.unit_id(HOST), places=1))
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("近期活动", "1")
    await li.taps("我来")
    await wang.says("近期活动", "1")
    assert "名额满了" in await wang.taps("我来")
    await li.taps("来不了")
    await wang.says("近期活动", "1")
    assert "到时见" in await wang.taps("我来")


async def test_the_calendar_file_comes_with_the_answer(town: Town) -> None:
    await published(town)
    li = town.phone("li")
    await li.says("近期活动", "1")
    assert "手机日历" in await li.taps("加到手机日历")
    (file,) = li.files
    assert file.media == "text/calendar" and "主题党日" in file.content.decode()


def test_a_calendar_takes_the_later_file_for_the_same_event() -> None:
    activity = meeting("unit", link="https://meet.example.org/1")
    file = calendar_file(activity, "主题党日", HOST, NOON).written()
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert event["UID"] == "meeting@mobile-branch-bot"
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == TOMORROW
    assert b"DTSTART:20261123T040000Z" in file.content
    assert event["STATUS"] == "CONFIRMED"
    cancelled = meeting("unit", state=State.CANCELLED)
    calendar = Calendar.from_ical(
        calendar_file(cancelled, "主题党日", HOST, NOON).written().content
    )
    assert calendar["METHOD"] == "CANCEL"
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == "meeting@mobile-branch-bot"
    assert event["STATUS"] == "CANCELLED"


async def remind(town: Town, hours: float) -> str:
    """What li hears when so many hours have gone by."""
    town.clock.move(timedelta(hours=hours))
    await town.bot.tick()
    return await town.phone("li").looks()


async def planned(town: Town, time: str) -> None:
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("安排活动", "主题党日", "后天", "1", time, "1", "服务中心", "1")
    await wang.taps("发布")
    await town.phone("li").looks()


async def test_a_reminder_the_day_before_and_an_hour_before(town: Town) -> None:
    await planned(town, "15:15")
    assert await remind(town, 27) == ""
    assert "提醒一下" in await remind(town, 1)
    assert await remind(town, 22) == ""
    assert "快开始了" in await remind(town, 1)
    assert await remind(town, 1) == ""


async def test_who_cannot_come_is_left_in_peace(town: Town) -> None:
    await planned(town, "15:15")
    await town.phone("li").taps("来不了")
    assert await remind(town, 28) == ""


async def test_nobody_is_woken_for_what_begins_before_they_get_up(town: Town) -> None:
    await planned(town, "06:30")
    assert "提醒一下" in await remind(town, 19)
    assert await remind(town, 24) == ""


async def test_a_moved_one_reminds_of_its_new_time_alone(town: Town) -> None:
    await planned(town, "15:15")
    wang = town.phone("wang")
    await wang.says("本支部活动", "1")
    await wang.taps("修改")
    await wang.taps("改：时间")
    await wang.says("19:45", "1")
    await wang.taps("修改")
    await town.phone("li").looks()
    assert await remind(town, 28) == ""
    assert "提醒一下" in await remind(town, 4)
