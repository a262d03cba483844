"""People to contact: why, in which order, and what the branch notes of it."""

from datetime import timedelta

from bot import people
from tests.members.story import hosted, register
from tests.members.test_card import says_on_card
from tests.members.test_enrolling import enrols
from tests.town import HOME, Phone, Town


async def contacts(phone: Phone) -> list[str]:
    await phone.says("要联系的人")
    return [label for label, _ in phone.message.options]


async def test_whoever_is_on_the_list_as_away_is_contacted_after_a_month(town: Town) -> None:
    await town.brings_list(HOME, ("李明", "13800138000", False), ("安娜", None, False))
    chen = town.phone("chen")
    for name in ("李明", "安娜"):
        await chen.says("找人", name, "1")
        await chen.taps("已经外出")
        await chen.says("2026-10-23" if name == "李明" else "2026-10-24", "1")
    assert await contacts(chen) == ["李明：离开较久，现在住的地方还没有支部接收"]
    town.clock.move(timedelta(days=1))
    assert [each[:2] for each in await contacts(chen)] == ["安娜", "李明"]
    await chen.taps("李明")
    assert "13800138000" in chen.screen


async def test_a_request_that_is_not_answered_or_declined_leaves_somebody_without_a_host(
    town: Town,
) -> None:
    li, chen, wang = town.phone("li"), town.phone("chen"), town.phone("wang")
    await register(li)
    town.clock.move(timedelta(days=29))
    assert await contacts(chen) == []
    town.clock.move(timedelta(days=1))
    assert len(await contacts(chen)) == 1
    await wang.says("等我答复的报到", "1")
    await wang.taps("不同意")
    await wang.says("人满了", "1")
    assert len(await contacts(chen)) == 1
    await chen.taps("李明")
    assert "13800138000" in chen.screen
    assert "陈国平" in await li.says("谁看过我的资料")
    await li.says("报到", "1", "东莞", "1", "1")
    await town.phone("zhou").says("等我答复的报到", "1")
    await town.phone("zhou").taps("同意")
    assert await contacts(chen) == []


async def test_whoever_came_home_is_not_missed(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await li.says("我搬家了", "东莞", "1", "1", "我回老家了", "1")
    town.clock.move(timedelta(days=60))
    assert await contacts(chen) == []


async def test_the_menu_tells_how_many(town: Town) -> None:
    await enrols(town.phone("wang"))
    wang = town.phone("wang")
    assert "我的支部（1）" in await wang.says("菜单")
    assert "要联系的人（1）" in await wang.says("我的支部")
    await register(town.phone("mei"), "梅兰")
    assert "我的支部（2）" in await wang.says("菜单")
    assert "我的支部（" not in await town.phone("zhou").says("菜单")


async def test_a_contact_is_noted_for_the_branch_alone_and_for_a_year(town: Town) -> None:
    li, chen, wang = await hosted(town), town.phone("chen"), town.phone("wang")
    await says_on_card(li, "预计回来", "2026-12-01", "1")
    town.clock.move(timedelta(days=10))
    await chen.says("要联系的人", "1")
    await chen.taps("记一次联系")
    await chen.says("打过电话，下月回来", "1")
    assert "打过电话，下月回来" in chen.screen
    for phone, words in ((wang, "在这里报到的党员"), (li, "我的资料"), (li, "谁看过我的资料")):
        assert "打过电话" not in await phone.says(words, "1")
    await town.bot.tick()
    town.clock.move(timedelta(days=367))
    await town.bot.tick()
    await chen.says("要联系的人", "1")
    assert "打过电话" not in chen.screen


async def test_a_note_goes_with_the_person(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await says_on_card(li, "预计回来", "2026-12-01", "1")
    town.clock.move(timedelta(days=10))
    await chen.says("要联系的人", "1")
    await chen.taps("记一次联系")
    await chen.says("打过电话", "1")
    await li.says("删除我的数据", "1")
    left = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM contact_note"))
    assert left == 0


async def test_what_is_settled_meanwhile_shows_no_card(town: Town) -> None:
    li, chen = await hosted(town), town.phone("chen")
    await says_on_card(li, "预计回来", "2026-12-01", "1")
    town.clock.move(timedelta(days=10))
    await chen.says("要联系的人")
    await li.says("我回老家了", "1")
    await chen.taps("李明")
    assert "13800138000" not in chen.screen


async def test_whoever_closed_the_chat_is_phoned(town: Town) -> None:
    li, wang, chen = await hosted(town), town.phone("wang"), town.phone("chen")
    assert await contacts(wang) == []
    await town.bot.store.turn(lambda tx: people.set_open(tx, li.chat, False))
    for phone in (wang, chen):
        assert await contacts(phone) == ["李明：请打电话联系"]
