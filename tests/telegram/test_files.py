"""Files on Telegram, as phones see them: a list goes in, workbooks and posters come out."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.bot_api import BotApiServer, Phone
from tests.bringing.spreadsheets import XLSX, messy, plain_list
from tests.telegram.killing import asleep, town_hall
from tests.telegram.office import TOKEN, Office
from tests.telegram.test_killed import rows

SMALL = plain_list(("李明", "13800138000"))


async def asked(house: Office) -> Phone:
    chen = house.phone("chen")
    await chen.says("导入名单")
    await chen.sees("Excel")
    return chen


def files(phone: Phone) -> list[bytes]:
    """What the bot has sent and a tap would save."""
    return [each.file for each in phone.messages if each.from_bot and each.file]


async def test_a_list_goes_in_and_the_reasons_come_out(house: Office) -> None:
    chen = await asked(house)
    await chen.sends_document(messy(), "名册.xlsx", XLSX)
    await chen.sees("看懂了 4 位", 20)
    await house.settled()
    (reasons,) = files(chen)
    assert load_workbook(BytesIO(reasons)).worksheets[0].max_row > 8
    await chen.taps("对，用作支部名单")
    await chen.sees("好了")


async def test_posters_come_as_files(house: Office) -> None:
    chen = house.phone("chen")
    await chen.says("海报")
    await chen.sees("两张海报")
    await house.settled()
    assert all(b"<svg" in file for file in files(chen)) and len(files(chen)) == 2


async def test_what_is_said_after_a_file_is_an_answer_to_it(house: Office) -> None:
    chen = await asked(house)
    await chen.sends_document(SMALL, "名册.xlsx", XLSX)
    await chen.says("1")
    await chen.sees("好了，名单上现在有 1 位", 20)


async def test_a_file_that_is_too_large_is_not_fetched(house: Office) -> None:
    chen = await asked(house)
    await chen.sends_document(bytes(5 * 2**20 + 1), "名册.xlsx", XLSX)
    await chen.sees("5 MB")
    await chen.sends_document(SMALL, "名册.xlsx", XLSX)
    await chen.sees("看懂了 1 位", 20)


async def test_a_file_that_nobody_asked_for_is_not_kept(house: Office) -> None:
    chen = house.phone("chen")
    await chen.sends_document(SMALL, "名册.xlsx", XLSX)
    await chen.sees("没有保存")


async def test_a_kill_while_a_file_is_read_loses_nothing(tmp_path: Path) -> None:
    async with BotApiServer(TOKEN) as server, town_hall(tmp_path, server, "zh_CN") as house:
        chen = house.phone("chen")
        with asleep(tmp_path, server, webhook=False) as bot:
            bot.starts()
            await chen.says("导入名单")
            await chen.sees("Excel")
            await chen.sends_document(messy(), "名册.xlsx", XLSX)
            await bot.is_killed()
            bot.starts()
            await chen.sees("看懂了 4 位", 20)
            await bot.is_killed()
        assert server.complaints == []
    assert rows(tmp_path, "SELECT count(*) FROM brought") == [(1,)]
