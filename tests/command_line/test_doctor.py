"""`doctor`: says of each thing whether it is well, and where it is not, what to do."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import open_store
from bot.conversation import Screen, Work
from bot.delivery import tell
from bot.language import plain
from bot.people import Role
from bot.storage import Kind, Transaction
from tests.command_line.terminal import Done, Terminal
from tests.town import NOON, Town


def all_is_well(done: Done) -> bool:
    return done.code == 0 and not done.err and all(line.startswith("正常") for line in done.out)


def says(done: Done, *words: str) -> bool:
    """One line says that something is wrong, with these words, and no line is a traceback."""
    wrong = [line for line in done.out if line.startswith("有问题")]
    assert (done.code, done.err, len(wrong)) == (1, [], 1)
    return all(word in wrong[0] for word in words)


@pytest.fixture
def good(loaded: Terminal) -> Terminal:
    """A terminal with a county, and somebody in office."""

    async def settle() -> None:
        town = Town(loaded.database)
        await town.appoint("sun", "孙立", Role.COMMITTEE, "中共望川县委员会")
        town.bot.store.close()

    asyncio.run(settle())
    return loaded


def test_all_is_well(good: Terminal) -> None:
    done = good.runs("doctor")
    assert all_is_well(done)
    assert any("76" in line for line in done.out)


def test_what_may_not_have_arrived_is_counted(good: Terminal) -> None:
    async def leave_one() -> None:
        town = Town(good.database)
        await town.bot.store.turn(_leave_uncertain)
        town.bot.store.close()

    assert any("有没有送到的消息：0 条" in line for line in good.runs("doctor").out)
    asyncio.run(leave_one())
    done = good.runs("doctor")
    assert all_is_well(done)
    assert any("有没有送到的消息：1 条" in line for line in done.out)


def _leave_uncertain(tx: Transaction) -> None:
    work = Work(tx=tx, now=NOON, new_id=lambda: "x")
    tell(work, ["sun"], Screen((plain("明天开会"),)))
    tx.change("UPDATE outbox SET state = 'uncertain'")


def test_in_english(good: Terminal) -> None:
    done = good.runs("doctor", BOT_LOCALE="en")
    assert done.code == 0
    assert all(line.startswith("well:") for line in done.out)


def test_before_anything_is_loaded(terminal: Terminal) -> None:
    assert says(terminal.asks("doctor"), "data/bot.db", "导入")
    assert not terminal.database.parent.exists(), "doctor only looks"


def test_without_anybody_in_office(loaded: Terminal) -> None:
    assert says(loaded.asks("doctor"), "任职", "invite")


def test_while_an_invite_waits(loaded: Terminal) -> None:
    loaded.asks("invite", "--role", "committee", "--at", "中共望川县委员会")
    done = loaded.asks("doctor")
    assert all_is_well(done)
    assert any("有一份邀请" in line for line in done.out)


def test_a_store_that_others_can_read(good: Terminal) -> None:
    good.database.chmod(0o644)
    assert says(good.asks("doctor"), "chmod 600")


def test_an_address_without_tls(good: Terminal) -> None:
    assert says(good.asks("doctor", BOT_PUBLIC_URL="http://home.example.org"), "https")


def test_a_file_that_is_no_store(good: Terminal) -> None:
    good.database.write_text("你好", encoding="utf-8")
    assert says(good.asks("doctor"), "不是本系统的数据库")
    assert good.database.read_text(encoding="utf-8") == "你好"


def test_a_store_of_the_demo(terminal: Terminal) -> None:
    open_store(terminal.database, Kind.DEMO).close()
    assert says(terminal.asks("doctor"), "演示")


def test_damaged_pages(good: Terminal) -> None:
    with closing(sqlite3.connect(good.database)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'roster_spelled'"
        ).fetchone()
    with good.database.open("r+b") as file:
        file.seek(size * (page - 1))
        file.write(b"\x55" * size)
    assert says(good.asks("doctor"), "损坏")


def test_a_copy_can_be_looked_at_under_another_name(good: Terminal, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(good.database, copy)
    copy.chmod(0o600)
    done = good.asks("doctor", BOT_DATABASE=str(copy))
    assert all_is_well(done)
    assert any(str(copy) in line for line in done.out)


def test_a_wrong_setting_is_one_line(good: Terminal) -> None:
    done = good.asks("doctor", BOT_WEB_PORT="http")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "BOT_WEB_PORT" in done.err[0]


def test_a_disk_that_is_nearly_full(good: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(good.database)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=40_000_000))
    assert says(good.asks("doctor"), "40 MB", "腾出空间")
