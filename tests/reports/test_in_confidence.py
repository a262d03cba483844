"""Reporting in the chat, in confidence."""

import asyncio
import re
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.conversation import Document, Tapped, Unclear
from bot.reports.desk.casefile import next_answer
from bot.reports.envelope import signed
from bot.reports.pictures import only_the_picture
from bot.reports.receipt import mailbox_of
from tests.reports.town_with_box import TownWithBox
from tests.reports.vectors import pair
from tests.town import Phone

WHAT = "他把救灾款分给了自己的亲戚"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[TownWithBox]:
    town = TownWithBox(tmp_path)
    await town.settle()
    yield town
    town.stop()


def photo() -> bytes:
    written = BytesIO()
    picture = Image.new("RGB", (80, 60), "red")
    exif = Image.Exif()
    exif[0x010E] = "taken by 李明"
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


async def tells(li: Phone, *more: str) -> str:
    """Up to the receipt; the receipt as it is shown."""
    await li.says("举报")
    await li.taps("在这里说")
    await li.taps("青石县纪委")
    await li.taps("别的人")
    await li.says(WHAT, "石桥镇，上个月", "账本", *(more or ("跳过",)))
    await li.taps("去拿回执")
    found = re.search(r"(\d{4} ){5}\d{4}", li.screen)
    assert found, li.screen
    return found[0]


async def reported(li: Phone) -> str:
    receipt = await tells(li)
    await li.taps("我抄好了")
    await li.says(receipt)
    return receipt


async def test_the_two_ways_and_12388_are_on_one_screen(town: TownWithBox) -> None:
    li = town.phone("li")
    for words in ("举报", "反映问题"):
        await li.says(words)
        assert "https://box.example.org" in li.screen
        assert "12388" in li.screen
        assert "平台知道您的账号" in li.screen
        await li.taps("回到菜单")


async def test_a_report_is_sealed_once_its_receipt_is_typed_back(town: TownWithBox) -> None:
    li = town.phone("li")
    receipt = await tells(li)
    assert "还没有发出" in li.screen
    assert await town.cases("county") == []
    await li.taps("我抄好了")
    wrong = receipt[:-1] + ("1" if receipt[-1] != "1" else "2")
    assert "不一样" in await li.says(wrong)
    assert "已经封好" in await li.says(receipt)
    (case,) = await town.cases("county")
    report = (await town.reads("he", case)).reports[0]
    assert report.said["answers"]["what"] == WHAT
    assert await li.taps("回到菜单")
    assert "报到" in li.screen


async def test_with_the_receipt_one_looks_adds_and_takes_back(town: TownWithBox) -> None:
    li, other = town.phone("li"), town.phone("other")
    receipt = await reported(li)
    await other.says("反映问题")
    await other.taps("我有回执")
    assert "写错了一位" in await other.says("1" * 24)
    assert "已收到" in await other.says(receipt)
    await other.taps("补充")
    await other.says("昨天又来了", "跳过")
    await other.taps("发送")
    (case,) = await town.cases("county")
    assert len((await town.reads("he", case)).reports) == 2
    await li.says("反映问题")
    await li.taps("我有回执")
    await li.says(receipt)
    await li.taps("撤回")
    await li.taps("对，撤回")
    assert await town.cases("county") == []


async def test_what_is_added_is_not_sealed_to_whom_the_case_was_closed_to(
    town: TownWithBox,
) -> None:
    li, tan = town.phone("li"), pair("tan").recipient
    receipt = await reported(li)
    (case,) = await town.cases("county")
    file = await town.reads("he", case)
    await town.puts(signed(next_answer(file, case.state, "", frozenset({tan})), pair("he")))
    await li.says("反映问题")
    await li.taps("我有回执")
    assert "能看这件事的人有变动" in await li.says(receipt)
    await li.taps("补充")
    await li.says("他们是表兄弟", "跳过")
    await li.taps("发送")
    assert len((await town.reads("luo", case)).reports) == 2
    closed = await town.reads("tan", case)
    assert (len(closed.reports), len(closed.unreadable)) == (1, 1)


async def test_a_receipt_of_nothing(town: TownWithBox) -> None:
    li = town.phone("li")
    receipt = await tells(li)
    await li.says("菜单")
    await li.taps("我有回执")
    assert "没有对应的举报" in await li.says(receipt)


async def test_a_photo_keeps_nothing_but_the_picture(town: TownWithBox) -> None:
    li = town.phone("li")
    await li.says("举报")
    await li.taps("在这里说")
    await li.taps("青石县纪委")
    await li.taps("别的人")
    await li.says(WHAT, "石桥镇", "跳过")
    await li.gives(Document("x.jpg", "image/jpeg", b"no picture"))
    assert "不是能看的图片" in li.screen
    await li.gives(Document("李明.jpg", "image/jpeg", photo()))
    await li.taps("去拿回执")
    found = re.search(r"(\d{4} ){5}\d{4}", li.screen)
    assert found
    await li.taps("我抄好了")
    await li.says(found[0])
    (case,) = await town.cases("county")
    (file,) = (await town.reads("he", case)).reports[0].files
    assert file.type == "image/jpeg"
    assert "李明".encode() not in file.data


async def test_what_is_forwarded_into_a_booth_begins_nothing_outside(town: TownWithBox) -> None:
    wang = town.phone("wang")
    await wang.says("举报")
    await wang.taps("在这里说")
    await wang.gives(Document("a.jpg", "image/jpeg", photo(), WHAT, forwarded=True))
    assert "我问到时才收文件" in wang.screen
    await wang.taps("青石县纪委")
    await wang.taps("别的人")
    await wang.says(WHAT, "石桥镇", "跳过")
    await wang.gives(Document("a.jpg", "image/jpeg", photo(), WHAT, forwarded=True))
    await wang.taps("去拿回执")
    assert re.search(r"(\d{4} ){5}\d{4}", wang.screen)
    kept = (
        "SELECT (SELECT count(*) FROM document)"
        " + (SELECT count(*) FROM chat WHERE session IS NOT NULL)"
    )
    assert await town.bot.store.turn(lambda tx: tx.value(kept)) == 0


async def test_a_receipt_below_a_forwarded_picture_begins_no_notice(town: TownWithBox) -> None:
    wang = town.phone("wang")
    receipt = await reported(town.phone("li"))
    await wang.gives(Document("a.jpg", "image/jpeg", photo(), receipt, forwarded=True))
    assert "发给谁" not in wang.screen and receipt not in wang.screen
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM document")) == 0


def bomb(width: int, height: int) -> bytes:
    """A picture that says of itself how large it would be, and holds next to nothing."""
    head = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(999))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@pytest.mark.parametrize(
    "content",
    [
        bomb(60_000, 60_000),
        bomb(9_000, 9_000),
        b"PK\x03\x04" + bytes(99),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7 /JavaScript",
    ],
    ids=["bomb", "large", "archive", "script", "document"],
)
def test_whatever_is_no_picture_is_refused_without_harm(content: bytes) -> None:
    with pytest.raises(Unclear):
        only_the_picture(Document("photo.jpg", "image/jpeg", content))


async def test_what_concerns_the_body_itself_goes_to_12388_where_nothing_is_above(
    town: TownWithBox,
) -> None:
    li = town.phone("li")
    await li.says("举报")
    await li.taps("在这里说")
    await li.taps("青石县纪委")
    await li.taps("一把手")
    await li.says(WHAT, "石桥镇", "跳过", "跳过")
    await li.taps("去拿回执")
    assert "12388" in li.screen
    assert await town.cases("county") == []


async def test_what_concerns_a_body_goes_past_it(town: TownWithBox) -> None:
    li = town.phone("li")
    await li.says("举报")
    await li.taps("在这里说")
    await li.taps("石桥镇纪委")
    await li.taps("书记")
    await li.says(WHAT, "石桥镇", "跳过", "跳过")
    await li.taps("去拿回执")
    found = re.search(r"(\d{4} ){5}\d{4}", li.screen)
    assert found
    await li.taps("我抄好了")
    await li.says(found[0])
    assert await town.cases("town") == []
    assert len(await town.cases("county")) == 1


async def test_whoever_starts_telling_meets_one_gentle_screen(town: TownWithBox) -> None:
    li = town.phone("li")
    await li.says("我们村长贪污了十万块")
    assert "没有保存" in li.screen
    assert "12388" in li.screen
    assert "box.example.org" in li.screen


async def test_a_receipt_typed_anywhere_is_dropped(town: TownWithBox) -> None:
    li = town.phone("li")
    receipt = await reported(li)
    await li.says("报到", "1")
    assert "回执" in await li.says(receipt)
    assert "回执" in await li.says(receipt.replace(" ", ""))
    held = await town.bot.store.turn(lambda tx: tx.all("SELECT session FROM chat"))
    assert all(receipt[:4] not in str(row["session"]) for row in held)


async def test_a_restart_ends_it_with_an_honest_word(town: TownWithBox) -> None:
    li = town.phone("li")
    await li.says("举报")
    await li.taps("在这里说")
    button = li.message.options[0][1]
    town.restart()
    await li.gives(Tapped(button))
    assert "没有保存，也没有发出" in li.screen
    assert "没看懂" in await li.says("他昨天又来了")


async def test_silence_ends_it(town: TownWithBox) -> None:
    li, mei = town.phone("li"), town.phone("mei")
    await tells(li)
    town.clock.move(timedelta(minutes=31))
    await mei.says("举报")
    assert "没看懂" in await li.says("账本")


async def test_other_things_go_on_where_they_were(town: TownWithBox) -> None:
    """A draft of the ordinary conversation waits outside, and the words of commands lead out."""
    li = town.phone("li")
    await li.says("报到", "1", "李明")
    await li.says("/report")
    assert "12388" in li.screen
    await li.taps("回到菜单")
    assert "电话" in li.screen
    mei = town.phone("mei")
    await mei.says("举报")
    assert "English" in await mei.says("语言")
    assert "没看懂" in await mei.says("账本")


async def test_the_operator_can_switch_it_off(tmp_path: Path) -> None:
    town = TownWithBox(tmp_path, in_chat=False)
    try:
        li = town.phone("li")
        await li.says("举报")
        assert "https://box.example.org" in li.screen
        assert "12388" in li.screen
        assert "在这里说" not in li.screen
    finally:
        town.stop()


async def test_a_platform_that_keeps_what_is_written_is_offered_the_page_alone(
    town: TownWithBox,
) -> None:
    li = town.phone("li", channel="wechat")
    await li.says("举报")
    assert "https://box.example.org" in li.screen
    assert "在这里说" not in li.screen


async def test_two_messages_at_once_are_answered_one_after_the_other(town: TownWithBox) -> None:
    """The second comes when the first has ended the conversation: it is dropped, not lost."""
    li = town.phone("li")
    receipt = await tells(li)
    await li.taps("我抄好了")
    await asyncio.gather(li.says(receipt), li.says(receipt))
    assert len(await town.cases("county")) == 1
    assert "回执" in li.screen


@pytest.mark.parametrize("slow", ["receipt", "box"])
async def test_a_booth_that_waits_holds_up_no_other_one(
    town: TownWithBox, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    assert town.box
    begun, go_on = asyncio.Event(), asyncio.Event()
    works = mailbox_of if slow == "receipt" else town.box.store.turn

    async def waits(given: Any) -> object:
        begun.set()
        await go_on.wait()
        return await works(given)

    li, mei = town.phone("li"), town.phone("mei")
    receipt = await tells(li)
    await li.taps("我抄好了")
    if slow == "receipt":
        monkeypatch.setattr("bot.reports.talk.booth.mailbox_of", waits)
    else:
        monkeypatch.setattr(town.box.store, "turn", waits)
    typed = asyncio.create_task(li.says(receipt))
    await begun.wait()
    async with asyncio.timeout(10):
        await tells(mei)
    assert not typed.done()
    go_on.set()
    assert "已经封好" in await typed


async def test_guessing_receipts_in_the_chat_is_slowed_down(
    town: TownWithBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("bot.reports.confidence.asyncio.sleep", sleep)
    li = town.phone("li")
    await li.says("举报")
    await li.taps("我有回执")
    for _ in range(9):
        await li.says("1" * 24)
    assert waits[0] == 0.0
    assert waits[-1] > waits[-2] > 0.0
