"""Checking in, in every way, each of them once."""

import asyncio
from datetime import timedelta

from bot.activities import attendance
from bot.activities.codes import Way, code
from bot.activities.model import Activity, Audience
from bot.conversation import Opened, Tapped
from bot.members import put_roster
from bot.organization import Position
from bot.people import Person, put_address, put_person
from bot.storage import Transaction
from tests.activities.meetings import TOMORROW, meeting, put
from tests.rights import asked, hosted
from tests.town import HOME, HOST, NOON, Phone, Town

AT_HOST = (22.561, 113.881)


async def begun(town: Town, **changes: object) -> Activity:
    """li is hosted, and a meeting has just begun."""
    await hosted(town)
    activity = meeting(await town.unit_id(HOST), starts_at=NOON, **changes)  # type: ignore[arg-type]
    await put(town, activity)
    return activity


def digits(town: Town, activity: Activity, way: Way = Way.CODE) -> str:
    return code(activity.secret, way, town.clock.now())


async def here(town: Town, activity: Activity) -> int:
    return await town.bot.store.turn(lambda tx: attendance.count(tx, activity.id))


async def test_by_a_typed_code(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    assert "六位数字" in await li.says("签到")
    assert "签到成功" in await li.says(f"{digits(town, activity)[:3]} {digits(town, activity)[3:]}")
    assert "已经签过到" in await li.says("签到", digits(town, activity))
    assert await here(town, activity) == 1


async def test_by_a_link_or_a_picture(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    assert "签到成功" in await li.opens(f"c-{activity.id}-{digits(town, activity)}")
    assert "已经签过到" in await li.opens(f"c-{activity.id}-{digits(town, activity)}")
    assert await here(town, activity) == 1


async def test_by_being_there_and_the_position_is_kept_nowhere(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    await li.says("我在现场")
    await li.shares_place(22.561234, 113.881357)
    assert "主题党日" in li.screen
    assert "签到成功" in await li.says("1")
    assert await here(town, activity) == 1
    await town.bot.store.empty_log()
    written = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    for trace in (b"22.561", b"113.881", b"561234", b"881357"):
        assert trace not in written


async def test_from_afar_a_position_does_not_check_in(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    await li.says("我在现场")
    assert "太远" in await li.shares_place(22.60, 113.88)
    assert "输入墙上的签到码" in await li.says("1")
    assert await here(town, activity) == 0


async def test_a_position_that_was_made_up_as_a_button_does_not_check_in(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    await li.says("我在现场")
    cancel = li.message.token("取消")
    await li.gives(Tapped(cancel.replace("!cancel", f"{activity.id}-000000")))
    assert await here(town, activity) == 0


async def test_the_venue_of_its_own_counts_where_one_was_set(town: Town) -> None:
    await begun(town, venue=Position(30.0, 110.0))
    li = town.phone("li")
    await li.says("我在现场")
    assert "太远" in await li.shares_place(*AT_HOST)


async def test_by_a_code_that_was_read_out_in_a_call(town: Town) -> None:
    activity, li = await begun(town, link="123 456 789", place=""), town.phone("li")
    aloud = digits(town, activity, Way.ONLINE)
    town.clock.move(timedelta(minutes=9))
    assert "签到成功" in await li.says("签到", aloud)


async def test_a_photographed_code_runs_out_and_a_check_in_can_be_undone(town: Town) -> None:
    """li is there; mei is elsewhere and gets a picture of the code."""
    activity = await begun(town, audience=frozenset(Audience))
    li, mei, wang = town.phone("li"), town.phone("mei"), town.phone("wang")
    photographed = digits(town, activity)
    assert "签到成功" in await li.says("签到", photographed)
    town.clock.move(timedelta(seconds=120))
    assert "过期" in await mei.opens(f"c-{activity.id}-{photographed}")
    assert await here(town, activity) == 1
    # Whoever is faster than that is seen by the secretary, and taken off.
    assert "签到成功" in await mei.opens(f"c-{activity.id}-{digits(town, activity)}")
    await wang.says("本支部活动", "1")
    await wang.taps("签到码")
    assert "已签到 2 人" in wang.screen
    await wang.taps("到会名单")
    assert "梅兰，来宾" in wang.screen
    await wang.taps("梅兰")
    await wang.says("1")
    assert "已从名单去掉" in wang.screen
    assert "梅兰" not in wang.screen
    assert await here(town, activity) == 1


async def test_wrong_codes_are_limited_for_one_person_and_nobody_else(town: Town) -> None:
    activity, li, wang = await begun(town), town.phone("li"), town.phone("wang")
    wrong = f"{(int(digits(town, activity)) + 1) % 1_000_000:06}"
    await li.says("签到")
    for _ in range(5):
        assert "签到码不对" in await li.says(wrong)
    assert "输错太多次" in await li.says(digits(town, activity))
    assert "签到成功" in await wang.says("签到", digits(town, activity))
    town.clock.move(timedelta(minutes=10))
    assert "签到成功" in await li.says("签到", digits(town, activity))


async def test_after_a_wrong_code_the_next_one_is_simply_typed(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    wrong = f"{(int(digits(town, activity)) + 1) % 1_000_000:06}"
    assert "六位数字" in await li.says("签到", wrong)
    assert "六位数字" in await li.says("我看错了")
    assert "签到成功" in await li.says(digits(town, activity))
    assert await here(town, activity) == 1


async def test_whoever_cannot_find_the_code_goes_back_and_says_so(town: Town) -> None:
    activity, li = await begun(town), town.phone("li")
    await li.says("签到", "000000", "返回", "我在现场")
    await li.shares_place(*AT_HOST)
    assert "签到成功" in await li.says("1")
    assert await here(town, activity) == 1


async def test_it_says_when_it_is_too_early(town: Town) -> None:
    await hosted(town)
    await put(town, meeting(await town.unit_id(HOST), starts_at=TOMORROW))
    assert "还没到签到时间，11月23日周一 11:00" in await town.phone("li").says("签到")


async def test_nothing_is_asked_where_nothing_is_on(town: Town) -> None:
    await asked(town)
    assert "没有您要参加的活动" in await town.phone("mei").says("签到")


async def test_whoever_is_not_invited_is_told_what_helps(town: Town) -> None:
    activity, mei = await begun(town), town.phone("mei")
    assert "记为来宾" in await mei.opens(f"c-{activity.id}-{digits(town, activity)}")
    assert "请先报到" in await town.phone("stranger").opens(
        f"c-{activity.id}-{digits(town, activity)}"
    )
    assert await here(town, activity) == 0


async def test_a_guest_is_known_by_their_own_branch(town: Town) -> None:
    activity = await begun(town, audience=frozenset(Audience))
    zhou, wang = town.phone("zhou"), town.phone("wang")
    assert "签到成功" in await zhou.opens(f"c-{activity.id}-{digits(town, activity)}")
    await wang.gives(Tapped(f"guest/{activity.id}"))
    await wang.says("赵一", "长安镇党支部")
    assert "已签到 2 人" in wang.screen
    await wang.taps("到会名单")
    assert "周敏，来宾，东莞长安镇流动党支部" in wang.screen
    assert "赵一，来宾，长安镇党支部" in wang.screen


async def test_a_guest_whose_picture_ran_out_types_the_new_code(town: Town) -> None:
    activity = await begun(town, audience=frozenset(Audience))
    zhou, old = town.phone("zhou"), digits(town, activity)
    town.clock.move(timedelta(minutes=3))
    assert "过期" in await zhou.opens(f"c-{activity.id}-{old}")
    await zhou.taps("重新输入")
    assert "签到成功" in await zhou.says(digits(town, activity))


async def test_a_code_before_its_time_is_not_even_asked_for(town: Town) -> None:
    await hosted(town)
    id = await put(town, meeting(await town.unit_id(HOST), starts_at=TOMORROW))
    assert "还没到签到时间" in await town.phone("li").gives(Tapped(f"checkin/{id}"))


async def test_the_secretary_ticks_whoever_has_no_phone(town: Town) -> None:
    unit = await town.unit_id(HOME)

    def listed(tx: Transaction) -> None:
        rows = [("陈国平", None, False), ("丁老汉", None, False), ("马小妹", None, True)]
        put_roster(tx, unit, rows, town.bot.new_id)

    await town.bot.store.turn(listed)
    activity = meeting(unit, starts_at=NOON)
    await put(town, activity)
    chen = town.phone("chen")
    await chen.gives(Tapped(f"room/{activity.id}"))
    await chen.taps("点名签到")
    await chen.taps("丁老汉")
    assert "✓ 丁老汉" in chen.screen
    await chen.taps("✓ 丁老汉")
    assert await here(town, activity) == 1
    # The secretary stands on the list and is a person too: one line, counted once.
    assert chen.screen.count("陈国平") == 1
    await chen.taps("陈国平")
    assert "已经签过到" in await chen.says("签到", digits(town, activity))
    assert await here(town, activity) == 2


async def test_a_hundred_people_within_ten_seconds_are_each_answered_and_counted_once(
    town: Town,
) -> None:
    activity = await begun(town, audience=frozenset(Audience))
    keys = [f"member{number}" for number in range(100)]

    def come(tx: Transaction) -> None:
        for key in keys:
            put_person(tx, Person(key, f"党员{key}", None, "zh_CN", "Asia/Shanghai"))
            put_address(tx, town.phone(key).chat, key)

    await town.bot.store.turn(come)
    answers: dict[str, list[str]] = {key: [] for key in keys}

    async def checks_in(phone: Phone, key: str) -> None:
        """Opens the link, doubts it, opens it again; the channel delivers one of them twice."""
        link, first = Opened(f"c-{activity.id}-{digits(town, activity)}"), town.new_update()
        answers[key].append(await phone.gives(link, first))
        answers[key].append(await phone.gives(link))
        answers[key].append(await phone.gives(link, first))

    await asyncio.gather(*(checks_in(town.phone(key), key) for key in keys))
    for first, again, _ in answers.values():
        assert "签到成功" in first
        assert "已经签过到" in again
    assert await here(town, activity) == 100


async def test_a_deleted_person_leaves_the_count_and_no_name(town: Town) -> None:
    activity, li, wang = await begun(town), town.phone("li"), town.phone("wang")
    await li.says("签到", digits(town, activity))
    await li.says("删除我的数据", "1")
    await wang.gives(Tapped(f"whocame/{activity.id}-0"))
    assert "李明" not in wang.screen
    assert "已删除数据的人，在这里报到" in wang.screen
    assert await here(town, activity) == 1
