"""The front menu stays calm: what makes sense to whoever looks, and never more than a screen."""

from tests.members.story import hosted, register
from tests.rights import EVERYBODY
from tests.town import Phone, Town


async def front(phone: Phone) -> list[str]:
    await phone.says("菜单")
    return [label for label, _ in phone.message.options]


async def test_the_front_menu_is_one_screen_for_everybody(town: Town) -> None:
    await hosted(town)
    await register(town.phone("mei"), "梅兰")
    for key in EVERYBODY:
        assert "更多" not in await front(town.phone(key)), key


async def test_a_stranger_may_report_in(town: Town) -> None:
    labels = await front(town.phone("stranger"))
    assert "报到" in labels
    assert "我的资料" not in labels


async def test_whoever_has_reported_in_looks_how_it_stands(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    labels = await front(li)
    assert {"我的报到", "我的资料"} <= set(labels)
    assert "报到" not in labels


async def test_whoever_came_home_may_report_in_again(town: Town) -> None:
    li = await hosted(town)
    await li.says("我回老家了", "1")
    assert "报到" in await front(li)


async def test_a_secretary_has_one_entry_for_the_branch_and_still_may_report_in(
    town: Town,
) -> None:
    wang = town.phone("wang")
    labels = await front(wang)
    assert "我的支部" in labels
    assert "报到" not in labels
    await wang.says("我的支部")
    assert len(wang.message.options) <= 8
    assert "保存" in await wang.says("报到")
