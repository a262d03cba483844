"""Pairing and greetings as chats."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.care.greetings import festival, joined_on, read_day
from bot.conversation import Tapped, Unclear
from tests.care.story import last_id
from tests.rights import hosted
from tests.town import COUNTY, NOON, Town


async def proposed(town: Town) -> str:
    """li asked for a contact person; wang proposes herself. The pair's id."""
    await hosted(town)
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("结对")
    await li.taps("想找一个人")
    await li.says("1", "一个人在外面")
    await li.taps("宝安")
    await li.says("1")
    await li.taps("发送")
    await wang.gives(Tapped(f"ask/{await last_id(town)}"))
    await wang.taps("提议联系人")
    await wang.taps("王芳")
    await wang.taps("征求意见")
    return str(await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM pair")))


async def paired(town: Town) -> str:
    id = await proposed(town)
    for key in ("wang", "li"):
        await town.phone(key).gives(Tapped(f"agreepair/{id}"))
    return id


async def asked_for_one(town: Town) -> str:
    """The request for a contact person, still open."""
    await hosted(town)
    li = town.phone("li")
    await li.gives(Tapped("askhelp/pairing"))
    await li.says("1", "一个人在外面")
    await li.taps("宝安")
    await li.says("1")
    await li.taps("发送")
    return await last_id(town)


async def test_both_agree_before_either_sees_a_number(town: Town) -> None:
    id = await proposed(town)
    li, wang = town.phone("li"), town.phone("wang")
    assert "13800138000" not in wang.screen
    assert "办不了" in await li.gives(Tapped(f"pair/{id}"))
    await wang.taps("同意")
    assert "愿意和您结对" in await li.looks()
    await li.taps("看一看")
    assert "王芳" in li.screen
    await li.taps("同意")
    assert "已结对" in li.screen
    assert "结对成功" in await wang.looks()
    await wang.taps("看一看")
    assert "13800138000" in wang.screen


async def test_where_the_contact_person_would_rather_not_another_one_is_proposed(
    town: Town,
) -> None:
    id = await proposed(town)
    await town.bot.store.turn(lambda tx: tx.change("UPDATE pair SET contact = 'zhou'"))
    li, wang, zhou = town.phone("li"), town.phone("wang"), town.phone("zhou")
    await li.looks()
    await wang.looks()
    await zhou.gives(Tapped(f"endpair/{id}"))
    await zhou.taps("结束")
    assert "还要再找一位联系人" in await wang.looks() and await li.looks() == ""
    await wang.taps("看一看")
    await wang.taps("提议联系人")
    assert "王芳" in str(wang.screen)


async def test_an_officer_of_a_committee_can_offer_themselves(town: Town) -> None:
    stranger, sun = town.phone("stranger"), town.phone("sun")
    await stranger.says("结对")
    await stranger.taps("想找一个人")
    await stranger.says("1", "一个人在家", "县委")
    await stranger.taps(COUNTY)
    await stranger.says("赵大妈", "1")
    await stranger.taps("发送")
    await sun.gives(Tapped(f"proposepair/{await last_id(town)}"))
    await sun.says("1")
    await sun.taps("征求意见")
    assert "同意" in sun.screen and "赵大妈" in sun.screen


@pytest.mark.parametrize(("one", "other"), [("li", "wang"), ("wang", "li")])
async def test_either_ends_it_and_nothing_is_kept(town: Town, one: str, other: str) -> None:
    id = await paired(town)
    await town.phone(other).looks()
    phone = town.phone(one)
    await phone.gives(Tapped(f"pair/{id}"))
    await phone.taps("结束")
    await phone.taps("结束")
    assert "没有留下记录" in phone.screen
    assert "结束了" in await town.phone(other).looks()
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM pair")) == 0


async def test_the_contact_person_is_reminded_gently_as_long_as_it_lasts(town: Town) -> None:
    id = await paired(town)
    wang, li = town.phone("wang"), town.phone("li")
    await wang.looks()
    await li.looks()
    for _ in range(2):
        town.clock.move(timedelta(days=31))
        await town.bot.tick()
        assert "最近好吗" in await wang.looks()
        assert "最近好吗" not in await li.looks()
    await li.gives(Tapped(f"endpair/{id}"))
    await li.taps("结束")
    town.clock.move(timedelta(days=31))
    await town.bot.tick()
    assert "最近好吗" not in await wang.looks()


# Greetings


async def mornings(town: Town, until: datetime) -> str:
    """Let days pass; what li was told in them."""
    li, told = town.phone("li"), ""
    while town.bot.clock.now() < until:
        town.clock.move(timedelta(hours=12))
        await town.bot.tick()
        told += await li.looks()
    return told


async def test_only_who_agreed_is_greeted(town: Town) -> None:
    await hosted(town)
    li, mei = town.phone("li"), town.phone("mei")
    await li.says("问候")
    await li.taps("填写我的入党日")
    await li.says("11月25日")
    await li.taps("发送")
    told = await mornings(town, NOON + timedelta(days=4))
    assert told.count("政治生日") == 1
    assert "政治生日" not in await mei.looks()
    await li.says("问候")
    await li.taps("删除我的入党日")
    assert "您的入党日" not in li.screen


async def test_a_greeting_does_not_come_on_a_later_day(town: Town) -> None:
    await hosted(town)
    li = town.phone("li")
    await li.says("问候")
    await li.taps("愿意")
    assert "会收到问候" in li.screen
    town.clock.move(datetime(2026, 12, 31, 2, tzinfo=UTC) - town.clock.now())
    await town.bot.tick()
    town.clock.move(timedelta(days=4))
    await town.bot.tick()
    assert "新年好" not in await li.looks()


@pytest.mark.parametrize(("year", "greeted"), [(2027, True), (2028, False)])
async def test_who_joined_on_a_leap_day_is_greeted_each_year(
    town: Town, year: int, greeted: bool
) -> None:
    await hosted(town)
    li = town.phone("li")
    await li.says("问候")
    await li.taps("填写我的入党日")
    await li.says("2月29日")
    await li.taps("发送")
    day = date(year, 2, 28)
    assert bool(await town.bot.store.turn(lambda tx: joined_on(tx, day))) is greeted


async def test_the_new_year_is_greeted_once(town: Town) -> None:
    await hosted(town)
    await town.phone("li").gives(Tapped("agree/greetings"))
    town.clock.move(timedelta(days=38))
    told = await mornings(town, datetime(2027, 1, 3, tzinfo=UTC))
    assert told.count("新年好") == 1


@pytest.mark.parametrize(
    ("day", "greeted"),
    [("2027-02-06", True), ("2027-02-07", False), ("2027-07-01", True), ("2027-03-01", False)],
)
def test_festivals(day: str, greeted: bool) -> None:
    assert (festival(date.fromisoformat(day)) is not None) == greeted


@pytest.mark.parametrize(
    ("words", "day"),
    [("7月1日", "07-01"), ("1998-07-01", "07-01"), ("2月29", "02-29"), ("1998年7月1日", "07-01")],
)
def test_a_day_of_the_year_is_read(words: str, day: str) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize("words", ["", "13月1日", "2月30日", "昨天"])
def test_what_is_no_day_is_said_so(words: str) -> None:
    with pytest.raises(Unclear):
        read_day(words)
