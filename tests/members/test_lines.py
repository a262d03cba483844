"""Lines that are never crossed, as far as members and their branches are concerned."""

import re
from collections.abc import Awaitable, Callable

import pytest

from bot import people
from tests.members.story import hosted, register
from tests.members.test_enrolling import code_from, enrols
from tests.town import HOME, HOST, Phone, Town

OTHERS = ("stranger", "mei", "zhou", "sun")


# Who closed the chat, who refused, and who never came look alike.


async def never_came(town: Town) -> None:
    """The code lies on somebody's table."""
    await code_from(town.phone("wang"))


async def refused(town: Town) -> None:
    li = town.phone("li")
    await li.says(await code_from(town.phone("wang")))
    await li.says("菜单")


async def closed_the_chat(town: Town) -> None:
    li = town.phone("li")
    await li.says(await code_from(town.phone("wang")))
    await li.taps("绑定这部手机")
    await town.bot.store.turn(lambda tx: people.set_open(tx, li.chat, False))


async def walk(phone: Phone) -> list[str]:
    """All that a secretary sees of a member, as it stands on the screens."""
    seen = [await phone.says("菜单"), await phone.says("我的支部")]
    for words in ("要联系的人", "在这里报到的党员", "在外地的党员", "在家的党员", "党员名册"):
        seen.append(await phone.says(words))
        if "李明" in phone.screen:
            seen.append(await phone.taps("李明"))
            if "全部情况" in phone.screen:
                seen.append(await phone.taps("全部情况"))
    await phone.says("找人")
    seen += [await phone.says("李明"), await phone.says("1")]
    return seen


async def screens(town: Town, what_became: Callable[[Town], Awaitable[None]]) -> list[str]:
    await enrols(town.phone("wang"))
    await what_became(town)
    found = []
    for key in ("wang", "chen"):
        await town.phone(key).looks()
        found += await walk(town.phone(key))
    return found


async def test_closed_refused_and_never_came_are_the_same_to_the_byte(
    town: Town, other_towns: list[Town]
) -> None:
    first = await screens(town, never_came)
    assert any("请打电话" in screen for screen in first)
    for other, what_became in zip(other_towns, (refused, closed_the_chat), strict=True):
        assert await screens(other, what_became) == first


# Whoever looks at a card stands in that person's trail.


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("wang", ("在这里报到的党员", "1")),
        ("chen", ("在外地的党员", "1")),
        ("wang", ("找人", "李明", "1")),
        ("chen", ("找人", "李明", "1")),
        ("wang", ("要联系的人", "1")),
        ("chen", ("要联系的人", "1")),
    ],
)
async def test_every_look_at_a_card_stands_in_the_trail(
    town: Town, key: str, words: tuple[str, ...]
) -> None:
    li = await hosted(town)
    await town.bot.store.turn(lambda tx: people.set_open(tx, li.chat, False))
    looks = "SELECT count(*) FROM trail JOIN person ON person.id = trail.person WHERE name = '李明'"
    before = await town.bot.store.turn(lambda tx: tx.value(looks))
    await town.phone(key).says(*words)
    assert "13800138000" in town.phone(key).screen
    now = await town.bot.store.turn(lambda tx: tx.value(looks))
    assert (now or 0) == (before or 0) + 1


async def test_a_list_shows_no_number(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, ("张伟", "13700137000", False))
    for key in ("wang", "chen"):
        for words in ("在这里报到的党员", "在外地的党员", "在家的党员", "要联系的人"):
            assert not re.search(r"1\d{10}", await town.phone(key).says(words))


# Nothing tells a stranger, or another branch, who is a member.


@pytest.mark.parametrize("key", OTHERS)
async def test_nobody_else_learns_who_is_a_member(town: Town, key: str) -> None:
    await hosted(town)
    await town.brings_list(HOME, ("张伟", "13700137000", False), ("李明", None, False))
    phone = town.phone(key)
    for words in (
        *("在这里报到的党员", "在外地的党员", "在家的党员", "要联系的人", "党员名册"),
        *(
            "找人",
            "李明",
            "取消",
            "找人",
            "13800138000",
            "取消",
            "我的资料",
            "我的报到",
            "卡住的事",
        ),
    ):
        screen = (await phone.says(words)).replace("“李明”", "").replace("“13800138000”", "")
        for secret in ("李明", "张伟", "13800138000", "13700137000"):
            assert secret not in screen


async def test_whoever_registers_reads_the_same_whether_on_the_list_or_not(
    town: Town, other_towns: list[Town]
) -> None:
    await other_towns[0].brings_list(HOME, ("李明", "13800138000", False))
    seen = []
    for each in (town, other_towns[0]):
        li = each.phone("li")
        answers = ("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1", "我的资料")
        seen.append([await li.says(answer) for answer in answers])
    assert seen[0] == seen[1]


async def test_only_the_home_secretary_reads_whether_a_name_is_on_the_list(town: Town) -> None:
    await hosted(town)
    await town.brings_list(HOME, ("李明", "13800138000", False))
    await town.phone("chen").says("在外地的党员", "1")
    assert "名单" in town.phone("chen").screen
    await town.phone("wang").says("在这里报到的党员", "1")
    assert "名单" not in town.phone("wang").screen


# No list that ranks, shames or counts persons; nothing of when somebody was seen.


async def test_people_to_contact_stand_by_name_however_long_they_are_away(town: Town) -> None:
    names = {"张伟": "2020-01-01", "安娜": "2026-09-01", "李明": "2023-05-05"}
    await town.brings_list(HOME, *((name, None, False) for name in names))
    chen = town.phone("chen")
    for name, day in names.items():
        await chen.says("找人", name, "1")
        await chen.taps("已经外出")
        await chen.says(day, "1")
    await chen.says("要联系的人")
    assert [label[:2] for label, _ in chen.message.options] == ["安娜", "李明", "张伟"]
    assert "202" not in chen.screen


async def test_nothing_in_the_store_could_tell_when_somebody_was_last_seen(town: Town) -> None:
    """A day's use leaves the same rows about a person as no use at all."""
    li = await hosted(town)
    of_li = (
        "SELECT * FROM person WHERE name = '李明'",
        "SELECT address.* FROM address JOIN person ON person.id = person WHERE name = '李明'",
        "SELECT placement.* FROM placement",
        "SELECT * FROM details",
    )

    async def kept() -> list[list[tuple[object, ...]]]:
        return await town.bot.store.turn(
            lambda tx: [[tuple(row) for row in tx.all(each)] for each in of_li]
        )

    before = await kept()
    for words in ("我的资料", "我的报到", "菜单", "谁看过我的资料"):
        await li.says(words)
    assert await kept() == before


async def test_a_note_of_a_contact_counts_nothing(town: Town) -> None:
    await town.brings_list(HOME, ("李明", None, False))
    chen = town.phone("chen")
    await chen.says("找人", "李明", "1")
    for words in ("没人接", "没人接"):
        await chen.taps("记一次联系")
        await chen.says(words, "1")
    assert "（2）" not in chen.screen
    await chen.says("找人", "李明")
    assert "没人接" not in chen.screen


# No ID number is asked for or kept where a certificate is named.


async def test_of_a_certificate_only_yes_or_no_is_kept(town: Town) -> None:
    li = await hosted(town)
    await li.says("我的资料")
    await li.taps("改一改")
    await li.taps("流动党员活动证")
    await li.says("43048119900101123X")
    assert "选一个" in li.screen
    await li.says("1")
    held = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    assert b"43048119900101123X" not in held


async def test_what_was_looked_for_is_not_kept(town: Town) -> None:
    await hosted(town)
    await town.phone("wang").says("找人", "没有这个人吧", "取消")
    held = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    assert "没有这个人吧".encode() not in held


async def test_the_committee_sees_nobody_to_contact(town: Town) -> None:
    await register(town.phone("li"))
    sun = town.phone("sun")
    for words in ("要联系的人", "党员名册", "我的支部"):
        assert "这里办不了" in await sun.says(words)
    assert HOST not in sun.screen
