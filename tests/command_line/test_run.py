"""`run`: serves until it is told to stop, alone on its store, and never on the demo's."""

import shutil
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from bot.app import open_store
from bot.storage import Kind
from tests.command_line.terminal import SAMPLE, Running, Terminal


@contextmanager
def opens(running: Running, language: str = "zh-CN", key: str = "") -> Iterator[httpx.Client]:
    """A browser that has opened the chat page; `key` is what it kept from before."""
    headers = {"Accept-Language": language}
    with httpx.Client(base_url=running.address, headers=headers) as http:
        if key:
            http.cookies.set("key", key, path="/chat")
        assert http.get("/chat").status_code == 200
        yield http


def says(http: httpx.Client, words: str, id: str = "0123456789abcdef") -> str:
    answer = http.post("/chat/send", json={"phone": "", "id": id, "said": words})
    assert answer.status_code == 200
    return str(answer.json()["messages"][-1]["paragraphs"])


def test_it_serves_and_stops_cleanly(loaded: Terminal) -> None:
    loaded.anew = True
    with loaded.starts("run") as running:
        assert running.line == f"聊天页已打开：http://localhost:{running.port}/chat"
        with opens(running) as http:
            assert "想办什么事" in says(http, "菜单")
        done, _ = running.stop()
    assert (done.code, done.out, done.err) == (0, [], [])
    assert not list(loaded.database.parent.glob("*-wal")), "the store was closed"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_an_open_stream_does_not_hold_it_up(loaded: Terminal, sign: signal.Signals) -> None:
    with (
        loaded.starts("run") as running,
        opens(running) as http,
        http.stream("GET", "/chat/events") as stream,
    ):
        lines = stream.iter_lines()
        assert next(lines) == ": here"
        done, seconds = running.stop(sign)
    assert seconds < 3
    assert (done.code, done.out, done.err) == (0, [], [])
    assert not list(loaded.database.parent.glob("*-wal")), "the store was closed"


def test_it_goes_on_where_it_stopped(loaded: Terminal) -> None:
    with loaded.starts("run") as running, opens(running) as http:
        says(http, "报到")
        key = http.cookies["key"]
        running.stop()
    with loaded.starts("run") as running, opens(running, key=key) as http:
        assert "您叫什么名字" in says(http, "1", "fedcba9876543210")


def test_it_speaks_the_language_that_is_set(loaded: Terminal) -> None:
    home = "https://home.example.org"
    with loaded.starts("run", BOT_LOCALE="en", BOT_PUBLIC_URL=f"{home}/") as running:
        assert running.line == f"The chat is open at {home}/chat"


@pytest.mark.parametrize(("locale", "word"), [("zh_CN", "想办什么事"), ("en", "would you like")])
def test_it_speaks_it_to_whoever_asks_for_one_that_it_does_not_know(
    loaded: Terminal, locale: str, word: str
) -> None:
    with loaded.starts("run", BOT_LOCALE=locale) as running, opens(running, "fr") as http:
        assert word in says(http, "menu")


def test_a_second_one_on_the_same_store_is_one_line(loaded: Terminal) -> None:
    with loaded.starts("run"):
        done = loaded.runs("run")
        assert (done.code, done.out, len(done.err)) == (1, [], 1)
        assert "另一个进程" in done.err[0] and "data/bot.db" in done.err[0]


def test_it_goes_on_while_a_county_is_loaded_and_somebody_invited(
    loaded: Terminal, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "county"))
    with loaded.starts("run") as running, opens(running) as http:
        invite = ("invite", "--role", "committee", "--at")
        assert loaded.asks(*invite, "望川新县委").code == 1
        units = folder / "units.csv"
        units.write_text(units.read_text("utf-8") + "望川新县委,党委,,,,,\n", "utf-8")
        assert loaded.runs("load", str(folder)).code == 0
        done = loaded.runs(*invite, "望川新县委")
        assert (done.code, done.err) == (0, [])
        code = done.out[-1].split("：")[-1].strip()
        assert "请您担任望川新县委" in says(http, code)
        stopped, _ = running.stop()
    assert (stopped.code, stopped.out, stopped.err) == (0, [], [])


def test_a_bot_of_another_version_is_left_alone(loaded: Terminal) -> None:
    with loaded.starts("run"):
        with closing(sqlite3.connect(loaded.database)) as connection, connection:
            connection.execute("UPDATE room_version SET version = version - 1")
        done = loaded.asks("load", SAMPLE)
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "版本" in done.err[0]


def test_a_port_that_is_taken_is_one_line(loaded: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = loaded.runs("run", BOT_WEB_PORT=port)
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "BOT_WEB_PORT" in done.err[0] and port in done.err[0]


def test_it_refuses_the_demos_store(terminal: Terminal) -> None:
    open_store(terminal.database, Kind.DEMO).close()
    before = terminal.database.read_bytes()
    invite = terminal.asks("invite", "--role", "secretary", "--at", "河湾")
    for done in (terminal.runs("run"), invite):
        assert (done.code, done.out, len(done.err)) == (1, [], 1)
        assert "演示" in done.err[0]
    assert terminal.database.read_bytes() == before


def test_it_refuses_a_store_of_a_newer_version(loaded: Terminal) -> None:
    with closing(sqlite3.connect(loaded.database)) as connection, connection:
        connection.execute("UPDATE room_version SET version = version + 1")
    done = loaded.runs("run")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "更新的版本" in done.err[0] or "newer" in done.err[0]


def test_it_begins_without_a_county(terminal: Terminal) -> None:
    with terminal.starts("run") as running, opens(running) as http:
        assert "想办什么事" in says(http, "菜单")
        done, _ = running.stop()
    assert done.code == 0


def test_its_log_names_nobody(loaded: Terminal) -> None:
    with loaded.starts("run") as running, opens(running) as http:
        for number, words in enumerate(["报到", "1", "李春生", "13800138000", "我要说的话"]):
            says(http, words, f"{number:016}")
        http.post("/chat/send", content=b"\xff")
        done, _ = running.stop()
    assert (done.out, done.err) == ([], [])


def test_a_copied_store_is_another_store(loaded: Terminal, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(loaded.database, copy)
    with (
        loaded.starts("run"),
        loaded.starts("run", BOT_DATABASE=str(copy)) as running,
        opens(running) as http,
    ):
        assert "想办什么事" in says(http, "菜单")
