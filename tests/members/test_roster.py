"""The roster: who is here, who is away, who is at home, and finding one of them."""

import pytest

from bot.people import Role
from tests.members.story import hosted, register
from tests.town import HOME, HOST, OTHER, Phone, Town

LIST = (("张伟", "13700137000", False), ("李明", None, False), ("安娜", None, True))


async def opens_roster(phone: Phone, label: str) -> list[str]:
    await phone.says("我的支部")
    await phone.taps("党员名册")
    await phone.taps(label)
    return [label for label, _ in phone.message.options]


async def test_a_secretary_reads_three_lists(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, *LIST)
    wang, chen = town.phone("wang"), town.phone("chen")
    assert await opens_roster(wang, "在这里报到的党员") == [f"李明，来自{HOME}"]
    assert await opens_roster(chen, "在外地的党员") == [f"李明，在{HOST}"]
    # By pinyin; whoever is away is not at home as well.
    assert await opens_roster(chen, "在家的党员") == ["安娜", "张伟"]
    await chen.taps("安娜")
    assert "预备党员" in chen.screen


async def test_another_number_is_another_person(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, ("李明", "13900139000", False), ("李明", "+8613800138000", False))
    assert await opens_roster(town.phone("chen"), "在家的党员") == ["李明（尾号 9000）"]


async def test_the_same_name_is_told_apart_by_the_end_of_its_number(town: Town) -> None:
    alike = [("陈秀英", "13900003333", False), ("陈秀英", None, False)]
    await town.brings_list(HOME, *alike, ("李明", "13900139000", False))
    chen = town.phone("chen")
    assert await opens_roster(chen, "在家的党员") == ["陈秀英", "陈秀英（尾号 3333）", "李明"]
    await chen.says("找人", "cxy")
    assert "陈秀英（尾号 3333），在家" in chen.screen


async def test_whoever_comes_home_is_at_home_again(town: Town) -> None:
    li = await hosted(town)
    await town.brings_list(HOME, *LIST)
    await li.says("我回老家了", "1")
    assert await opens_roster(town.phone("chen"), "在家的党员") == ["安娜", "李明", "张伟"]


async def test_whoever_is_moving_on_is_listed_once(town: Town) -> None:
    li = await hosted(town)
    await li.says("我搬家了", "东莞", "1", "1")
    assert await opens_roster(town.phone("chen"), "在外地的党员") == [f"李明，在{HOST}"]


async def test_a_long_list_goes_on_where_the_page_before_ended(town: Town) -> None:
    names = [f"王{name}" for name in "安博超丹恩芳刚海佳凯兰"]
    await town.brings_list(HOME, *((name, None, False) for name in names))
    chen = town.phone("chen")
    first = await opens_roster(chen, "在家的党员")
    assert first == [*names[:7], "更多"]
    await chen.taps("更多")
    assert [label for label, _ in chen.message.options] == [*names[7:], "从头看"]
    assert await chen.says("从头看") != ""
    assert [label for label, _ in chen.message.options] == first


async def test_a_page_goes_on_after_its_last_line_is_gone(town: Town) -> None:
    names = [f"王{name}" for name in "安博超丹恩芳刚海佳凯兰"]
    await town.brings_list(HOME, *((name, None, False) for name in names))
    chen = town.phone("chen")
    await opens_roster(chen, "在家的党员")
    await town.brings_list(HOME, *((name, None, False) for name in names[8:]))
    await chen.taps("更多")
    assert [label for label, _ in chen.message.options][:3] == names[8:]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("李", [f"李明，来自{HOME}"]),
        ("liming", [f"李明，来自{HOME}"]),
        ("LM", [f"李明，来自{HOME}"]),
        ("0013800", [f"李明，来自{HOME}"]),
        ("伟", ["张伟，在家"]),
        ("7001", ["张伟，在家"]),
    ],
)
async def test_a_part_of_the_name_or_of_the_number_finds(
    town: Town, words: str, found: list[str]
) -> None:
    await hosted(town)
    await town.brings_list(HOST, ("张伟", "13700137000", False))
    wang = town.phone("wang")
    await wang.says("找人", words)
    assert [label for label, _ in wang.message.options] == found


async def test_what_is_found_shows_its_card_at_once(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, ("张伟", "13700137000", False))
    chen = town.phone("chen")
    await chen.says("找人", "李明", "1")
    assert "13800138000" in chen.screen
    assert (
        "查看" in await town.phone("li").says("谁看过我的资料") or "看" in town.phone("li").screen
    )
    await chen.says("找人", "张伟", "1")
    assert "13700137000" in chen.screen


async def test_nobody_finds_people_of_another_branch(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, *LIST)
    zhou = town.phone("zhou")
    for words in ("李明", "13800138000", "张伟", "1"):
        await zhou.says("找人", words)
        assert zhou.message.options == []
        await zhou.says("取消")


async def test_a_new_list_keeps_what_was_noted_on_a_line(town: Town) -> None:
    await town.brings_list(HOME, *LIST)
    chen = town.phone("chen")
    await opens_roster(chen, "在家的党员")
    await chen.taps("张伟")
    await chen.taps("已经外出")
    await chen.says("2026-11-01", "1")
    assert "离开日期：2026年11月1日" in chen.screen
    await chen.taps("记一次联系")
    await chen.says("已经在路上", "1")
    await town.brings_list(HOME, ("张伟", "13700137000", False), ("马丽", None, False))
    await chen.says("找人", "张伟", "1")
    assert "2026年11月1日" in chen.screen
    assert "已经在路上" in chen.screen
    await chen.taps("已经回来了")
    assert "离开日期：" not in chen.screen


async def test_a_day_that_has_not_come_is_asked_again(town: Town) -> None:
    await town.brings_list(HOME, *LIST)
    chen = town.phone("chen")
    await opens_roster(chen, "在家的党员")
    await chen.taps("张伟")
    await chen.taps("已经外出")
    await chen.says("2026-12-24", "1")
    assert "还没到" in chen.screen


async def test_a_secretary_of_two_branches_reads_both(town: Town) -> None:
    await hosted(town)
    await town.appoint("wang", "王芳", Role.SECRETARY, OTHER)
    await register(town.phone("mei"), "梅兰", "东莞")
    wang = town.phone("wang")
    await wang.says("等我答复的报到", "1")
    await wang.taps("同意")
    assert await opens_roster(wang, "在这里报到的党员") == [
        f"李明，来自{HOME}",
        f"梅兰，来自{HOME}",
    ]
