"""The same person on two channels, by a code that works once, soon, and tells nothing before."""

import re
from datetime import timedelta

from tests.town import Phone, Town

CODE = re.compile(r"p-([a-z0-9]{8})\b")


async def register(li: Phone) -> None:
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


async def code_of(li: Phone) -> str:
    await li.says("绑定手机")
    found = CODE.search(li.screen)
    assert found
    return found[0]


async def linked(town: Town) -> tuple[Phone, Phone]:
    li, web = town.phone("li"), town.phone("li-on-the-web", "web")
    await register(li)
    await web.says(await code_of(li))
    await web.taps("绑定这部手机")
    return li, web


async def test_a_typed_code_leads_to_the_same_person(town: Town) -> None:
    li, web = town.phone("li"), town.phone("li-on-the-web", "web")
    await register(li)
    code = await code_of(li)
    assert "李明" not in await web.says("我的报到")
    assert "这个绑定码是李明的账号" in await web.says(code)
    assert "13800138000" not in web.screen
    await web.taps("绑定这部手机")
    for phone in (li, web):
        assert "等待支部答复" in await phone.says("我的报到")
    assert "这是" not in web.screen


async def test_a_link_does_as_well_and_so_does_the_code_alone(town: Town) -> None:
    li, web, other = town.phone("li"), town.phone("a", "web"), town.phone("b", "web")
    await register(li)
    await li.says("绑定手机")
    assert "/chat?start=p-" in li.screen
    await web.opens(await code_of(li))
    await web.taps("绑定这部手机")
    await other.says("绑定码", (await code_of(li)).removeprefix("p-").upper())
    await other.taps("绑定这部手机")
    assert "等待支部答复" in await other.says("我的报到")


async def test_a_digit_answers_what_a_link_shows_to_a_stranger(town: Town) -> None:
    li, web = town.phone("li"), town.phone("a", "web")
    await register(li)
    await web.opens(await code_of(li))
    assert "绑定好了" in await web.says("1")


async def test_the_other_phone_hears_of_it(town: Town) -> None:
    li, web = await linked(town)
    assert "另一部手机现在也能打开您的账号：网页" in await li.looks()
    await li.taps("我的手机")
    assert "网页" in li.screen
    assert await web.looks() == ""


async def test_a_code_works_once_and_ten_minutes(town: Town) -> None:
    li, web = town.phone("li"), town.phone("w", "web")
    await register(li)
    code = await code_of(li)
    town.clock.move(timedelta(minutes=10))
    assert "过期了" in await web.says(code)
    code = await code_of(li)
    await web.says(code)
    await web.taps("绑定这部手机")
    assert "用过了" in await town.phone("x", "web").says(code)


async def test_a_new_code_ends_the_one_before(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    first = await code_of(li)
    await code_of(li)
    assert "过期了" in await town.phone("w", "web").says(first)


async def test_guessing_ends_soon_and_locks_nobody_else_out(town: Town) -> None:
    li, guesser, web = town.phone("li"), town.phone("g", "web"), town.phone("w", "web")
    await register(li)
    for number in range(2, 7):
        assert "打错了" in await guesser.says(f"p-aaaaaaa{number}")
    code = await code_of(li)
    assert "等十分钟" in await guesser.says(code)
    assert "李明" in await web.says(code)
    town.clock.move(timedelta(minutes=11))
    assert "李明" in await guesser.says(await code_of(li))


async def test_what_is_no_code_is_asked_again_and_not_counted(town: Town) -> None:
    web = town.phone("w", "web")
    await web.says("绑定码")
    for _ in range(6):
        assert "8 个字母和数字" in await web.says("不知道")


async def test_the_store_holds_no_code(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    code = (await code_of(li)).removeprefix("p-")
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT * FROM link_code"))
    assert rows
    assert code not in str([tuple(row) for row in rows])


async def test_whoever_links_a_phone_that_somebody_uses_shares_it(town: Town) -> None:
    li, mei = town.phone("li"), town.phone("mei", "web")
    await register(li)
    await mei.says("报到", "1", "梅兰", "跳过", "河湾", "1", "东莞", "1", "1", "报到")
    await mei.says(await code_of(li))
    assert "您自己也还在这里" in mei.screen
    await mei.taps("绑定这部手机")
    assert mei.screen.startswith("这是李明的：")
    assert "东莞" in await mei.says("换人", "梅兰", "我的报到")
    assert "这是" not in await li.says("菜单")


async def test_what_a_stranger_has_begun_is_not_sent_as_the_linked_person(town: Town) -> None:
    li, web = town.phone("li"), town.phone("w", "web")
    await register(li)
    await web.says("报到", "1", "张三", "跳过", "返回", "返回", "返回", "返回")
    await web.opens(await code_of(li))
    await web.taps("绑定这部手机")
    assert "继续" not in await web.says("菜单")
    assert "张三" not in web.screen


async def test_a_message_comes_to_the_phone_that_one_has_chosen(town: Town) -> None:
    li, web = await linked(town)
    wang = town.phone("wang")
    await li.looks()
    await li.says("我的手机")
    await li.taps("网页")
    await li.taps("先发到这里")
    assert "消息发到：网页" in li.screen
    await wang.looks()
    await wang.taps("同意")
    assert await li.looks() == ""
    assert "您的报到" in await web.looks()


async def test_a_phone_that_is_taken_off_opens_nothing_and_what_waited_comes_elsewhere(
    town: Town,
) -> None:
    li, web = await linked(town)
    wang = town.phone("wang")
    await li.looks()
    await li.says("我的手机")
    await li.taps("网页")
    await li.taps("先发到这里")
    await wang.looks()
    await wang.taps("同意")
    await web.says("我的报到")
    await li.says("我的手机")
    await li.taps("网页")
    await li.taps("去掉这部手机")
    assert "不再发到那里" in li.screen
    await li.taps("去掉")
    assert "去掉了" in li.screen
    assert "您的报到" in await li.looks()
    assert await web.looks() == ""
    for words in ("我的报到", "1"):
        assert "宝安" not in await web.says(words)


async def test_the_last_phone_stays(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("我的手机", "2")
    await li.taps("去掉")
    assert "唯一的一部" in li.screen


async def test_taking_off_the_phone_in_hand_leaves_it_to_the_others(town: Town) -> None:
    li, web = await linked(town)
    await web.says("代填", "1", "1", "梅兰", "1", "换人", "李明", "我的手机")
    await web.taps("网页")
    await web.taps("去掉这部手机")
    await web.taps("去掉")
    assert "这是" not in web.screen
    assert "梅兰" in await web.says("菜单")
    assert "等待支部答复" in await li.says("我的报到")
    held = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM aside"))
    assert held == 0
