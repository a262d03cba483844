"""The same promises in the whole bot, in Chinese."""

import logging

import pytest

from bot.conversation import Said, Tapped
from tests.town import HOST, Phone, Town

PLANTED = "我家的钥匙在花盆下面planted4711"


async def asked_to_register(town: Town) -> Phone:
    """The secretary Wang, who has a request on the screen."""
    await town.phone("li").says("报到", "1", "李明", "跳过", "河湾", "1", "宝安", "1", "1")
    wang = town.phone("wang")
    await wang.looks()
    await wang.taps("看一看")
    return wang


async def count(town: Town, table: str) -> int:
    return int(await town.bot.store.turn(lambda tx: tx.value(f"SELECT count(*) FROM {table}")) or 0)


async def test_free_words_are_answered_and_are_nowhere(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("li", "wang"):
        phone = town.phone(name)
        await phone.says(PLANTED)
        assert "没看懂，这句话也没有保存" in phone.screen
        await phone.says("菜单", PLANTED)
    files = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    assert b"4711" not in files
    assert "4711" not in caplog.text


async def test_labels_can_be_typed_out(town: Town) -> None:
    wang = await asked_to_register(town)
    await wang.says("同意")
    assert "李明已在本支部报到" in wang.screen


async def test_back_can_be_typed_out(town: Town) -> None:
    wang = await asked_to_register(town)
    await wang.says("返回")
    assert "等您答复" in wang.screen


async def test_one_goes_on_after_a_pause_with_one_word(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过")
    question = li.screen
    await li.says("菜单")
    assert "继续：报到" in li.screen
    assert await li.says("继续") == question
    await li.says("河湾", "1", "宝安", "1", "1")
    assert "已发送" in li.screen


@pytest.mark.parametrize("typed", ["/help", "/menu", "/register"])
async def test_a_slash_is_no_name(town: Town, typed: str) -> None:
    li = town.phone("li")
    await li.says("报到", "1", typed)
    if "您叫什么名字" not in li.screen:
        await li.says("继续")
    assert "您叫什么名字" in li.screen


@pytest.mark.parametrize(
    "typed", ["河" * 4000, "a b " * 1000, "河湾" + "湾" * 300, '"*(', "\ud800"]
)
async def test_anything_can_be_searched_for(town: Town, typed: str) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", typed)
    await li.says("河湾", "1")
    assert "现在住在哪里" in li.screen


async def test_an_odd_token_finds_no_branch(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", "河湾")
    token = li.message.options[0][1]
    draft = token.rpartition("/")[0]
    for value in ("\ud800", "x" * 500, "'; --", "河湾"):
        await li.gives(Tapped(f"{draft}/{value}"))
        assert "是这一个吗" in li.screen
    await li.gives(Tapped(token))
    assert "现在住在哪里" in li.screen


async def test_a_card_that_comes_twice_was_looked_at_once(town: Town) -> None:
    wang = await asked_to_register(town)
    request = next(token for _, token in wang.notices[0].options if token.startswith("request/"))
    before = await count(town, "trail")
    for _ in range(3):
        await wang.gives(Tapped(request), "test:twice")
        assert "李明" in wang.screen
    assert await count(town, "trail") == before + 1


async def test_words_that_look_for_a_button_are_no_look_at_the_card(town: Town) -> None:
    wang = await asked_to_register(town)
    before = await count(town, "trail")
    await wang.says("什么？")
    assert await count(town, "trail") == before


async def test_a_sent_form_that_comes_twice_is_sent_once(town: Town) -> None:
    li = town.phone("li")
    await li.says("报到", "1", "李明", "跳过", "河湾", "1", "宝安", "1")
    for _ in range(3):
        await li.gives(Said("1"), "test:send")
    assert await count(town, "placement") == 1
    assert (await town.phone("wang").looks()).count("李明") == 1
    assert HOST in await li.says("我的报到")
