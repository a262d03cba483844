"""The branch's list is brought: shown first, then taken, and taken back within a day."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.conversation import Document, Tapped
from bot.members import roster
from bot.people import Role
from bot.storage import Transaction
from tests.bringing.spreadsheets import ID, XLSX, messy, plain_list
from tests.town import HOME, HOST, Phone, Town

LIST = Document("名册.xlsx", XLSX, messy())


async def names(town: Town) -> list[str]:
    unit = await town.unit_id(HOME)
    rows = await town.bot.store.turn(
        lambda tx: tx.all(
            "SELECT name, phone, probationary FROM roster WHERE unit = :unit ORDER BY name",
            {"unit": unit},
        )
    )
    return [f"{r['name']} {r['phone'] or ''}{'*' * r['probationary']}".strip() for r in rows]


async def everything(town: Town) -> list[tuple[object, ...]]:
    """The list and its notes, to the last column."""

    def read(tx: Transaction) -> list[tuple[object, ...]]:
        tables = ("roster ORDER BY id", "contact_note ORDER BY id")
        return [tuple(row) for table in tables for row in tx.all(f"SELECT * FROM {table}")]

    return await town.bot.store.turn(read)


async def brings(town: Town, *words: str) -> Phone:
    """The home branch's secretary has a list taken."""
    chen = town.phone("chen")
    await chen.says("导入名单", "\n".join(words))
    await chen.taps("用作")
    return chen


async def test_a_messy_spreadsheet_comes_in(town: Town) -> None:
    chen = town.phone("chen")
    assert "Excel" in await chen.says("名单")
    await chen.gives(LIST)
    assert "看懂了 4 位" in chen.screen
    assert "李明 13800138000" in chen.screen
    assert "身份证" in chen.screen and "2 个" in chen.screen
    assert ID not in chen.screen
    assert await names(town) == []
    await chen.taps("用作")
    assert "4 位" in chen.screen
    assert await names(town) == ["孙强", "李明 13800138000", "欧阳修 13700137000", "王芳 *"]


async def test_every_row_is_in_or_named_with_the_reason(town: Town) -> None:
    chen = town.phone("chen")
    await chen.says("名单")
    await chen.gives(LIST)
    (file,) = chen.files
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    lines = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    # Line 4 and 6 are in without a word; every other one has its reason.
    assert lines == {str(number) for number in range(1, 13)} - {"4", "6"}
    assert "积极分子" not in chen.screen and ID not in str(file.content)


async def test_what_is_not_shown_is_counted(town: Town) -> None:
    chen = town.phone("chen")
    rows = ["姓名,党员类别", "王芳,正式党员", *(f"{name}国庆,发展对象" for name in "孙赵钱周")]
    await chen.says("名单")
    await chen.gives(Document("名册.csv", "text/csv", "\n".join(rows).encode()))
    assert "没有收的 4 行" in chen.screen and "…… 还有 1 行" in chen.screen


async def test_nothing_of_an_id_number_is_ever_stored(town: Town) -> None:
    chen = town.phone("chen")
    await chen.says("名单")
    await chen.gives(LIST)
    await chen.says("名单", f"李明 {ID} 13800138000\n王芳")
    assert "看懂了 2 位" in chen.screen
    town.bot.store.close()
    on_disk = b"".join(path.read_bytes() for path in town.path.parent.iterdir() if path.is_file())
    assert "王芳".encode() in on_disk
    assert ID.encode() not in on_disk and ID[:17].encode() not in on_disk


async def test_a_new_list_takes_the_place_of_the_old_one_or_only_adds(town: Town) -> None:
    chen = await brings(town, "李明 13800138000", "王芳", "张伟")
    await chen.says("名单", "王芳 13900139000\n赵云")
    assert "新增 1 位，有变 1 位，不变 0 位" in chen.screen
    await chen.taps("只添加")
    assert await names(town) == ["张伟", "李明 13800138000", "王芳 13900139000", "赵云"]
    await chen.says("名单", "王芳\n赵云")
    await chen.taps("用作")
    assert await names(town) == ["王芳 13900139000", "赵云"]


async def test_undo_restores_the_former_list_exactly(town: Town) -> None:
    chen = await brings(town, "李明 13800138000", "王芳", "张伟（预备）")
    for who in ("李明", "王芳"):
        await note_contact(town, who)
    before = await everything(town)
    await chen.says("名单", "王芳 13900139000\n张伟\n赵云")
    await chen.taps("用作")
    assert await names(town) == ["张伟", "王芳 13900139000", "赵云"]
    await chen.taps("撤销")
    await chen.taps("对，撤销")
    assert await everything(town) == before


async def note_contact(town: Town, name: str) -> None:
    def work(tx: Transaction) -> None:
        line = tx.one("SELECT id, unit FROM roster WHERE name = :name", {"name": name})
        tx.change(
            "INSERT INTO contact_note (id, unit, line, day, words, made_at)"
            " VALUES (:id, :unit, :line, '2026-11-22', '打过电话', 1)",
            {"id": name, "unit": line["unit"], "line": line["id"]},
        )

    await town.bot.store.turn(work)


async def test_undo_is_there_for_a_day_and_once(town: Town) -> None:
    chen = await brings(town, "李明")
    assert "撤销" in await chen.says("名单和海报")
    town.clock.move(timedelta(hours=25))
    assert "撤销" not in await chen.says("名单和海报")
    await chen.says("名单", "王芳")
    await chen.taps("用作")
    await chen.says("撤销名单", "1")
    assert await names(town) == ["李明"]
    assert "撤销" not in await chen.says("名单和海报")


async def test_a_list_that_is_thrown_away_changes_nothing(town: Town) -> None:
    chen = await brings(town, "李明")
    await chen.says("名单", "王芳")
    await chen.taps("不要")
    assert await names(town) == ["李明"]
    waiting = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM brought"))
    assert waiting == 0


async def test_a_list_waits_for_a_day_at_most(town: Town) -> None:
    chen = town.phone("chen")
    await chen.says("名单", "王芳")
    token = chen.message.token("用作")
    await town.bot.tick()
    town.clock.move(timedelta(hours=25))
    await town.bot.tick()
    assert "办不了" in await chen.gives(Tapped(token))
    assert await names(town) == []


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "另存为"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.7\n", "PDF"),
        (messy()[:-40], "坏"),
    ],
)
async def test_what_is_no_list_says_what_to_do(town: Town, content: bytes, told: str) -> None:
    chen = town.phone("chen")
    await chen.says("名单")
    assert told in await chen.gives(Document("名册.xlsx", XLSX, content))
    assert "发" in chen.screen
    # The question is still there, and the next file answers it.
    await chen.says("王芳")
    assert "看懂了 1 位" in chen.screen


async def test_the_same_file_delivered_twice_shows_the_same_and_waits_once(town: Town) -> None:
    chen = town.phone("chen")
    await chen.says("名单")
    file = Document("a.xlsx", XLSX, plain_list(("李明", "13800138000")))
    first = await chen.gives(file, "test:twice")
    assert await chen.gives(file, "test:twice") == first
    waiting = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM brought"))
    assert waiting == 1


async def test_whoever_has_two_branches_says_which(town: Town) -> None:
    await town.appoint("chen", "陈国平", Role.SECRETARY, HOST)
    chen = town.phone("chen")
    assert HOST in await chen.says("名单")
    await chen.taps(HOME)
    await chen.says("李明")
    await chen.taps("用作")
    assert await names(town) == ["李明"]


async def test_a_name_with_a_space_is_found_on_the_list(town: Town) -> None:
    await brings(town, "李 明", "买买提•吐尔逊")
    unit = await town.unit_id(HOME)

    def found(tx: Transaction) -> list[int]:
        return [roster.on_roster(tx, unit, name) for name in ("李明", "买买提·吐尔逊")]

    assert await town.bot.store.turn(found) == [1, 1]
