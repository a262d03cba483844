"""An inspector's keys made in the page: the private half leaves it in a locked file alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from bot.reports import identity
from bot.reports.directory import sign_list
from bot.reports.identity import Identity
from tests.reports.vectors import HOLDERS, county, holders, seed
from tests.web.conftest import Opens
from tests.web.report_house import ReportHouse
from tests.web.test_browser_desk import NARROW, PASSPHRASE, chooses, nothing_bars_the_way
from tests.web.test_browser_report import OLD
from tests.web.window import Phone, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAME = "孙岚"
WORKER = "**/files/passphrase.js"
# What an age tool takes a second for is done quickly, in a worker that is as old as the page.
AS_IT_IS, QUICK = "WORK = 18;", "WORK = 10;"


async def quickly(route: Route) -> None:
    response = await route.fetch()
    script = await response.text()
    assert script.count(AS_IT_IS) == 1
    old = OLD.replace("window.", "self.")
    await route.fulfill(response=response, body=old + script.replace(AS_IT_IS, QUICK))


async def at_the_door(box: ReportHouse, windows: Opens, **options: object) -> Window:
    """An old web view before the desk, of somebody whom nobody has given published keys."""
    box.sample.clear()
    window = await windows(box, viewport=NARROW, **options)
    await window.page.add_init_script(OLD)
    await window.page.route(WORKER, quickly)
    await window.opens("/desk")
    return window


async def chooses_a_passphrase(phone: Phone) -> None:
    await phone.taps("我还没有密钥，就在这里生成")
    await phone.says(f"{NAME}\n", PASSPHRASE, PASSPHRASE)
    await phone.sees("私钥在里面")


async def saves(phone: Phone, label: str, folder: Path) -> Path:
    async with phone.page.expect_download() as download:
        await phone.root.locator(".save-link", has_text=label).last.click()
    given = await download.value
    path = folder / given.suggested_filename
    await given.save_as(path)
    return path


async def opens_it(phone: Phone, file: Path) -> None:
    await chooses(phone, file)
    await phone.says(PASSPHRASE)


async def test_keys_are_made_here_and_open_the_desk_here_and_on_the_command_line(
    box: ReportHouse, windows: Opens, tmp_path: Path
) -> None:
    window = await at_the_door(box, windows)
    await window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sent: list[bytes] = []
    window.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    phone = window.phone()
    await chooses_a_passphrase(phone)
    await nothing_bars_the_way(phone)
    file = await saves(phone, "存下", tmp_path)
    await phone.taps("我存好了")
    await opens_it(phone, file)
    await phone.sees("密钥生成好了", "打电话")
    await nothing_bars_the_way(phone)
    made = await handed_over(phone, file)
    assert await phone.page.evaluate("navigator.clipboard.readText()") == made.card
    await is_signed_into_the_list(box, await saves(phone, ".card.json", tmp_path))
    await phone.taps("下一步")
    await phone.sees("等名单签好了")
    assert made.card not in await window.page.content()
    await opens_it(phone, file)
    await phone.sees(f"{NAME}，青石县纪委", "没有案件")
    assert made.keys is not None and sent
    for secret in (PASSPHRASE.encode(), made.seed.hex().encode(), made.keys.secret.encode()):
        assert not any(secret in each for each in sent)


async def handed_over(phone: Phone, file: Path) -> Identity:
    """What the command line finds in the file is what the page shows and copies."""
    made = identity.read(file, PASSPHRASE)
    assert made.holder and made.name == NAME
    number = phone.root.get_by_test_id("check-number").locator("span")
    assert " ".join(await number.all_inner_texts()) == made.holder.check_number
    assert file.name == f"desk-{made.holder.check_number[:5]}.key"
    await expect(phone.root.get_by_test_id("card")).to_have_text(made.card)
    await phone.screen.get_by_role("button", name="复制").click()
    await expect(phone.screen.get_by_role("button", name="已复制")).to_be_visible()
    return made


async def is_signed_into_the_list(box: ReportHouse, card: Path) -> None:
    grown = replace(county(2), holders=(*holders(HOLDERS), identity.read_card(card)))
    box.lists.append(sign_list(grown, seed("root")))


async def test_nothing_counts_before_the_file_has_opened(
    box: ReportHouse, windows: Opens, tmp_path: Path
) -> None:
    phone = (await at_the_door(box, windows)).phone()
    await phone.taps("我还没有密钥，就在这里生成")
    await phone.says(NAME, "太短的口令")
    await phone.sees("口令太短，至少要 12 个字符")
    await phone.says(PASSPHRASE, "correct horse batter")
    await phone.sees("两次输入不一样")
    await phone.says(PASSPHRASE, PASSPHRASE)
    first = await saves(phone, "存下", tmp_path)
    await phone.taps("取消")
    await phone.sees("请选择您的身份文件")
    await chooses_a_passphrase(phone)
    await phone.taps("我存好了")
    await opens_it(phone, first)
    await phone.sees("里面是别的密钥")
    await chooses(phone, Path(__file__))
    await phone.says(PASSPHRASE)
    await phone.sees("打不开")
    await phone.taps("再存一次")
    await opens_after_saving(phone, tmp_path)
    await phone.sees("密钥生成好了")


async def opens_after_saving(phone: Phone, folder: Path) -> None:
    file = await saves(phone, "存下", folder)
    await phone.taps("我存好了")
    await opens_it(phone, file)


async def test_whoever_is_in_no_list_yet_sees_again_what_to_hand_over(
    box: ReportHouse, windows: Opens, tmp_path: Path, quick_files: None
) -> None:
    made = identity.new_holder("Sun Lan")
    identity.write(tmp_path / "sun", made, PASSPHRASE)
    phone = (await at_the_door(box, windows, locale="en-GB")).phone()
    await opens_it(phone, tmp_path / "sun")
    await phone.sees("no list that can be believed", made.card, "check number")
    await phone.taps("Go on")
    await phone.sees("Choose your identity file")


async def test_where_it_cannot_make_keys_it_says_so_and_makes_nothing(
    box: ReportHouse, windows: Opens
) -> None:
    window = await at_the_door(box, windows, locale="en-GB")
    window.cut = True
    phone = window.phone()
    await window.page.unroute(WORKER)
    await window.page.route(WORKER, lambda route: route.abort())
    await phone.taps("I have no keys yet: make them here")
    await phone.says("Sun Lan", PASSPHRASE, PASSPHRASE)
    await phone.sees("cannot make keys", "Nothing was made")
    await window.page.evaluate("delete window.Worker")
    await phone.taps("I have no keys yet: make them here")
    await phone.sees("cannot make keys")
    await expect(phone.root.locator(".save-link")).to_have_count(0)
