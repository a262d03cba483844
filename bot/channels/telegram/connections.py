"""Connections to a server that stay open, and calls that go over them, one at a time on each.

A call takes 40 µs of a core here, and 100 by aiohttp: thousands of them are a broadcast. What is
rare goes by aiohttp all the same: files, and ways through a proxy.
"""

import asyncio
import json
import socket
import ssl
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from aiohappyeyeballs import AddrInfoType, start_connection
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser
from yarl import URL

# Seconds after which a connection is not used again: servers close such, and just then a call
# may be lost.
KEPT = 15.0
# Seconds until the next address of a server is tried beside the first:
# https://www.rfc-editor.org/rfc/rfc8305#section-8
NEXT_ADDRESS = 0.25

_Found: TypeAlias = Sequence[AddrInfoType]


class NoConnection(Exception):
    """There is none to the server: nothing was sent."""


class NoAnswer(Exception):
    """The connection ended, or the time, before the answer did."""


@dataclass(frozen=True, slots=True)
class _Server:
    host: str
    port: int
    tls: bool


class Connections:
    """As many to each server as are needed at once, and at most so many in all."""

    def __init__(self, most: int) -> None:
        self._places = asyncio.Semaphore(most)
        self._closed = False
        self._asking: dict[_Server, asyncio.Task[_Found]] = {}
        self._open: set[_Connection] = set()
        self._idle: defaultdict[_Server, list[_Connection]] = defaultdict(list)

    async def post(
        self, url: str, body: bytes, *, connect: float, read: float
    ) -> tuple[int, bytes]:
        """Send JSON; the answer's status and body.

        Raise `NoConnection` where none came about in `connect` seconds, and `NoAnswer` where
        nothing was heard for `read` seconds.
        """
        server, head = _address(url)
        async with self._places:
            connection = self._unused(server) or await self._connect(server, connect)
            try:
                return await connection.ask(b"%b%d\r\n\r\n%b" % (head, len(body), body), read)
            finally:
                self._give_back(server, connection)

    async def close(self) -> None:
        """Close all for good; whoever waits for an answer has none."""
        self._closed = True
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._idle.clear()
        # The loop closes the sockets in its next round.
        await asyncio.sleep(0)

    def _unused(self, server: _Server) -> "_Connection | None":
        """One that is open and was used lately; the last one is used first."""
        idle = self._idle[server]
        long_ago = asyncio.get_running_loop().time() - KEPT
        while idle:
            connection = idle.pop()
            if connection.usable and connection.used_at > long_ago:
                return connection
            self._drop(connection)
        return None

    async def _connect(self, server: _Server, seconds: float) -> "_Connection":
        loop = asyncio.get_running_loop()
        if self._closed:
            raise NoConnection("closed")
        try:
            async with asyncio.timeout(seconds):
                found = await self._look_up(server)
                # The loop's own way to do this loses a socket where it is cancelled.
                connected = await start_connection(found, happy_eyeballs_delay=NEXT_ADDRESS)
                _, connection = await loop.create_connection(
                    _Connection,
                    sock=connected,
                    ssl=_tls() if server.tls else None,
                    server_hostname=server.host if server.tls else None,
                )
        # A name that no server can have is a ValueError.
        except (OSError, TimeoutError, ValueError) as error:
            raise NoConnection(type(error).__name__) from None
        self._open.add(connection)
        if self._closed or not connection.usable:
            self._drop(connection)
            raise NoConnection("closed")
        return connection

    async def _look_up(self, server: _Server) -> _Found:
        """The addresses of a server. It takes a thread: whoever asks meanwhile shares that."""
        if server not in self._asking:
            self._asking[server] = asyncio.create_task(_addresses(server))
            self._asking[server].add_done_callback(lambda _: self._asking.pop(server))
        return await asyncio.shield(self._asking[server])

    def _give_back(self, server: _Server, connection: "_Connection") -> None:
        if connection.usable:
            self._idle[server].append(connection)
        else:
            self._drop(connection)

    def _drop(self, connection: "_Connection") -> None:
        connection.close()
        self._open.discard(connection)


class _Connection(asyncio.Protocol):
    """One connection. The parser calls the methods that begin with `on_`."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._parser = HttpResponseParser(self)
        self._transport: asyncio.Transport
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._status = 0
        self._body: list[bytes] = []
        self._seconds = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._free = True
        self.used_at = self._loop.time()

    @property
    def usable(self) -> bool:
        """Whether a request may go over it."""
        return self._free and not self._transport.is_closing()

    async def ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """The answer to a request. Raise `NoAnswer`."""
        answer: asyncio.Future[tuple[int, bytes]] = self._loop.create_future()
        self._answer = answer
        # Nobody else can use it until the whole answer is here, also where its caller has gone.
        self._free, self._status, self._body, self._seconds = False, 0, [], seconds
        self._wait()
        self._transport.write(request)
        try:
            return await answer
        finally:
            if self._timer:
                self._timer.cancel()

    def close(self) -> None:
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self.close()
        if self._is_asked:
            # A long answer may take its time as long as some of it comes.
            self._wait()

    def connection_lost(self, error: Exception | None) -> None:
        if not (self._answer and self._is_asked):
            return
        body = b"".join(self._body)
        if self._status >= 300 or _is_whole(body):
            # What a gateway says may end with the connection.
            self._answer.set_result((self._status, body))
        else:
            self._answer.set_exception(NoAnswer(type(error).__name__ if error else "closed"))

    def on_message_begin(self) -> None:
        if not self._is_asked:
            # Nobody has asked for this; the next caller must not be given the rest of it.
            self.close()

    def on_headers_complete(self) -> None:
        self._status = self._parser.get_status_code()

    def on_body(self, part: bytes) -> None:
        self._body.append(part)

    def on_message_complete(self) -> None:
        if self._answer and self._is_asked and self._status >= 200:
            self._free, self.used_at = self._parser.should_keep_alive(), self._loop.time()
            self._answer.set_result((self._status, b"".join(self._body)))

    @property
    def _is_asked(self) -> bool:
        return self._answer is not None and not self._answer.done()

    def _wait(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._loop.call_later(self._seconds, self.close)


async def _addresses(server: _Server) -> _Found:
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)


@lru_cache(maxsize=64)
def _address(url: str) -> tuple[_Server, bytes]:
    """Where a call goes, and how it begins, up to the length of its body."""
    target = URL(url)
    head = (
        f"POST {target.raw_path_qs} HTTP/1.1",
        f"Host: {target.host_port_subcomponent}",
        "Content-Type: application/json",
        "Content-Length: ",
    )
    server = _Server(target.raw_host or "", target.port or 0, target.scheme == "https")
    return server, "\r\n".join(head).encode()


def _is_whole(body: bytes) -> bool:
    """Whether an answer without a length is all there: no part of a JSON object is JSON."""
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
