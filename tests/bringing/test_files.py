"""The branch's own files: its members, a sheet for signatures, posters and words for a group."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.conversation import Document
from bot.members.bringing.talk.poster import drawn
from tests.rights import hosted
from tests.town import HOME, HOST, Town


def rows(file: Document) -> list[tuple[str, ...]]:
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]


async def test_the_members_as_a_workbook(town: Town) -> None:
    await hosted(town)
    chen = town.phone("chen")
    await chen.says("名单", "李明\n王芳 13900139000（预备）\n=1+1 赵云")
    await chen.taps("用作")
    await chen.says("导出党员表")
    (file,) = chen.files
    assert HOME in file.name and file.name.endswith(".xlsx")
    assert rows(file)[1:] == [
        ("李明", "13800138000", "在外地", HOST, ""),
        ("梅兰", "", "在外地", "东莞长安镇流动党支部", ""),
        ("王芳", "13900139000", "在老家", "", "预备党员"),
        ("赵云", "", "在老家", "", ""),
    ]
    await town.phone("wang").says("导出党员表")
    assert rows(town.phone("wang").files[0])[1:] == [
        ("李明", "13800138000", "在这里报到", HOME, "")
    ]


async def test_each_person_in_a_file_sees_that_it_was_taken(town: Town) -> None:
    await hosted(town)
    li, mei = town.phone("li"), town.phone("mei")
    await town.phone("wang").says("导出党员表")
    assert "王芳把您的姓名和电话导出" in await li.says("谁看过我的资料")
    await town.phone("wang").says("签到表")
    assert "签到表" in await li.says("谁看过我的资料")
    assert "导出" not in await mei.says("谁看过我的资料")


async def test_a_sheet_for_signatures_has_names_and_no_numbers(town: Town) -> None:
    await hosted(town)
    chen, wang = town.phone("chen"), town.phone("wang")
    await chen.says("名单", "李明\n王芳 13900139000\n<b>Tom")
    await chen.taps("用作")
    await chen.says("签到表")
    html = chen.files[0].content.decode()
    assert "王芳" in html and "李明" not in html and "139" not in html
    await wang.says("签到表")
    html = wang.files[0].content.decode()
    assert "李明" in html and HOME in html and "138" not in html


async def test_posters_carry_the_links(town: Town) -> None:
    wang = town.phone("wang")
    await wang.says("海报")
    unit = await town.unit_id(HOST)
    links = [f"http://localhost:8080/chat?start={kind}-{unit}" for kind in ("b", "h")]
    for file, link in zip(wang.files, links, strict=True):
        html = file.content.decode()
        assert drawn(link) in html
        assert f"<b>{link}</b>" in html and HOST in html
        # Nothing is fetched from anywhere.
        assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import", html)
    assert "只能在这台电脑上打开" in wang.screen


@pytest.mark.parametrize(("said", "kind"), [("微信群", "h"), ("换成给外来党员", "b")])
async def test_words_for_a_group_lead_to_registering(town: Town, said: str, kind: str) -> None:
    wang, new = town.phone("wang"), town.phone("new")
    await wang.says("微信群")
    if said != "微信群":
        await wang.taps(said)
    assert "管理员" not in wang.screen
    start = re.search(r"start=(\S+)", wang.screen)
    assert start and start[1].startswith(kind)
    await new.opens(start[1])
    await new.says("1", "赵云", "跳过")
    # The other branch is asked; the one of the link is filled in.
    assert ("现在住" in new.screen) == (kind == "h")
    await new.says("河湾" if kind == "b" else "东莞", "1")
    assert HOST in new.screen
    await new.taps("发送") if "发送" in new.screen else await new.says("1")
    assert "等待" in await new.says("我的报到")
