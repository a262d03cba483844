"""People without a phone, and those who asked on the telephone: the secretary registers them."""

import re
from datetime import timedelta

import pytest

from bot.conversation import Tapped
from bot.people import Role
from tests.members.story import register
from tests.rights import DENIED
from tests.town import HOME, HOST, OTHER, Phone, Town

CODE = re.compile(r"p-[a-z0-9]{12}\b")


async def enrols(wang: Phone, *words: str) -> str:
    await wang.says("没有手机")
    await wang.taps("外来党员，现在住在这里")
    return await wang.says(*(words or ("2026-11-20", "1", "李明", "13800138000", "河湾", "1", "1")))


async def test_somebody_who_lives_here_is_registered_and_the_home_branch_asked(
    town: Town,
) -> None:
    wang, chen = town.phone("wang"), town.phone("chen")
    await enrols(wang)
    assert "已替李明办好" in wang.screen
    assert f"李明，来自{HOME}" in await wang.says("在这里报到的党员")
    assert "请确认" in await chen.looks()
    await chen.taps("确认")
    assert "李明在您这里" in await wang.looks()


async def test_somebody_of_ours_who_lives_elsewhere_is_asked_for_there(town: Town) -> None:
    wang, chen = town.phone("wang"), town.phone("chen")
    await chen.says("没有手机")
    await chen.taps("本支部党员，现在住在外地")
    await chen.says("昨天", "1", "李明", "跳过", "宝安", "1", "1")
    assert "已替李明办好" in chen.screen
    assert "李明现在住在附近" in await wang.looks()
    await wang.taps("同意")
    assert f"李明，在{HOST}" in await chen.says("在外地的党员")


async def test_from_the_list_nothing_is_typed_twice(town: Town) -> None:
    await town.brings_list(HOME, ("李明", "13800138000", False))
    chen = town.phone("chen")
    await chen.says("找人", "李明", "1")
    await chen.taps("替他报到")
    await chen.says("昨天", "1", "宝安", "1")
    for words in (HOME, "李明", "13800138000", HOST):
        assert words in chen.screen
    await chen.says("1")
    assert "没有人" in await chen.says("在家的党员")


async def test_a_secretary_of_two_branches_says_which(town: Town) -> None:
    await town.appoint("wang", "王芳", Role.SECRETARY, OTHER)
    wang = town.phone("wang")
    await wang.says("没有手机", "1")
    assert "替哪个支部" in wang.screen
    assert {label for label, _ in wang.message.options} == {HOST, OTHER}
    await wang.taps(OTHER)
    assert "书面同意" in wang.screen


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("2026-12-24", "1", "李明", "跳过", "河湾", "1", "1"), "还没到"),
        (("昨天", "1", "李明", "跳过", "宝安", "1", "1"), "就是在家"),
    ],
)
async def test_what_cannot_be_is_said(town: Town, words: tuple[str, ...], why: str) -> None:
    assert why in await enrols(town.phone("wang"), *words)


async def test_whoever_is_registered_is_not_registered_twice(town: Town) -> None:
    await register(town.phone("li"))
    assert "已经报到了" in await enrols(town.phone("wang"))


async def code_from(wang: Phone) -> str:
    await wang.taps("绑定码")
    found = CODE.search(wang.screen)
    assert found
    return found[0]


async def test_with_a_code_of_the_branch_a_phone_takes_the_record_over(town: Town) -> None:
    wang, li = town.phone("wang"), town.phone("li")
    await enrols(wang)
    await li.says(await code_from(wang))
    await li.taps("绑定这部手机")
    assert HOST in await li.says("我的报到")
    await li.says("我的资料")
    for words in ("13800138000", "书面同意：2026年11月20日", "绑定码"):
        assert words in li.screen
    assert "替您在" in await li.says("谁看过我的资料")
    assert "没有要联系的人" in await wang.says("要联系的人")


async def test_a_code_of_the_branch_works_once_and_for_a_week(town: Town) -> None:
    wang = town.phone("wang")
    await enrols(wang)
    card = wang.message
    code = await code_from(wang)
    town.clock.move(timedelta(days=6))
    await town.phone("li").says(code)
    assert "李明" in town.phone("li").screen
    town.clock.move(timedelta(days=1))
    assert "李明" not in await town.phone("x").says(code)
    wang.message = card
    await town.phone("li").says(await code_from(wang))
    await town.phone("li").taps("绑定这部手机")
    wang.message = card
    await wang.taps("绑定码")
    assert "已经在自己手机上用了" in wang.screen


async def test_whoever_uses_the_bot_cannot_be_opened_by_a_branch(town: Town) -> None:
    await register(town.phone("li"))
    wang = town.phone("wang")
    await wang.says("等我答复的报到", "1")
    assert "绑定码" not in wang.screen


async def test_whoever_is_reached_by_telephone_alone_is_brought_home_by_a_secretary(
    town: Town,
) -> None:
    wang, chen = town.phone("wang"), town.phone("chen")
    await enrols(wang)
    await chen.says("在外地的党员", "1")
    await chen.taps("已经回老家了")
    assert "和本人说好了吗" in chen.screen
    await chen.says("1")
    assert "李明已回老家" in chen.screen
    assert "李明回老家了" in await wang.looks()
    assert "李明" not in await wang.says("在这里报到的党员")


async def test_a_line_of_another_branchs_list_fills_in_nothing(town: Town) -> None:
    await town.brings_list(HOME, ("李明", "13800138000", False))
    line = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM roster"))
    assert DENIED in await town.phone("wang").gives(Tapped(f"enrol/{line}"))
