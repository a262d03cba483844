"""The sealed page: a report goes in by it, is read at the desks, and answered; then silence."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image
from playwright.async_api import expect

from bot.reports.desk.desk import Desk
from bot.reports.directory import root_number
from tests.reports.office import ROOT
from tests.reports.vectors import pair
from tests.web.conftest import Opens
from tests.web.report_house import ReportHouse
from tests.web.window import Phone, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 360, "height": 740}
WHAT = "他把救灾款分给了亲戚"
ANSWERS = {"what": WHAT, "where": "石桥镇，三月", "who": "赵某", "check": "账本"}

# What a web view of some years ago does not have.
OLD = """
delete window.WebAssembly;
delete Object.hasOwn;
delete Array.prototype.flatMap;
delete Blob.prototype.arrayBuffer;
for (const name of ["importKey", "generateKey", "deriveBits"]) {
  const native = SubtleCrypto.prototype[name];
  SubtleCrypto.prototype[name] = function (...given) {
    const named = given.map((each) => (each && each.name) || each);
    return named.includes("X25519") || named.includes("Ed25519")
      ? Promise.reject(new TypeError("what is that?"))
      : native.apply(this, given);
  };
}
"""


async def reporter(window: Window) -> Phone:
    await window.opens()
    return window.phone()


async def answers_everything(
    phone: Phone, body: str = "青石县纪委", concern: str = "别的人", photo: bytes = b""
) -> None:
    """From the first screen to the one that shows it whole."""
    await phone.taps("反映问题（举报）")
    await phone.says(*list(ANSWERS.values())[:3])
    await phone.taps(body)
    await phone.taps(concern)
    await phone.says(ANSWERS["check"])
    if photo:
        await chooses(phone, photo)
    await phone.taps("下一步" if photo else "没有照片")


async def chooses(phone: Phone, data: bytes, name: str = "a.jpg", kind: str = "image/jpeg") -> None:
    async with phone.answered():
        picker = phone.root.get_by_test_id("file")
        await picker.set_input_files({"name": name, "mimeType": kind, "buffer": data})


async def takes_the_receipt(phone: Phone) -> str:
    """Writes it on paper, types it back, and is sent off."""
    await phone.taps("就这样")
    receipt = await phone.root.get_by_test_id("receipt").inner_text()
    await phone.taps("我抄好了")
    await phone.says(receipt)
    return receipt


async def reads_with(phone: Phone, receipt: str) -> None:
    await phone.taps("我有回执")
    await phone.says(receipt)


def only_case(desk: Desk) -> str:
    (case,) = desk.cases()
    return case.mailbox


async def told(box: ReportHouse, name: str) -> Mapping[str, str]:
    """What a holder reads in the only case."""
    case = await box.at(name, lambda desk: desk.open(only_case(desk)))
    answers: Mapping[str, str] = case.reports[0].said["answers"]
    return answers


LEFT_BEHIND = """async () => [
    document.cookie, localStorage.length, sessionStorage.length, history.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    location.pathname + location.search + location.hash,
]"""


async def test_a_report_is_checked_verified_answered_and_read_and_nothing_stays_behind(
    box: ReportHouse, windows: Opens
) -> None:
    window = await windows(box, viewport=NARROW)
    phone = await reporter(window)
    before = await window.page.evaluate(LEFT_BEHIND)
    await answers_everything(phone)
    await phone.sees(WHAT, "只有青石县纪委能看到")
    receipt = await takes_the_receipt(phone)
    await phone.sees("放进举报信箱", "不会有人为这件事来找您")
    assert WHAT not in await window.page.content()
    assert await window.page.evaluate(LEFT_BEHIND) == before == ["", 0, 0, 2, 0, 0, "/"]
    assert await window.page.context.cookies() == []
    assert await told(box, "he") == ANSWERS
    await closed(box)
    again = await reporter(await windows(box))
    await reads_with(again, receipt)
    await again.sees("已办结：属实", "答复：已经查清，钱退回来了。")


async def closed(box: ReportHouse) -> None:
    mailbox = await box.at("he", only_case)
    await box.at("he", lambda desk: desk.check(mailbox, True, "账本对不上"))
    await box.at("luo", lambda desk: desk.verify(mailbox, True, "复核属实"))
    await box.at("he", lambda desk: desk.close(mailbox, "", "已经查清，钱退回来了。"))


async def test_something_more_and_a_photo_by_the_receipt_and_then_taken_back(
    box: ReportHouse, windows: Opens
) -> None:
    phone = await reporter(await windows(box))
    await answers_everything(phone)
    receipt = await takes_the_receipt(phone)
    phone = await reporter(await windows(box))
    await reads_with(phone, receipt)
    await phone.taps("补充")
    await phone.says("还有一张发票")
    await chooses(phone, photo())
    await phone.taps("下一步")
    await phone.sees("已加密补充进去", "还没有答复")
    mailbox = await box.at("he", only_case)
    more = (await box.at("luo", lambda desk: desk.read(mailbox))).reports[1]
    assert more.said["text"] == "还有一张发票" and len(more.files) == 1
    await phone.taps("撤回")
    await phone.taps("对，撤回")
    await phone.sees("已全部删除")
    assert await box.at("he", lambda desk: desk.cases()) == []


async def test_what_is_added_later_is_not_sealed_to_whom_the_case_was_closed_to(
    box: ReportHouse, windows: Opens
) -> None:
    phone = await reporter(await windows(box))
    await answers_everything(phone)
    receipt = await takes_the_receipt(phone)
    await phone.sees("放进举报信箱")
    mailbox, tan = await box.at("he", only_case), pair("tan").recipient
    phone = await reporter(await windows(box))
    await reads_with(phone, receipt)
    await phone.taps("补充")
    await phone.says("他们是表兄弟")
    # Closed while it is being written.
    await box.at("he", lambda desk: desk.withdraw(mailbox, tan, "是亲戚"))
    await phone.taps("没有照片")
    await phone.sees("已加密补充进去", "有变动")
    assert await box.can_open(mailbox, 2) == {"he", "luo"}
    await box.at("luo", lambda desk: desk.grant(mailbox, tan, "弄错了"))
    await phone.taps("撤回")
    await phone.taps("对，撤回")
    await phone.sees("已经在查")
    assert await box.can_open(mailbox, 3) == {"he", "luo", "tan"}


async def test_whom_it_concerns_decides_who_can_read_it(box: ReportHouse, windows: Opens) -> None:
    phone = await reporter(await windows(box))
    await answers_everything(phone, "石桥镇纪委", "那个机构的一把手")
    await phone.sees("只有青石县纪委能看到")
    await takes_the_receipt(phone)
    await phone.sees("青石县纪委会看")
    assert await box.at("ma", lambda desk: desk.cases()) == []
    assert await told(box, "tan") == ANSWERS


async def test_what_concerns_the_topmost_body_goes_nowhere_from_here(
    box: ReportHouse, windows: Opens
) -> None:
    phone = await reporter(await windows(box))
    await phone.taps("反映问题（举报）")
    await phone.says("1", "2", "3")
    await phone.taps("青石县纪委")
    await phone.taps("那里办举报的人")
    await phone.sees("只能走 12388")
    await phone.taps("返回")
    await phone.sees("请哪个机构来查")


async def test_nothing_is_asked_of_the_server_before_the_end_and_nothing_is_lost_without_it(
    box: ReportHouse, windows: Opens
) -> None:
    window = await windows(box)
    window.cut = True
    phone = await reporter(window)
    await window.page.context.set_offline(True)
    await answers_everything(phone)
    await takes_the_receipt(phone)
    await phone.sees("连不上举报信箱", "您写的都还在这里")
    await window.page.context.set_offline(False)
    await phone.taps("再试一次")
    await phone.sees("放进举报信箱")
    assert await told(box, "he") == ANSWERS


async def test_an_old_web_view_seals_as_well(box: ReportHouse, windows: Opens) -> None:
    window = await windows(box)
    await window.page.add_init_script(OLD)
    phone = await reporter(window)
    await answers_everything(phone)
    await takes_the_receipt(phone)
    await phone.sees("放进举报信箱")
    assert await told(box, "luo") == ANSWERS


@pytest.mark.parametrize(
    ("lack", "word"),
    [
        ("delete Crypto.prototype.subtle", "不能加密"),
        ("delete window.TransformStream", "不能加密"),
        ("Crypto.prototype.getRandomValues = () => { throw new Error() }", "不能加密"),
        (
            "Object.defineProperty(window, 'isSecureContext', { value: false })",
            "谁都能改的连接",
        ),
    ],
)
async def test_where_it_cannot_seal_it_says_so_and_takes_nothing(
    box: ReportHouse, windows: Opens, lack: str, word: str
) -> None:
    window = await windows(box)
    await window.page.add_init_script(lack)
    phone = await reporter(window)
    await phone.sees(word, "什么也不问，也没有发出任何东西", "12388")
    await expect(phone.entry).to_be_hidden()
    await expect(phone.screen.get_by_role("button")).to_have_count(0)


async def test_without_a_script_it_says_so_in_both_languages(
    box: ReportHouse, windows: Opens
) -> None:
    window = await windows(box, java_script_enabled=False)
    await window.page.goto(box.address)
    await expect(window.page.locator("main")).to_contain_text("这个浏览器用不了本页")
    await expect(window.page.locator("main")).to_contain_text("nothing was sent")


async def test_without_a_body_to_believe_it_takes_nothing(box: ReportHouse, windows: Opens) -> None:
    box.lists = box.lists[2:]
    phone = await reporter(await windows(box))
    await phone.sees("没有能收举报的机构", "12388")


async def test_the_saved_file_works_alone_and_says_where_it_sends(
    box: ReportHouse, windows: Opens, tmp_path: Path
) -> None:
    window = await windows(box)
    await window.opens()
    async with window.page.expect_download() as download:
        await window.page.locator(".save-link").click()
    saved = tmp_path / "report.html"
    await (await download.value).save_as(saved)
    window.address = saved.as_uri().removesuffix("/report.html")
    window.cut = True
    await window.page.context.set_offline(True)
    await window.page.goto(saved.as_uri())
    phone = window.phone()
    await phone.sees(f"最后会发到 {box.address}", f"核对：{root_number(ROOT)}")
    await answers_everything(phone, photo=photo())
    window.address = box.address
    await window.page.context.set_offline(False)
    await takes_the_receipt(phone)
    await phone.sees("放进举报信箱")
    assert await told(box, "he") == ANSWERS


PLANTED = "nine-lives-camera"


def photo() -> bytes:
    """A photo that tells which camera took it."""
    picture = Image.new("RGB", (3000, 1200), (200, 120, 40))
    exif = Image.Exif()
    exif[0x0110] = PLANTED
    written = BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=PLANTED.encode())
    return written.getvalue()


async def sent_files(box: ReportHouse) -> list[bytes]:
    case = await box.at("he", lambda desk: desk.open(only_case(desk)))
    return [file.data for file in case.reports[0].files]


async def test_of_a_photo_only_the_picture_remains_unless_somebody_chooses_otherwise(
    box: ReportHouse, windows: Opens
) -> None:
    phone = await reporter(await windows(box))
    original = photo()
    assert PLANTED.encode() in original
    await answers_everything(phone, photo=original)
    await phone.taps("改一改")
    await phone.taps("照片")
    await phone.taps("原样交一个文件")
    await phone.sees("原件里常常带着")
    await chooses(phone, original)
    await phone.taps("下一步")
    await takes_the_receipt(phone)
    await phone.sees("放进举报信箱")
    drawn, untouched = await sent_files(box)
    assert untouched == original
    assert PLANTED.encode() not in drawn and b"Exif" not in drawn
    assert Image.open(BytesIO(drawn)).size == (2048, 819)


async def test_what_is_no_picture_is_not_taken_for_one(box: ReportHouse, windows: Opens) -> None:
    phone = await reporter(await windows(box))
    await phone.taps("反映问题（举报）")
    await phone.says("1", "2", "3")
    await phone.taps("青石县纪委")
    await phone.taps("别的人")
    await phone.says("4")
    await chooses(phone, b"PK\x03\x04 not a picture")
    await phone.sees("这不是这个浏览器能看的图片")
    await phone.taps("原样交一个文件")
    await chooses(phone, b"MZ", "a.exe", "application/x-msdownload")
    await phone.sees("只能交照片、PDF 和纯文本")


async def test_a_slip_of_the_pen_is_found_without_the_server(
    box: ReportHouse, windows: Opens
) -> None:
    window = await windows(box)
    phone = await reporter(window)
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    await phone.taps("我有回执")
    await phone.says("1234 5678 9012 3456 7890 1234")
    await phone.sees("有数字写错了一位")
    assert asked == []


async def test_the_receipt_must_be_typed_back_whole(box: ReportHouse, windows: Opens) -> None:
    phone = await reporter(await windows(box))
    await answers_everything(phone)
    await phone.taps("就这样")
    receipt = await phone.root.get_by_test_id("receipt").inner_text()
    await phone.taps("我抄好了")
    assert receipt.split()[0] not in await phone.root.inner_text()
    await phone.says(receipt[:20])
    await phone.sees("和给您的号码不一样")
    await phone.taps("再看一次")
    assert await phone.root.get_by_test_id("receipt").inner_text() == receipt
    assert await box.at("he", lambda desk: desk.cases()) == []


async def test_leaving_quickly_leaves_an_empty_page(box: ReportHouse, windows: Opens) -> None:
    window = await windows(box)
    phone = await reporter(window)
    await phone.taps("反映问题（举报）")
    await phone.says(WHAT)
    await window.page.get_by_test_id("exit").click()
    await window.page.wait_for_url("about:blank")
    await window.page.go_back()
    assert WHAT not in await window.page.content()


async def test_english_is_whole_and_what_was_begun_stays(box: ReportHouse, windows: Opens) -> None:
    window = await windows(box, locale="en-GB", viewport=NARROW, color_scheme="dark")
    phone = await reporter(window)
    await phone.taps("Report something")
    await phone.says("He gave the relief money to his relatives")
    await phone.entry.fill("Shiqiao, in March")
    await window.page.get_by_role("button", name="中文").click()
    await phone.sees("在哪里？什么时候？")
    await expect(phone.entry).to_have_value("Shiqiao, in March")
    await window.page.get_by_role("button", name="English").click()
    await phone.sees("Where and when?")


async def test_nobodys_way_is_barred(box: ReportHouse, windows: Opens) -> None:
    window = await windows(box, viewport=NARROW)
    phone = await reporter(window)
    await answers_everything(phone, photo=photo())
    await nothing_bars_the_way(window)
    await phone.taps("就这样")
    await nothing_bars_the_way(window)


async def nothing_bars_the_way(window: Window) -> None:
    results = await Axe().run(window.page)
    assert not results.violations_count, results.generate_report()
    assert await window.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
