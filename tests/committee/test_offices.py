"""Offices are given by a one-time code, handed over in one step, and end with their rights."""

import re
from datetime import timedelta

import pytest

from bot.conversation import Tapped
from bot.people import Role
from tests.rights import asked, hosted
from tests.town import COUNTY, HOST, OTHER, Phone, Town

CODE = re.compile(r"i-[a-z0-9]{16}")


async def page(sun: Phone, name: str) -> str:
    return await sun.gives(Tapped(f"unit/{await sun.town.unit_id(name)}"))


async def code_for(sun: Phone, name: str, number: str) -> str:
    """The one-time code for an office of a branch: 1 is the secretary's, 2 the deputy's."""
    await page(sun, name)
    await sun.taps("任命")
    await sun.says(number, "1")
    found = CODE.search(sun.screen)
    assert found, sun.screen
    return found[0]


async def successors_code(wang: Phone) -> str:
    await wang.says("移交职务")
    await wang.taps("给接任者")
    assert "转给接任者" in await wang.says("1")
    found = CODE.search(wang.screen)
    assert found, wang.screen
    return found[0]


async def takes_up(phone: Phone, code: str, name: str = "徐静") -> str:
    return await phone.says(code, "1", name, "1")


async def test_a_secretary_is_appointed_by_a_code_that_is_shown_once(town: Town) -> None:
    sun, xu = town.phone("sun"), town.phone("xu")
    code = await code_for(sun, OTHER, "1")
    assert f"/chat?start={code}" in sun.screen
    assert "请您担任" in sun.screen
    assert code not in await sun.says("未用的邀请")
    held = b"".join(path.read_bytes() for path in town.path.parent.iterdir())
    assert code.encode() not in held
    assert f"请您担任{OTHER}的支部书记" in await xu.says(code), "an office says which it is"
    assert f"您现在是{OTHER}的支部书记" in await xu.says("1", "徐静", "1")
    assert "等我答复的报到" not in xu.screen, "nothing waits yet"
    assert "名单和海报" in await xu.says("1")
    assert "徐静现在是" in await sun.looks()
    assert "徐静" in await page(sun, OTHER)
    assert "已用过" in await town.phone("mei").says(code)


async def test_an_invite_can_be_withdrawn_and_expires(town: Town) -> None:
    sun, xu = town.phone("sun"), town.phone("xu")
    code = await code_for(sun, OTHER, "2")
    await page(sun, OTHER)
    await sun.taps("未用的邀请")
    assert "作废：支部副书记" in sun.screen
    await sun.taps("作废：支部副书记")
    assert "已作废" in sun.screen
    assert "已用过、过期" in await xu.says(code)
    code = await code_for(sun, OTHER, "1")
    town.clock.move(timedelta(days=8))
    assert "已用过、过期" in await xu.says(code)
    assert "未用的邀请" not in await page(sun, OTHER)


async def test_an_officer_is_appointed_for_a_committee(town: Town) -> None:
    sun, xu = town.phone("sun"), town.phone("xu")
    await page(sun, COUNTY)
    assert "撤销" not in sun.screen, "nobody closes their own committee"
    await sun.taps("任命党委工作人员")
    await sun.says("1")
    found = CODE.search(sun.screen)
    assert found
    await takes_up(xu, found[0])
    assert "没有卡住" in await xu.says("卡住的事")


async def test_a_deputy_sees_no_member_until_the_office_is_theirs(town: Town) -> None:
    id = await asked(town)
    await town.appoint("xu", "徐静", Role.DEPUTY, HOST)
    xu, sun = town.phone("xu"), town.phone("sun")
    assert await xu.looks() == ""
    for token in (f"request/{id}", f"accept/{id}", "requests/", "hosted/"):
        assert "这里办不了" in await xu.gives(Tapped(token))
    assert "支部副书记：徐静" in await page(sun, HOST)


async def test_a_dismissed_secretary_is_told_and_has_no_rights(town: Town) -> None:
    id = await asked(town)
    wang, sun = town.phone("wang"), town.phone("sun")
    await page(sun, HOST)
    await sun.taps("免职")
    await sun.taps("王芳")
    assert "要免去王芳" in sun.screen
    assert "这里办不了" not in await wang.gives(Tapped(f"request/{id}"))
    await sun.taps("对，免职")
    assert f"您在{HOST}的支部书记职务已结束" in await wang.looks()
    assert "这里办不了" in await wang.gives(Tapped(f"request/{id}"))
    assert "由党委代管" in await page(sun, HOST)
    assert HOST in await sun.says("卡住的事"), "the committee answers in the branch's place"
    await sun.taps(HOST)
    await sun.taps("同意")
    assert "欢迎" in await town.phone("li").looks()


async def test_in_one_step_to_a_deputy(town: Town) -> None:
    await asked(town)
    await town.appoint("xu", "徐静", Role.DEPUTY, HOST)
    wang, xu, sun = town.phone("wang"), town.phone("xu"), town.phone("sun")
    await wang.says("移交职务")
    await wang.taps("给副书记徐静")
    assert "您的权限随之结束" in wang.screen
    await wang.taps("对，移交")
    assert "已移交给徐静" in wang.screen
    assert "等待答复的报到：1 件" in await xu.looks()
    assert "徐静现在是" in await sun.looks()
    assert "这里办不了" in await wang.says("等我答复的报到")
    await xu.taps("等我答复的报到")
    assert "李明" in xu.screen
    assert "支部书记：徐静" in await page(sun, HOST)
    assert "支部副书记" not in sun.screen
    await sun.taps("变动记录")
    assert "接任：支部书记" in sun.screen
    assert "李明" not in sun.screen


async def test_to_a_successor_whose_code_ends_the_old_ones_rights(town: Town) -> None:
    await asked(town)
    wang, xu, sun = town.phone("wang"), town.phone("xu"), town.phone("sun")
    code = await successors_code(wang)
    assert "李明" in await wang.says("等我答复的报到"), "until it is used nothing changes"
    assert "给接任者" in await wang.says(code)
    await takes_up(xu, code)
    assert "等待答复的报到：1 件" in xu.screen
    assert f"徐静已接过{HOST}" in await wang.looks()
    assert "徐静现在是" in await sun.looks()
    assert "这里办不了" in await wang.says("等我答复的报到")
    assert "李明" in await xu.says("等我答复的报到")


async def test_a_successors_code_can_be_withdrawn_and_ends_with_the_office(town: Town) -> None:
    wang, xu, sun = town.phone("wang"), town.phone("xu"), town.phone("sun")
    code = await successors_code(wang)
    assert "王芳，您好" in await wang.says("返回")
    await wang.says("移交职务")
    await wang.taps("作废：支部书记")
    assert "已用过" in await xu.says(code)
    code = await successors_code(wang)
    await sun.gives(Tapped(f"dismissnow/{await town.unit_id(HOST)}-wang"))
    assert "已用过" in await xu.says(code)


async def test_a_secretary_withdraws_no_invite_of_the_committee(town: Town) -> None:
    wang, sun, xu = town.phone("wang"), town.phone("sun"), town.phone("xu")
    code = await code_for(sun, HOST, "2")
    await page(sun, HOST)
    await sun.taps("未用的邀请")
    await wang.gives(Tapped(sun.message.token("作废")))
    assert "支部副书记" in await takes_up(xu, code)


@pytest.mark.parametrize("way", ["deputy", "dismissed", "closed"])
async def test_what_waits_for_whoever_lost_the_office_is_not_said(town: Town, way: str) -> None:
    await asked(town)
    await town.appoint("xu", "徐静", Role.DEPUTY, HOST)
    wang, sun, unit = town.phone("wang"), town.phone("sun"), await town.unit_id(HOST)
    if way == "deputy":
        await wang.gives(Tapped(f"handnow/{unit}-xu"))
    elif way == "dismissed":
        await sun.gives(Tapped(f"dismissnow/{unit}-wang"))
    else:
        await sun.gives(Tapped(f"closenow/{unit}"))
    assert "李明" not in await wang.looks()


async def test_what_another_office_still_asks_for_is_said(town: Town) -> None:
    await town.appoint("wang", "王芳", Role.SECRETARY, OTHER)
    await asked(town)
    wang, sun = town.phone("wang"), town.phone("sun")
    await sun.gives(Tapped(f"dismissnow/{await town.unit_id(HOST)}-wang"))
    told = await wang.looks()
    assert "梅兰" in told
    assert "李明" not in told


async def test_a_draft_about_a_member_ends_with_the_office(town: Town) -> None:
    id = await asked(town)
    wang, sun = town.phone("wang"), town.phone("sun")
    await wang.gives(Tapped(f"decline/{id}"))
    await wang.says("李明住得太远")
    await sun.gives(Tapped(f"dismissnow/{await town.unit_id(HOST)}-wang"))
    await wang.says("1")
    assert "李明" not in wang.screen
    assert "不同意" not in await wang.says("菜单")
    sessions = await town.bot.store.turn(lambda tx: tx.all("SELECT session FROM chat"))
    assert not any("太远" in (row["session"] or "") for row in sessions)


async def test_what_was_done_names_units_and_never_members(town: Town) -> None:
    await hosted(town)
    sun = town.phone("sun")
    await sun.gives(Tapped(f"dismissnow/{await town.unit_id(HOST)}-wang"))
    await sun.gives(Tapped(f"closenow/{await town.unit_id(HOST)}"))
    await page(sun, HOST)
    await sun.taps("变动记录")
    assert "孙立免去职务：支部书记" in sun.screen
    assert "孙立撤销了它" in sun.screen
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT by, what FROM act"))
    assert {row["by"] for row in rows} == {"sun"}
    assert not any(name in row["what"] for row in rows for name in ("李明", "梅兰", "王芳"))


async def test_whose_data_was_deleted_is_named_no_more(town: Town) -> None:
    sun = town.phone("sun")
    await sun.gives(Tapped(f"closenow/{await town.unit_id(HOST)}"))
    await town.appoint("hu", "胡军", Role.COMMITTEE, COUNTY)
    await sun.says("删除我的数据", "1")
    hu = town.phone("hu")
    await page(hu, HOST)
    await hu.taps("变动记录")
    assert "孙立" not in hu.screen
    assert "已经不在这里的人撤销了它" in hu.screen


async def test_whose_data_was_deleted_stands_in_no_message_to_others(town: Town) -> None:
    xu = town.phone("xu")
    await takes_up(xu, await code_for(town.phone("sun"), OTHER, "1"))
    await takes_up(town.phone("mei"), await successors_code(xu), "梅兰")
    for gone in ("xu", "mei"):
        await town.phone(gone).says("删除我的数据", "1")
    left = await town.bot.store.turn(lambda tx: tx.all("SELECT screen FROM message"))
    assert not any(name in row["screen"] for row in left for name in ("徐静", "梅兰"))
