"""The reading desk in the browser: the keys stay there, each step is signed, two are needed."""

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import expect

from bot.reports import identity
from bot.reports.directory import Concern
from bot.reports.envelope import File
from bot.reports.model import Act, State
from tests.reports.office import TOLD
from tests.web.conftest import Opens
from tests.web.report_house import ReportHouse, holder
from tests.web.window import Phone, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 360, "height": 740}
PASSPHRASE = "correct horse battery"


async def desk(box: ReportHouse, windows: Opens, name: str) -> Phone:
    """A holder at a desk of their own, with the demo's keys."""
    window = await windows(box, viewport=NARROW)
    # A browser calls it an error when the box refuses a step.
    window.cut = True
    await window.opens("/desk")
    phone = window.phone()
    await phone.taps(name)
    return phone


async def opens_the_case(phone: Phone, mailbox: str) -> None:
    async with phone.answered():
        await phone.screen.locator("button", has_text=mailbox[:8]).click()


async def goes_back_and_reads_it(phone: Phone, mailbox: str) -> None:
    await phone.taps("回到列表")
    await opens_the_case(phone, mailbox)


async def test_two_desks_check_verify_and_close(box: ReportHouse, windows: Opens) -> None:
    li = await box.reports("li", files=[File("text/plain", b"three invoices")])
    he, luo = await desk(box, windows, "he"), await desk(box, windows, "luo")
    await he.sees("he，青石县纪委", "已收到")
    await opens_the_case(he, li.id)
    await he.sees(*TOLD.values())
    await he.taps("开始查")
    await he.taps("答复反映人")
    await he.says("收到了，正在查。")
    await he.sees("答复——he")
    await he.taps("记下查的结果")
    await he.taps("属实")
    await he.says("账对不上")
    await he.sees("办好了", "核查——he，属实：账对不上")
    await expect(he.button("复核")).to_have_count(0)
    await opens_the_case(luo, li.id)
    await luo.taps("复核")
    await luo.taps("属实")
    await luo.says("我也看了账本")
    await luo.taps("办结")
    await luo.says("查实了，钱已退回。")
    await luo.taps("是")
    await luo.sees("已办结：属实")
    assert (await box.looks(li))["state"] == "confirmed"
    words = [(each.state, each.text) for each in await box.answers(li)]
    assert words == [("checking", "收到了，正在查。"), ("confirmed", "查实了，钱已退回。")]
    log = (await box.at("tan", lambda desk: desk.read(li.id))).log
    assert [(entry.act, entry.signer) for entry in log] == [
        (Act.OPEN, "he"),
        (Act.ANSWER, "he"),
        (Act.CHECK, "he"),
        (Act.VERIFY, "luo"),
        (Act.CLOSE, "luo"),
    ]


NOTED = """
const native = URL.createObjectURL;
window.noted = {};
URL.createObjectURL = (blob) => {
  const address = native(blob);
  window.noted[address] = blob.type;
  return address;
};
"""


async def test_files_are_handed_over_to_be_saved_and_never_shown(
    box: ReportHouse, windows: Opens
) -> None:
    page = b"<script>document.title = 'bad'</script>"
    sent = [File("text/plain", page), File("image/png", page)]
    li = await box.reports("li", files=sent)
    window = await windows(box)
    await window.page.add_init_script(NOTED)
    await window.opens("/desk")
    phone = window.phone()
    await phone.taps("he")
    await opens_the_case(phone, li.id)
    links = phone.screen.locator(".photos a")
    await expect(links).to_have_count(len(sent))
    types = await links.evaluate_all("links => links.map((each) => window.noted[each.href])")
    assert types == ["application/octet-stream"] * len(sent)
    async with window.page.expect_download() as download:
        await links.first.click()
    assert (await download.value).suggested_filename == "1-1.txt"


async def test_an_identity_file_is_opened_here_and_sent_nowhere(
    box: ReportHouse, windows: Opens, tmp_path: Path, quick_files: None
) -> None:
    await box.reports("li")
    box.sample.clear()
    file = tmp_path / "tan.age"
    identity.write(file, holder("tan"), PASSPHRASE)
    window = await windows(box)
    sent: list[bytes] = []
    window.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    await window.opens("/desk")
    phone = window.phone()
    await chooses(phone, Path(__file__))
    await phone.says(PASSPHRASE)
    await phone.sees("打不开")
    await chooses(phone, file)
    await phone.says(PASSPHRASE)
    await phone.sees("tan，青石县纪委", "已收到")
    keys = holder("tan").keys
    assert keys is not None and sent
    for secret in (PASSPHRASE.encode(), keys.seed.hex().encode(), keys.secret.encode()):
        assert not any(secret in each for each in sent)
    assert PASSPHRASE not in await window.page.content()
    await phone.root.get_by_test_id("exit").click()
    await phone.sees("请选择您的身份文件")


async def chooses(phone: Phone, file: Path) -> None:
    async with phone.answered():
        await phone.root.get_by_test_id("file").set_input_files(file)


async def test_it_waits_is_handed_on_and_comes_back_to_nobody_below(
    box: ReportHouse, windows: Opens
) -> None:
    li = await box.reports("li", "town")
    ma = await desk(box, windows, "ma")
    await opens_the_case(ma, li.id)
    await ma.taps("其他步骤")
    await ma.taps("先放到某一周")
    assert "2026-W" in await ma.screen.inner_text()
    await ma.taps("返回")
    await ma.taps("其他步骤")
    await ma.taps("交给上一级")
    await ma.taps("跳过")
    await ma.sees("把整件交给青石县纪委吗")
    await ma.taps("是")
    await ma.sees("没有案件")
    he = await desk(box, windows, "he")
    await opens_the_case(he, li.id)
    await he.sees(*TOLD.values(), "ma")


async def test_a_case_is_put_aside_and_closed_to_a_colleague_and_opened_again(
    box: ReportHouse, windows: Opens
) -> None:
    li = await box.reports("li", concern=Concern.OTHER)
    he = await desk(box, windows, "he")
    await opens_the_case(he, li.id)
    await he.taps("开始查")
    await he.taps("其他步骤")
    await he.taps("不再让某位同事看")
    await he.taps("tan")
    await he.taps("跳过")
    await he.sees("办好了")
    assert await box.at("tan", lambda desk: desk.cases()) == []
    assert await box.can_open(li.id, 1) == {"he", "luo"}
    await box.adds(li, "他们是表兄弟")
    assert await box.can_open(li.id, 2) == {"he", "luo"}
    await goes_back_and_reads_it(he, li.id)
    await he.sees("他们是表兄弟")
    await he.taps("其他步骤")
    await he.taps("让同事重新能看")
    await he.taps("tan")
    await he.taps("跳过")
    await he.sees("办好了")
    again = await box.at("tan", lambda desk: desk.read(li.id))
    assert again.reports[0].said["answers"] == TOLD and again.unreadable == ()
    assert again.state is State.CHECKING


async def test_a_step_that_somebody_else_was_first_with_is_refused_in_words(
    box: ReportHouse, windows: Opens
) -> None:
    li = await box.reports("li")
    he = await desk(box, windows, "he")
    await opens_the_case(he, li.id)
    await box.at("luo", lambda desk: desk.open(li.id))
    await he.taps("开始查")
    await he.sees("别人先了一步", "在查")


async def test_a_desk_that_the_browser_brings_back_is_locked(
    box: ReportHouse, windows: Opens
) -> None:
    li = await box.reports("li")
    he = await desk(box, windows, "he")
    await opens_the_case(he, li.id)
    await he.sees(*TOLD.values())
    async with he.page.expect_navigation():
        await he.page.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    await expect(he.screen).to_be_attached()
    assert TOLD["what"] not in await he.page.content()


async def test_nobodys_way_to_the_desk_is_barred(box: ReportHouse, windows: Opens) -> None:
    li = await box.reports("li")
    he = await desk(box, windows, "he")
    await nothing_bars_the_way(he)
    await opens_the_case(he, li.id)
    await nothing_bars_the_way(he)


async def nothing_bars_the_way(phone: Phone) -> None:
    results = await Axe().run(phone.page)
    assert not results.violations_count, results.generate_report()
    assert await phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


async def test_the_real_desk_knows_no_published_keys(box: ReportHouse, windows: Opens) -> None:
    box.sample.clear()
    window: Window = await windows(box)
    await window.opens("/desk")
    assert "AGE-SECRET-KEY" not in await window.page.content()
