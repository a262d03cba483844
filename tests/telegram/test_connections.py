"""Connections that stay open: who gets which answer, and which are used again."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import connections
from bot.channels.telegram.connections import Connections, NoAnswer, NoConnection

WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell"
# How the server answers its n-th request; None closes the connection.
Script = Callable[[int], bytes | None]


class Server:
    """Keeps its connections open, and counts them and what was asked."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.port = 0
        self.opened = 0
        self.bodies: list[bytes] = []
        self.asked = asyncio.Event()
        self.writers: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        self.writers.append(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
                self.bodies.append(await reader.readexactly(length))
                self.asked.set()
                said = self._script(len(self.bodies))
                if said is None:
                    break
                writer.write(said)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def hangs_up(self) -> None:
        for writer in self.writers:
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[Server]:
    server = Server(script)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        await server.hangs_up()
        listening.close()


@pytest.fixture
async def lines() -> AsyncIterator[Connections]:
    lines = Connections(2)
    yield lines
    await lines.close()


async def post(lines: Connections, server: Server, body: bytes = b"{}") -> tuple[int, bytes]:
    url = f"http://127.0.0.1:{server.port}/bot1:secret/getMe"
    return await lines.post(url, body, connect=5, read=5)


async def test_one_connection_serves_one_call_after_the_other(lines: Connections) -> None:
    async with serving(lambda _: WELL) as server:
        for body in (b"", b"{}", "报到".encode()):
            assert await post(lines, server, body) == (200, b"well")
    assert server.bodies == [b"", b"{}", "报到".encode()]
    assert server.opened == 1


async def test_calls_at_the_same_time_have_one_each_up_to_the_most(lines: Connections) -> None:
    async with serving(lambda _: WELL) as server:
        answers = await asyncio.gather(*(post(lines, server) for _ in range(9)))
    assert answers == [(200, b"well")] * 9
    assert server.opened == 2


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nwe\r\n2\r\nll\r\n0\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + WELL,
        WELL,
    ],
)
async def test_an_answer_may_come_in_pieces(lines: Connections, said: bytes) -> None:
    async with serving(lambda _: b"") as server:
        answer = asyncio.create_task(post(lines, server))
        await server.asked.wait()
        for at in range(len(said)):
            server.writers[0].write(said[at : at + 1])
            await server.writers[0].drain()
        assert await answer == (200, b"well")


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nwell",
        # A second answer that nobody has asked for.
        WELL + b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad",
        # The first part of one: the next caller would be given the rest.
        WELL + b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbad",
        WELL + b"rubbish",
    ],
)
async def test_what_cannot_be_trusted_any_more_is_not_used_again(
    lines: Connections, said: bytes
) -> None:
    async with serving(lambda number: said if number == 1 else WELL) as server:
        assert await post(lines, server) == (200, b"well")
        assert await post(lines, server) == (200, b"well")
    assert server.opened == 2


async def test_one_that_the_server_has_closed_is_not_used_again(lines: Connections) -> None:
    async with serving(lambda _: WELL) as server:
        await post(lines, server)
        await server.hangs_up()
        # The end of a connection is heard in the loop's next rounds.
        for _ in range(3):
            await asyncio.sleep(0)
        assert await post(lines, server) == (200, b"well")
    assert server.opened == 2


async def test_one_that_was_not_used_for_long_is_not_used_again(
    lines: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "KEPT", -1.0)
    async with serving(lambda _: WELL) as server:
        await post(lines, server)
        await post(lines, server)
    assert server.opened == 2


async def test_whoever_is_cancelled_leaves_their_answer_to_nobody_else(lines: Connections) -> None:
    async with serving(lambda number: b"" if number == 1 else WELL) as server:
        leaving = asyncio.create_task(post(lines, server))
        await server.asked.wait()
        leaving.cancel()
        await asyncio.wait([leaving])
        assert await post(lines, server) == (200, b"well")
    assert server.opened == 2


@pytest.mark.parametrize(
    "said",
    [
        None,
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 4\r\n\r\nwell",
    ],
)
async def test_what_is_no_answer_leaves_it_open_what_was_done(
    lines: Connections, said: bytes | None
) -> None:
    async with serving(lambda number: said if number == 1 else WELL) as server:
        with pytest.raises(NoAnswer) as caught:
            await post(lines, server)
        assert "secret" not in str(caught.value)
        assert await post(lines, server) == (200, b"well")


async def test_a_gateway_may_end_its_complaint_with_the_connection(lines: Connections) -> None:
    page = b"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>"
    async with serving(lambda _: page) as server:
        answer = asyncio.create_task(post(lines, server))
        await server.asked.wait()
        await server.hangs_up()
        assert await answer == (502, b"<html>")


async def test_an_answer_without_a_length_ends_with_the_connection(lines: Connections) -> None:
    page = b'HTTP/1.0 200 OK\r\n\r\n{"ok":true}'
    async with serving(lambda _: page) as server:
        answer = asyncio.create_task(post(lines, server))
        await server.asked.wait()
        await server.hangs_up()
        assert await answer == (200, b'{"ok":true}')


async def test_at_the_end_nobody_waits_any_more_and_nothing_is_opened(lines: Connections) -> None:
    async with serving(lambda _: b"") as server:
        waiting = asyncio.create_task(post(lines, server))
        await server.asked.wait()
        await lines.close()
        with pytest.raises(NoAnswer):
            await waiting
        with pytest.raises(NoConnection):
            await post(lines, server)


async def test_whoever_waits_for_a_place_at_the_end_opens_nothing(lines: Connections) -> None:
    async with serving(lambda _: b"") as server:
        waiting = [asyncio.create_task(post(lines, server)) for _ in range(4)]
        await server.asked.wait()
        await lines.close()
        ends = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(end) for end in ends} <= {NoAnswer, NoConnection}
    assert server.opened == 2


async def test_those_who_ask_for_the_same_name_at_once_take_one_thread(
    lines: Connections, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []
    go_on = asyncio.Event()

    async def slow(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        await go_on.wait()
        raise socket.gaierror

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", slow)
    url = "http://api.example/bot1:secret/getMe"
    impatient = (lines.post(url, b"{}", connect=0.01, read=5) for _ in range(2))
    ends = await asyncio.gather(*impatient, return_exceptions=True)
    patient = asyncio.create_task(lines.post(url, b"{}", connect=5, read=5))
    await asyncio.sleep(0)
    go_on.set()
    ends += await asyncio.gather(patient, return_exceptions=True)
    assert [str(end) for end in ends] == ["TimeoutError", "TimeoutError", "gaierror"]
    assert asked == ["api.example"]
    assert not caplog.records


@pytest.mark.parametrize("host", ["nobody.invalid", "a" * 70 + ".example", "127.0.0.1:{nobodys}"])
async def test_where_nobody_is_nothing_was_sent(
    lines: Connections, nobodys: int, host: str
) -> None:
    with pytest.raises(NoConnection):
        await lines.post(f"http://{host.format(nobodys=nobodys)}/x", b"", connect=5, read=5)
