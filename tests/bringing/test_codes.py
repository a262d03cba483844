"""A code from the branch fills in a registration; so does a number that is surely one's own."""

import re
from datetime import timedelta

import pytest

from bot.conversation import Tapped
from tests.town import HOME, Phone, Town


async def listed(town: Town, *lines: str) -> Phone:
    chen = town.phone("chen")
    await chen.says("导入名单", "\n".join(lines))
    await chen.taps("用作")
    return chen


async def code_for(town: Town, name: str) -> str:
    chen = town.phone("chen")
    await chen.says("登记码")
    await chen.taps(name)
    found = re.search(r"start=(m-\S+)", chen.screen)
    assert found and name in chen.screen
    return found[1]


async def test_a_code_fills_in_name_number_and_home_branch(town: Town) -> None:
    await listed(town, "李明 13800138000", "王芳")
    li = town.phone("li")
    await li.opens(await code_for(town, "李明"))
    await li.says("1")
    assert "现在住" in li.screen
    await li.says("宝安", "1")
    for known in ("李明", "13800138000", HOME):
        assert known in li.screen
    await li.says("1")
    assert "等待" in li.screen


async def test_a_code_can_be_typed_and_a_number_that_is_not_known_is_asked(town: Town) -> None:
    await listed(town, "王芳")
    mei = town.phone("mei")
    await mei.says(await code_for(town, "王芳"), "1")
    assert "电话" in mei.screen
    await mei.says("跳过", "宝安", "1", "1")
    assert "等待" in mei.screen


async def test_a_code_works_once_and_ends_all_codes_of_its_line(town: Town) -> None:
    await listed(town, "李明 13800138000")
    first, second = await code_for(town, "李明"), await code_for(town, "李明")
    await town.phone("li").opens(second)
    await town.phone("li").says("1", "宝安", "1", "1")
    for code in (first, second):
        assert "新的" in await town.phone("thief").opens(code)
        assert "李明" not in town.phone("thief").screen


async def test_a_code_lasts_for_two_weeks_and_as_long_as_its_line(town: Town) -> None:
    await listed(town, "李明", "王芳")
    lis, wangs = await code_for(town, "李明"), await code_for(town, "王芳")
    await listed(town, "王芳")
    assert "新的" in await town.phone("li").opens(lis)
    town.clock.move(timedelta(days=14))
    assert "新的" in await town.phone("mei").opens(wangs)


async def test_a_code_that_was_used_meanwhile_does_not_register_a_second_one(town: Town) -> None:
    await listed(town, "李明 13800138000")
    code = await code_for(town, "李明")
    li, thief = town.phone("li"), town.phone("thief")
    for phone in (li, thief):
        await phone.opens(code)
        await phone.says("1", "宝安", "1")
    await li.says("1")
    assert "新的" in await thief.says("1")
    persons = await town.bot.store.turn(
        lambda tx: tx.value("SELECT count(*) FROM person WHERE name = '李明'")
    )
    assert persons == 1


async def test_somebody_elses_code_renames_nobody(town: Town) -> None:
    await listed(town, "王芳")
    mei = town.phone("mei")
    await mei.says("报到", "1", "梅兰", "跳过", "河湾", "1", "东莞", "1", "1")
    await mei.says("我的报到")
    await mei.taps("撤回报到")
    await mei.taps("对，撤回")
    assert "别人" in await mei.opens(await code_for(town, "王芳"))


async def test_only_hashes_of_codes_are_stored(town: Town) -> None:
    await listed(town, "李明")
    code = (await code_for(town, "李明")).removeprefix("m-")
    town.bot.store.close()
    files = [path for path in town.path.parent.iterdir() if path.is_file()]
    assert not any(code.encode() in path.read_bytes() for path in files)


async def registers(phone: Phone, name: str, number: str, *, own: bool) -> str:
    await phone.says("报到", "1", name)
    if own:
        return await phone.shares_contact(number)
    return await phone.says(number)


async def test_ones_own_number_on_one_list_fills_in_the_home_branch(town: Town) -> None:
    await listed(town, "李明 13800138000")
    li = town.phone("li")
    assert "现在住" in await registers(li, "李 明", "+86 138 0013 8000", own=True)
    await li.says("宝安", "1")
    assert HOME in li.screen


async def test_a_number_tells_nothing_to_whoever_only_types_it_or_borrows_the_phone(
    town: Town,
) -> None:
    await listed(town, "李明 13800138000")
    asked = await registers(town.phone("nobody"), "李明", "13900139000", own=True)
    assert await registers(town.phone("typist"), "李明", "13800138000", own=False) == asked
    assert await registers(town.phone("borrower"), "赵云", "13800138000", own=True) == asked


async def test_a_number_on_two_lists_fills_in_nothing(town: Town) -> None:
    await listed(town, "李明 13800138000")
    zhou = town.phone("zhou")
    await zhou.says("导入名单", "李明 13800138000")
    await zhou.taps("用作")
    assert "现在住" not in await registers(town.phone("li"), "李明", "13800138000", own=True)


async def test_a_match_is_seen_by_the_secretary_alone(town: Town) -> None:
    await listed(town, "李明 13800138000")
    li, wang, chen = town.phone("li"), town.phone("wang"), town.phone("chen")
    shown = await registers(li, "李 明", "13800138000", own=False)
    for words in ("河湾", "1", "宝安", "1", "1"):
        shown += await li.says(words)
    shown += await wang.looks() + await wang.taps("看一看") + await wang.taps("同意")
    assert "名单" not in shown + await li.looks()
    await chen.looks()
    id = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM placement"))
    assert "本支部名单上有" in await chen.gives(Tapped(f"stay/{id}"))


@pytest.mark.parametrize("own", [True, False])
async def test_another_contact_vouches_for_no_number_that_was_typed(town: Town, own: bool) -> None:
    """Whoever knows a name and a number must not learn that they stand on a list."""
    await listed(town, "李明 13800138000")
    typist = town.phone("typist")
    asked = await registers(typist, "李明", "13800138000", own=False)
    told = await typist.shares_contact("13900139000", own=own)
    assert "老家支部" in asked and asked in told
