"""`backup` and `restore`: a whole store in a file, and back, also while the bot is at work."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.app import open_store
from bot.rooms import SCHEMAS
from bot.storage import Kind, Schema, Store
from tests.command_line.terminal import SAMPLE, Terminal
from tests.command_line.test_run import opens, says
from tests.storage.test_processes import SMALL_DISK

SENTENCE = "李春生住在宝安区七栋"


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def people(path: Path) -> list[object]:
    return [name for (name,) in ask(path, "SELECT name FROM person ORDER BY name")]


def adds_person(path: Path, name: str) -> None:
    ask(
        path,
        "INSERT INTO person VALUES"
        f" (lower(hex(randomblob(5))), '{name}', NULL, 'zh_CN', 'Asia/Shanghai', '22:00-07:00', 0)",
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "bot.backup"


@pytest.fixture
def home(loaded: Terminal, file: Path) -> Terminal:
    """A terminal with a county and one person in it, and a folder for backups."""
    file.parent.mkdir()
    adds_person(loaded.database, "旧人")
    return loaded


def backs_up(home: Terminal, file: Path, *more: str) -> None:
    done = home.asks("backup", str(file), *more)
    assert (done.code, done.err, len(done.out)) == (0, [], 1)


def refuses(home: Terminal, *arguments: str) -> str:
    done = home.asks(*arguments)
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    return done.err[0]


# Backups


def test_a_backup_is_whole_and_for_nobody_else(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert sorted(each.name for each in home.database.parent.iterdir()) == ["bot.db"]
    assert people(file) == ["旧人"]
    assert ask(file, "PRAGMA integrity_check") == [("ok",)]


def test_it_holds_nothing_that_was_deleted(home: Terminal, file: Path) -> None:
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(f"CREATE TABLE planted AS SELECT '{SENTENCE}' AS words")
        connection.execute("DELETE FROM planted")
    assert SENTENCE.encode() in home.database.read_bytes()
    backs_up(home, file)
    assert SENTENCE.encode() not in file.read_bytes()


def test_it_writes_over_nothing_unless_it_is_told_to(home: Terminal, file: Path) -> None:
    file.write_text("mine")
    assert "--replace" in refuses(home, "backup", str(file))
    assert file.read_text() == "mine"
    backs_up(home, file, "--replace")
    assert people(file) == ["旧人"]


def test_it_never_writes_over_the_store(home: Terminal) -> None:
    before = home.database.read_bytes()
    refuses(home, "backup", str(home.database), "--replace")
    assert home.database.read_bytes() == before


def test_a_store_that_is_not_there_or_is_none(terminal: Terminal, file: Path) -> None:
    assert "data/bot.db" in refuses(terminal, "backup", str(file))
    terminal.database.parent.mkdir()
    for content in (b"", b"words"):
        terminal.database.write_bytes(content)
        refuses(terminal, "backup", str(file.with_name("other")))


def test_a_folder_that_is_not_there(home: Terminal, file: Path) -> None:
    assert "nowhere" in refuses(home, "backup", str(file.parent / "nowhere" / "file"))


def test_a_disk_that_is_full(home: Terminal, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run([*SMALL_DISK, disk, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    ask(home.database, "CREATE TABLE big AS SELECT randomblob(2000000) AS words")
    command = f'"{sys.executable}" -m bot backup "{disk}/file"; ls -A "{disk}"'
    done = subprocess.run(
        [*SMALL_DISK, disk, "sh", "-c", command],
        cwd=home.folder,
        env=home.settings,
        capture_output=True,
        text=True,
    )
    assert "磁盘" in done.stderr and len(done.stderr.splitlines()) == 1
    assert done.stdout == "", "no half file is left"


# Restores


def restored(home: Terminal, file: Path) -> list[Path]:
    """Bring the backup back; the files that hold what was there before."""
    done = home.runs("restore", str(file), "--yes")
    assert (done.code, done.err) == (0, [])
    return sorted(home.database.parent.glob("bot.db.before-*"))


def test_a_backup_comes_back_and_what_was_there_is_kept(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    adds_person(home.database, "新人")
    (kept,) = restored(home, file)
    assert people(home.database) == ["旧人"]
    assert people(kept) == ["新人", "旧人"]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert home.asks("load", SAMPLE).code == 0, "the store can be worked on"
    assert not home.database.with_name("bot.db.restoring").exists()


def test_a_running_bot_goes_on_with_what_came_back(home: Terminal, file: Path) -> None:
    with home.starts("run") as running, opens(running) as http:
        says(http, "报到", "0" * 16)
        assert "您叫什么名字" in says(http, "1", "1" * 16)
        backs_up(home, file)
        assert "您叫什么名字" not in says(http, "李春生", "2" * 16)
        restored(home, file)
        reopened = http.post("/chat/send", json={"phone": "", "id": "3" * 16, "opened": ""})
        assert "您叫什么名字" in reopened.text
        assert "您叫什么名字" not in says(http, "李春生", "4" * 16)
        stopped, _ = running.stop()
    assert (stopped.code, stopped.out, stopped.err) == (0, [], [])
    assert ask(home.database, "PRAGMA integrity_check") == [("ok",)]


def test_the_operator_is_asked_first(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    adds_person(home.database, "新人")
    for answer, left in (("no\n", ["新人", "旧人"]), ("", ["新人", "旧人"]), ("yes\n", ["旧人"])):
        subprocess.run(
            [home.python, "-m", "bot", "restore", str(file)],
            cwd=home.folder,
            env=home.settings,
            input=answer,
            text=True,
            capture_output=True,
        )
        assert people(home.database) == left


def test_it_makes_a_store_where_none_is(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    shutil.rmtree(home.database.parent)
    assert restored(home, file) == []
    assert people(home.database) == ["旧人"]
    assert home.database.stat().st_mode & 0o777 == 0o600


def test_a_damaged_store_is_set_aside(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    content = bytearray(home.database.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    home.database.write_bytes(content)
    (kept,) = restored(home, file)
    assert people(home.database) == ["旧人"]
    assert kept.read_bytes() == content


def test_what_is_no_backup_of_this_bot_is_refused(home: Terminal, file: Path) -> None:
    before = home.database.read_bytes()
    demo = file.with_name("demo.db")
    open_store(demo, Kind.DEMO).close()
    newer = file.with_name("newer.db")
    shutil.copy(home.database, newer)
    ask(newer, "UPDATE room_version SET version = version + 1")
    words = file.with_name("words")
    words.write_text("words")
    nowhere = file.with_name("nowhere")
    for each in (demo, newer, words, nowhere, home.database):
        assert each.name in refuses(home, "restore", str(each), "--yes")
    assert home.database.read_bytes() == before


def test_an_older_backup_is_brought_up_to_date(home: Terminal, file: Path) -> None:
    # The rooms of the first version, as they were then.
    rooms = {"conversation", "organization", "people", "delivery", "members"}
    first = [Schema(each.room, each.scripts[:1]) for each in SCHEMAS if each.room in rooms]
    Store.open(file, first).close()
    adds_person(file, "旧时")
    held = file.read_bytes()
    restored(home, file)
    assert people(home.database) == ["旧时"]
    open_store(home.database).close()
    assert file.read_bytes() == held


def test_what_may_have_gone_out_since_is_uncertain(home: Terminal, file: Path) -> None:
    for number, state in enumerate(("waiting", "waiting", "waiting", "sent"), 1):
        ask(home.database, f"INSERT INTO message VALUES ('{number}', NULL, '{{}}', 0, 0)")
        put_down(home.database, number, state)
    for claimed, calling in ((2, 0), (3, 1)):
        ask(home.database, f"INSERT INTO in_hand VALUES ({claimed}, 0, {calling}, 0)")
    backs_up(home, file)
    done = home.asks("restore", str(file), "--yes")
    assert "3" in done.out[-1]
    assert ask(home.database, "SELECT id, state FROM outbox") == [
        (1, "uncertain"),
        (2, "uncertain"),
        (3, "uncertain"),
        (4, "sent"),
    ]
    assert ask(home.database, "SELECT * FROM in_hand") == []


def put_down(path: Path, message: int, state: str) -> None:
    ask(
        path,
        "INSERT INTO outbox (person, message, channel, address, made_at, state)"
        f" SELECT id, '{message}', 'telegram', '1', 0, '{state}' FROM person",
    )


@pytest.mark.parametrize("before", [0, 3])
def test_a_number_that_was_given_since_is_not_given_again(
    home: Terminal, file: Path, before: int
) -> None:
    """A button on a phone would show something else, to the same person."""
    ask(home.database, "INSERT INTO message VALUES ('1', NULL, '{}', 0, 1)")
    for _ in range(before):
        put_down(home.database, 1, "sent")
        ask(home.database, "DELETE FROM outbox")
    backs_up(home, file)
    assert home.asks("restore", str(file), "--yes").code == 0
    put_down(home.database, 1, "sent")
    ((number,),) = ask(home.database, "SELECT id FROM outbox")
    assert isinstance(number, int) and number > 1_000_000


@contextmanager
def halfway(home: Terminal, file: Path) -> Iterator["subprocess.Popen[str]"]:
    """A restore that has stopped in the middle of writing."""
    with subprocess.Popen(
        [home.python, "-m", "tests.command_line.halfway", "restore", str(file), "--yes"],
        cwd=home.folder,
        env=home.settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert any(line == "halfway\n" for line in process.stdout)
        try:
            yield process
        finally:
            process.kill()


def test_a_restore_that_is_killed_in_the_middle_leaves_the_old_store(
    home: Terminal, file: Path
) -> None:
    backs_up(home, file)
    adds_person(home.database, "新人")
    with home.starts("run") as running, opens(running) as http:
        with halfway(home, file) as process:
            assert people(home.database) == ["新人", "旧人"]
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert "想办什么事" in says(http, "菜单")
        assert people(home.database) == ["新人", "旧人"]
        assert ask(home.database, "PRAGMA integrity_check") == [("ok",)]
        restored(home, file)
        assert people(home.database) == ["旧人"]
    assert not home.database.with_name("bot.db.restoring").exists()


def test_turns_wait_while_a_backup_comes_back(home: Terminal, file: Path) -> None:
    backs_up(home, file)
    with home.starts("run") as running, opens(running) as http, halfway(home, file) as process:
        with ThreadPoolExecutor(1) as pool:
            said = pool.submit(says, http, "菜单")
            assert wait([said], timeout=0.2).not_done, "nobody writes into the middle"
            process.communicate("\n")
            assert "想办什么事" in said.result()
        assert process.returncode == 0
