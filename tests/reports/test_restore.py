"""The box's backup comes back: alone or with the bot's, and nothing but a backup of a box."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.app import open_store as open_bot
from bot.clock import Clock
from bot.reports import ReportYear
from bot.reports.model import Case, State
from bot.reports.service import open_store
from bot.reports.weeks import week_of, year_of
from bot.storage import Kind
from bot.storage.traces import LEVEL
from tests.command_line.terminal import Terminal, free_port

WEEK = week_of(Clock().now())
YEAR = ReportYear(2020, True, 10, 5, 0)


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def puts(path: Path, *cases: Case) -> None:
    for case in cases:
        row = asdict(case)
        values = ", ".join(repr(str(each)) for each in row.values())
        columns = ("id", *list(row)[1:])
        ask(path, f"INSERT INTO mailbox ({', '.join(columns)}, access) VALUES ({values}, '')")


def mailboxes(path: Path) -> list[object]:
    return [id for (id,) in ask(path, "SELECT id FROM mailbox ORDER BY id")]


class Server:
    """A machine with a bot and a report box, and a folder for backups."""

    def __init__(self, folder: Path) -> None:
        self.terminal = Terminal(folder, BOT_LOCALE="en", BOT_REPORTS_ROOT="ab" * 32)
        self.terminal.settings["BOT_REPORTS_PORT"] = str(free_port())
        self.bot = folder / "data" / "bot.db"
        self.box = folder / "data" / "reports" / "reports.db"
        self.of_bot, self.of_box = folder / "backups" / "bot", folder / "backups" / "box"
        self.of_bot.parent.mkdir()
        open_bot(self.bot).close()
        open_store(self.box).close()
        puts(self.box, Case("old", "county", State.RECEIVED, WEEK, WEEK + 3))
        self.asks("backup", str(self.of_bot))
        self.asks("reports", "backup", str(self.of_box))
        puts(self.box, Case("new", "county", State.RECEIVED, WEEK, WEEK + 3))

    def asks(self, *arguments: str) -> list[str]:
        done = self.terminal.asks(*arguments)
        assert (done.code, done.err) == (0, []), done
        return done.out

    def refuses(self, *arguments: str) -> str:
        done = self.terminal.asks(*arguments)
        assert (done.code, done.out, len(done.err)) == (1, [], 1), done
        return done.err[0]

    @property
    def box_comes_back(self) -> tuple[str, ...]:
        return ("restore", "--box", str(self.of_box), "--yes")

    @property
    def kept(self) -> list[Path]:
        return sorted(self.bot.parent.rglob("*.before-*"))


@contextmanager
def unchanged(server: Server) -> Iterator[None]:
    held = server.bot.read_bytes(), server.box.read_bytes()
    yield
    assert (server.bot.read_bytes(), server.box.read_bytes()) == held
    assert server.kept == []


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def test_the_box_comes_back_alone_and_what_was_there_is_kept(server: Server) -> None:
    before = server.bot.read_bytes()
    out = server.asks(*server.box_comes_back)
    assert "in it: 1." in out[0] and "receipts open nothing" in out[0]
    assert mailboxes(server.box) == ["old"]
    (was,) = server.kept
    assert mailboxes(was) == ["new", "old"] and was.stat().st_mode & 0o777 == 0o600
    assert server.bot.read_bytes() == before
    names = {path.name for path in server.box.parent.iterdir()}
    assert names - {"reports.db.lock"} == {"reports.db", was.name}, "no journal, no copy"
    times = {path.stat().st_mtime for path in (server.box.parent, *server.box.parent.iterdir())}
    assert times == {LEVEL}
    assert ask(server.box, "PRAGMA journal_mode") == [("delete",)]
    assert ask(server.box, "PRAGMA integrity_check") == [("ok",)]


def test_both_come_back_with_one_question(server: Server) -> None:
    together = ("restore", str(server.of_bot), "--box", str(server.of_box))
    with unchanged(server), patch("builtins.input", return_value="no"):
        assert server.terminal.asks(*together).code == 1
    with patch("builtins.input", return_value="yes") as asked:
        server.asks(*together)
    assert asked.call_count == 1
    assert mailboxes(server.box) == ["old"]
    assert {path.name.split(".before")[0] for path in server.kept} == {"bot.db", "reports.db"}


def test_a_box_comes_back_where_none_is(server: Server) -> None:
    shutil.rmtree(server.box.parent)
    server.asks(*server.box_comes_back)
    assert (mailboxes(server.box), server.kept) == (["old"], [])
    assert server.box.stat().st_mode & 0o777 == 0o600


def test_a_damaged_box_is_set_aside(server: Server) -> None:
    damaged = server.box.read_bytes()[:4096] + b"\xa5" * 8192
    server.box.write_bytes(damaged)
    server.asks(*server.box_comes_back)
    assert mailboxes(server.box) == ["old"]
    assert [path.read_bytes() for path in server.kept] == [damaged]


def test_what_is_no_backup_of_the_box_is_refused(server: Server) -> None:
    demo, newer, words = (server.of_box.with_name(each) for each in ("demo", "newer", "words"))
    open_store(demo, Kind.DEMO).close()
    shutil.copy(server.of_box, newer)
    ask(newer, "UPDATE room_version SET version = version + 1")
    words.write_text("words")
    nowhere = server.of_box.with_name("nowhere")
    with unchanged(server):
        for each in (demo, newer, words, nowhere, server.of_bot, server.box):
            assert each.name in server.refuses("restore", "--box", str(each), "--yes")
        assert "--box" in server.refuses("restore", str(server.of_box), "--yes")
        swapped = ("restore", str(server.of_box), "--box", str(server.of_bot), "--yes")
        assert "--box" in server.refuses(*swapped)
        assert "--box" in server.refuses("restore", "--yes")


def test_a_restore_that_is_killed_in_the_middle_leaves_the_old_box(server: Server) -> None:
    terminal = server.terminal
    with subprocess.Popen(
        [terminal.python, "-m", "tests.command_line.halfway", *server.box_comes_back],
        cwd=terminal.folder,
        env=terminal.settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and any(line == "halfway\n" for line in process.stdout)
        process.kill()
    open_store(server.box).close()
    assert mailboxes(server.box) == ["new", "old"]
    assert ask(server.box, "PRAGMA integrity_check") == [("ok",)]
    copies = "reports.db.restoring"
    assert any(copies in line for line in server.terminal.asks("doctor").out)
    server.asks(*server.box_comes_back)
    assert mailboxes(server.box) == ["old"]
    assert not any(copies in line for line in server.terminal.asks("doctor").out)


def test_without_a_root_key_there_is_no_box_to_bring_back(server: Server) -> None:
    del server.terminal.settings["BOT_REPORTS_ROOT"]
    with unchanged(server):
        assert "BOT_REPORTS_ROOT" in server.refuses(*server.box_comes_back)


def test_while_somebody_serves_the_box_nothing_comes_back(server: Server) -> None:
    with server.terminal.starts("reports", "serve"), unchanged(server):
        together = ("restore", str(server.of_bot), "--box", str(server.of_box), "--yes")
        done = server.terminal.asks(*together)
        assert done.code == 1 and "Stop that one first" in done.err[0]


def test_what_is_over_by_now_does_not_come_back(server: Server) -> None:
    puts(server.box, Case("closed", "county", State.CONFIRMED, WEEK - 20, WEEK - 7))
    server.asks("reports", "backup", str(server.of_box))
    server.asks(*server.box_comes_back)
    assert mailboxes(server.box) == ["new", "old"]


def test_an_older_backup_is_brought_up_to_date_and_what_was_published_stays(
    server: Server,
) -> None:
    with closing(sqlite3.connect(server.of_box)) as older, older:
        older.executescript(
            "DROP TABLE running_year; DROP TABLE published_year; DROP TABLE closed_to;"
        )
        older.execute("UPDATE room_version SET version = 1 WHERE room = 'reports'")
    ask(server.box, f"INSERT INTO published_year VALUES {tuple(asdict(YEAR).values())}")
    server.asks(*server.box_comes_back)
    assert mailboxes(server.box) == ["old"]
    assert ask(server.box, "SELECT year, confirmed FROM published_year") == [(2020, 10)]
    open_store(server.box).close()


def test_a_year_that_was_let_pass_is_not_published_by_an_older_backup(server: Server) -> None:
    """As where there were two bodies then, and are three now."""
    ask(server.of_box, "DELETE FROM running_year")
    ask(server.of_box, "INSERT INTO running_year VALUES (2020, 1, 17, 0)")
    now = year_of(WEEK)
    ask(server.box, f"INSERT INTO running_year VALUES ({now}, 1, 3, 0)")
    server.asks(*server.box_comes_back)
    assert ask(server.box, "SELECT * FROM published_year") == []
    assert ask(server.box, "SELECT * FROM running_year") == [(now, 1, 3, 0)]


def test_a_backup_is_written_over_a_backup_of_the_box_alone(server: Server) -> None:
    with unchanged(server):
        assert "bot.db" in server.refuses("reports", "backup", str(server.bot))
        assert "bot" in server.refuses("reports", "backup", str(server.of_bot))
    server.asks("reports", "backup", str(server.of_box))
    assert mailboxes(server.of_box) == ["new", "old"]


def test_a_backup_by_a_link_is_no_second_one(server: Server) -> None:
    link = server.of_box.with_name("link")
    link.symlink_to(server.of_box)
    server.asks("reports", "backup", str(link))
    assert link.is_symlink() and mailboxes(server.of_box) == ["new", "old"]
    link.unlink()
    link.symlink_to(server.box)
    with unchanged(server):
        server.refuses("reports", "backup", str(link))
