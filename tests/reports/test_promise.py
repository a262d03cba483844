"""What the report box promises, one test a promise; THREAT-MODEL.md names them."""

import json
import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.clock import Clock
from bot.reports import box as the_box
from bot.reports import store as kept
from bot.reports.age import Unreadable, open_sealed
from bot.reports.box import Refusal
from bot.reports.desk.desk import Desk
from bot.reports.directory import Concern
from bot.reports.envelope import Direction, File
from bot.reports.receipt import Mailbox
from bot.reports.reporter import seal_report
from bot.reports.sample import SAMPLE_ROOT
from bot.reports.service import ReportBox, SampleKeys
from bot.settings import ReportSettings
from bot.storage import back_up
from bot.storage.traces import LEVEL
from tests.reports.office import ROOT, TOLD, Office, reporter
from tests.reports.ranks import positions, rank_correlation, within_chance
from tests.reports.search import finds
from tests.reports.town_with_box import TownWithBox
from tests.reports.vectors import lists, pair
from tests.town import CATALOGUES, Phone

SENTENCE = "他把救灾款分给了自己的亲戚"
NAME = "赵德才"
PICTURE = b"\xff\xd8 a picture of the ledger"
PLANTED = {"what": SENTENCE, "where": "石桥镇", "who": NAME, "check": "账本在三楼"}


# The server never reads a report


async def test_everything_on_the_disk_reads_no_report(office: Office, tmp_path: Path) -> None:
    li = await office.reports("li", told=PLANTED, files=[File("image/jpeg", PICTURE)])
    await office.adds(li, f"{NAME}昨天又来了")
    await office.at("he", lambda desk: desk.open(li.id))
    await office.at("he", lambda desk: desk.answer(li.id, f"{NAME}的事在查"))
    await office.store.rewrite()
    for backup in ("first", "second"):
        back_up(office.path, tmp_path / backup)
    assert finds(tmp_path, SENTENCE, NAME, PICTURE, "账本在三楼") == []
    assert finds(tmp_path, li.id) == [li.id], "what is there is found"
    assert finds(tmp_path, li.access, li.keys.recipient, li.keys.verify) == []


async def test_what_the_server_keeps_is_what_is_written_down(office: Office) -> None:
    await office.reports("li")
    tables = await office.store.turn(
        lambda tx: tx.all("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    )
    columns: dict[str, list[str]] = {}
    for table in tables:
        columns[table["name"]] = await columns_of(office, table["name"])
    assert columns == {
        "room_version": ["room", "version"],
        "kind_of_store": ["kind"],
        "mailbox": ["id", "access", "body", "state", "week", "due"],
        "sealed": ["mailbox", "direction", "number", "sealed"],
        "closed_to": ["mailbox", "recipient"],
        "running_year": ["year", "whole", "confirmed", "not_confirmed"],
        "published_year": ["year", "whole", "confirmed", "not_confirmed", "open"],
    }
    assert all(
        "WITHOUT ROWID" in table["sql"]
        for table in tables
        if table["name"] in ("mailbox", "sealed", "closed_to")
    )


async def columns_of(office: Office, table: str) -> list[str]:
    rows = await office.store.turn(lambda tx: tx.all(f"PRAGMA table_info ({table})"))
    return [row["name"] for row in rows]


async def test_what_is_deleted_is_gone_from_the_pages(office: Office) -> None:
    li = reporter("li")
    sealed = seal_report(li, office.body("county"), Concern.OTHER, PLANTED)
    await office.sends(li, sealed)
    assert finds(office.path.parent, li.id, sealed[2000:2100]) != []
    await office.withdraws(li)
    assert finds(office.path.parent, li.id, sealed[2000:2100]) == []


# In the chat, in confidence


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[TownWithBox]:
    town = TownWithBox(tmp_path)
    await town.settle()
    yield town
    town.stop()


async def test_nothing_said_in_confidence_is_on_the_disk(town: TownWithBox, tmp_path: Path) -> None:
    """Not in the store, its log, the box, a backup; nor whose account it was."""
    li, account = town.phone("account-of-li"), "account-of-li"
    receipt = await reported(li, PLANTED)
    await li.says("反映问题", "2", receipt)
    await li.says("1", f"{NAME}昨天又来了", "跳过", "1")
    for number in (1, 2):
        back_up(town.path, tmp_path / f"backup {number}")
        back_up(town.settings.database, tmp_path / f"backup of the box {number}")
    assert len(await town.cases("county")) == 1
    planted = (SENTENCE, NAME, "账本在三楼", account, receipt, receipt.replace(" ", ""))
    assert finds(tmp_path, *planted) == []


async def test_what_is_typed_after_a_restart_leaves_no_trace(
    town: TownWithBox, tmp_path: Path
) -> None:
    li = town.phone("li")
    await li.says("举报", "1", "1", "1")
    town.restart()
    await li.says(SENTENCE, NAME)
    assert finds(tmp_path, SENTENCE, NAME) == []


async def test_whoever_starts_telling_in_the_ordinary_chat_leaves_no_trace(
    town: TownWithBox, tmp_path: Path
) -> None:
    li = town.phone("li")
    await li.says(f"我要举报{NAME}，{SENTENCE}")
    assert "没有保存" in li.screen
    assert finds(tmp_path, SENTENCE, NAME) == []


async def test_the_tables_of_the_chat_are_the_same_with_a_report_and_without(
    town: TownWithBox, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = TownWithBox(tmp_path / "other")
    await other.settle()
    try:
        for each in (town, other):
            await each.phone("li").says("菜单")
        before = await everything_but_the_ledger(other)
        await reported(town.phone("li"), PLANTED)
        await town.phone("li").says("菜单")
        assert await everything_but_the_ledger(town) == before
    finally:
        other.stop()


async def everything_but_the_ledger(town: TownWithBox) -> dict[str, list[tuple[object, ...]]]:
    tables = await town.bot.store.turn(
        lambda tx: tx.all(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%STRICT%' AND name <> 'ledger'"
        )
    )
    held: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        held[table["name"]] = await rows_of(town, table["name"])
    return held


async def rows_of(town: TownWithBox, table: str) -> list[tuple[object, ...]]:
    rows = await town.bot.store.turn(lambda tx: tx.all(f"SELECT * FROM {table}"))
    return sorted((tuple(row) for row in rows), key=repr)


async def reported(li: Phone, told: dict[str, str]) -> str:
    """The receipt of a report that was made in the chat."""
    await li.says("举报")
    await li.taps("在这里说")
    await li.taps("青石县纪委")
    await li.taps("别的人")
    await li.says(f"{told['who']}：{told['what']}", told["where"], told["check"], "跳过", "1")
    found = re.search(r"(\d{4} ){5}\d{4}", li.screen)
    assert found, li.screen
    await li.says("1", found[0])
    assert "已经封好" in li.screen
    return found[0]


# Nobody can tell who reported, or when, or in which order


async def test_order_of_arrival_is_on_no_page_after_the_night(office: Office) -> None:
    """200 reports of different sizes, others added to and deleted between them."""
    chance = random.Random(5)
    arrived: list[Mailbox] = []
    for number in range(200):
        who = reporter(f"reporter {number}")
        files = [File("text/plain", bytes(chance.choice([0, 0, 50_000])))]
        sealed = seal_report(who, office.body("county"), Concern.OTHER, TOLD, files)
        await puts(office, who, sealed)
        arrived.append(who)
        if number % 7 == 3:
            gone = arrived.pop(chance.randrange(len(arrived)))
            await office.withdraws(gone)
    await office.store.rewrite()
    rows = await office.store.turn(lambda tx: kept.cases(tx, "county"))
    ids = [who.id for who in arrived]
    by_row = [ids.index(case.mailbox) for case in rows]
    by_page = positions(office.path, ids)
    sizes = [await size_of(office, who) for who in arrived]
    for order in (by_row, by_page, sizes):
        assert within_chance(rank_correlation(order), len(order))


async def puts(office: Office, who: Mailbox, sealed: bytes) -> None:
    await office.store.turn(lambda tx: office.box.send(tx, who.id, who.access, "county", 1, sealed))


async def size_of(office: Office, who: Mailbox) -> int:
    found = await office.store.turn(lambda tx: kept.messages(tx, who.id, [Direction.REPORT]))
    return sum(len(sealed) for _, sealed in found)


async def test_the_same_eyes_see_the_order_before_the_night(office: Office) -> None:
    """What the threat model says of a seizure by day; and that the test above is not blind."""
    ids = [(await office.reports(f"reporter {number}")).id for number in range(40)]
    by_page = positions(office.path, ids)
    assert rank_correlation(by_page) > 0.9
    await office.store.rewrite()
    assert within_chance(rank_correlation(positions(office.path, ids)), len(ids))


async def test_of_time_only_weeks_are_kept(office: Office, tmp_path: Path) -> None:
    """Two boxes, filled days and hours apart in one week, hold the same."""
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other" / "reports.db")
    try:
        other.clock.move(timedelta(days=5, hours=7))
        for each in (office, other):
            await each.reports("li")
        assert await held(office) == await held(other)
    finally:
        await other.close()


async def held(office: Office) -> list[tuple[object, ...]]:
    rows = await office.store.turn(lambda tx: tx.all("SELECT * FROM mailbox"))
    return [tuple(row) for row in rows]


async def test_the_files_times_say_nothing(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    await box.tick()
    folder = box.settings.database.parent
    times = {path.stat().st_mtime for path in (folder, *folder.iterdir())}
    box.close()
    assert times == {LEVEL}


async def test_no_journal_of_the_store_stays_behind(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    li = reporter("li")
    sealed = seal_report(li, box.directory.bodies["county"], Concern.OTHER, TOLD)
    await box.store.turn(lambda tx: box.box.send(tx, li.id, li.access, "county", 1, sealed))
    names = {path.name for path in box.settings.database.parent.iterdir()}
    box.close()
    assert names == {"reports.db", "reports.db.lock"}


def open_box(folder: Path) -> ReportBox:
    (folder / "lists").mkdir()
    for number, each in enumerate(lists()):
        written = {"list": each.list, "signature": each.signature}
        (folder / "lists" / f"{number}.json").write_text(json.dumps(written))
    settings = ReportSettings(
        ROOT, folder / "box" / "reports.db", folder / "lists", 8081, "http://box", True
    )
    return ReportBox(settings, Clock(), random.Random(1), "Asia/Shanghai", CATALOGUES)


# A receipt gives nothing away


@pytest.mark.parametrize("kind", ["unknown", "wrong", "expired"])
async def test_unknown_wrong_and_expired_receipts_look_alike(office: Office, kind: str) -> None:
    who = await receipt_that_is(office, kind)
    done: list[str] = []

    def spied(module: object, name: str) -> AbstractContextManager[object]:
        real = getattr(module, name)

        def spy(*args: object) -> object:
            done.append(name)
            return real(*args)

        return patch.object(module, name, spy)

    with (
        spied(kept, "access"),
        spied(kept, "case"),
        spied(the_box, "_digest"),
        spied(the_box, "compare_digest"),
    ):
        answer = await office.http.post(
            "/box/look",
            content=f'{{"mailbox": "{who.id}", "access": "{who.access.hex()}"}}\n'.encode(),
        )
    assert (answer.status_code, answer.content) == (403, b'{"error":"unknown"}\n')
    assert done == ["access", "case", "_digest", "compare_digest"]


async def receipt_that_is(office: Office, kind: str) -> Mailbox:
    li = await office.reports("li")
    if kind == "unknown":
        return reporter("nobody")
    if kind == "wrong":
        return Mailbox(li.keys, li.id, sha256(b"wrong").digest())
    await office.at("he", lambda desk: desk.open(li.id))
    await office.at("he", lambda desk: desk.check(li.id, True, ""))
    await office.at("luo", lambda desk: desk.verify(li.id, True, ""))
    await office.at("he", lambda desk: desk.close(li.id, "", ""))
    await office.later(days=98)
    return li


async def test_a_slip_of_paper_opens_no_accusation(office: Office) -> None:
    """Whoever finds the receipt reads the answers, never the report."""
    li = await office.reports("li", told=PLANTED)
    await office.at("he", lambda desk: desk.answer(li.id, "在查"))
    look = await office.looks(li)
    assert {each["number"] for each in look["answers"]} == {1}
    case = await office.at("he", lambda desk: desk.read(li.id))
    assert li.keys.recipient not in case.reports[0].recipients


# Whoever is concerned learns nothing


async def test_a_body_that_a_report_passed_by_gets_nothing_of_it(
    office: Office, tmp_path: Path
) -> None:
    """All that the body below can ask for, with such a report and without it."""
    (tmp_path / "other").mkdir()
    without = Office(tmp_path / "other" / "reports.db")
    try:
        await office.reports("li", body="town", concern=Concern.HEAD)
        for each in (office, without):
            await each.reports("wu", body="town")
            await each.later(weeks=5)
        seen = [
            await each.at("ma", lambda desk: (desk.cases(), desk.late_below()))
            for each in (office, without)
        ]
        assert seen[0] == seen[1]
        rows = await office.store.turn(lambda tx: kept.cases(tx, "town"))
        assert [case.mailbox for case in rows] == [reporter("wu").id]
    finally:
        await without.close()


async def test_whoever_is_concerned_cannot_open_it_even_with_the_bytes(office: Office) -> None:
    li = reporter("li")
    above = office.directory.route("town", Concern.HEAD)
    assert above is not None
    sealed = seal_report(li, above, Concern.HEAD, PLANTED)
    for name in ("ma", "qin"):
        with pytest.raises(Unreadable):
            open_sealed(sealed, pair(name))


# Nothing closes unchecked


async def test_nothing_closes_without_a_check_and_a_verification_by_another(
    office: Office,
) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    steps: list[Callable[[Desk], None]] = [
        lambda desk: desk.close(li.id, "", ""),
        lambda desk: desk.verify(li.id, True, ""),
    ]
    for step in steps:
        with pytest.raises(Refusal):
            await office.at("he", step)
    await office.at("he", lambda desk: desk.check(li.id, True, ""))
    with pytest.raises(Refusal):
        await office.at("he", lambda desk: desk.close(li.id, "", ""))
    assert (await office.looks(li))["state"] == "verifying"


# The demo stays a demo


def test_the_sample_keys_open_no_real_box(tmp_path: Path) -> None:
    settings = ReportSettings(
        SAMPLE_ROOT, tmp_path / "reports.db", tmp_path, 8081, "http://box", True
    )
    with pytest.raises(SampleKeys):
        ReportBox(settings, Clock(), random.Random(1), "Asia/Shanghai", CATALOGUES)
    assert not (tmp_path / "reports.db").exists()
