"""`demo`: on this machine alone, over a store of its own, never over a real one."""

import re
import signal
import socket

import httpx

from tests.command_line.terminal import SAMPLE, Terminal, free_port


def test_it_serves_the_sample_county_and_stops(terminal: Terminal) -> None:
    with terminal.starts("demo") as running:
        assert running.line.endswith(f"http://localhost:{running.port}/")
        page = httpx.get(running.address)
        done, seconds = running.stop(signal.SIGINT)
    assert page.status_code == 200 and "李春生" in page.text
    assert (done.code, done.out, done.err) == (0, [], [])
    assert seconds < 3


def test_reports_go_into_a_box_beside_it_and_are_read_with_published_keys(
    terminal: Terminal,
) -> None:
    with terminal.starts("demo", BOT_REPORTS_PORT=str(free_port())) as running:
        page = httpx.get(running.address).text
        found = re.search(r'"(http://localhost:[0-9]+)/desk"', page)
        assert found
        lists = httpx.post(f"{found[1]}/box/directory", content=b"{}\n").json()["lists"]
        said = "".join(each["list"] for each in lists)
        assert "何正平" in said
        foreign = {"host": "box.example.org"}
        assert httpx.post(f"{found[1]}/box/directory", headers=foreign).status_code == 400
        done, _ = running.stop()
    assert (done.code, done.err) == (0, [])


def test_it_listens_on_loopback_alone_whatever_is_set(terminal: Terminal) -> None:
    with terminal.starts("demo", BOT_WEB_HOST="0.0.0.0") as running:
        assert httpx.get(running.address).status_code == 200
        with socket.socket() as elsewhere:
            assert elsewhere.connect_ex(("127.0.0.2", running.port)) != 0


def test_it_goes_on_with_what_was_done(terminal: Terminal) -> None:
    with terminal.starts("demo") as running:
        said = {"phone": "li", "id": "0123456789abcdef", "said": "报到"}
        httpx.post(f"{running.address}/chat/send", json=said)
        running.stop()
    with terminal.starts("demo") as running:
        opened = {"phone": "li", "id": "fedcba9876543210", "opened": ""}
        answer = httpx.post(f"{running.address}/chat/send", json=opened)
    assert "您的姓名、电话" in str(answer.json())


def test_it_refuses_a_real_store(terminal: Terminal) -> None:
    terminal.asks("load", SAMPLE, BOT_DATABASE="data/demo.db")
    store = terminal.folder / "data" / "demo.db"
    before = store.read_bytes()
    done = terminal.runs("demo")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "data/demo.db" in done.err[0]
    assert store.read_bytes() == before


def test_it_leaves_the_real_store_alone(loaded: Terminal) -> None:
    before = loaded.database.read_bytes()
    with loaded.starts("demo") as running:
        httpx.get(running.address)
        running.stop()
    assert loaded.database.read_bytes() == before


def test_a_port_that_is_taken_is_one_line(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = terminal.runs("demo", BOT_WEB_PORT=str(taken.getsockname()[1]))
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "BOT_WEB_PORT" in done.err[0]


def test_a_second_one_is_one_line(terminal: Terminal) -> None:
    with terminal.starts("demo"):
        done = terminal.runs("demo")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "另一个进程" in done.err[0]
