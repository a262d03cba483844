"""What stands between the bot and Telegram: bare servers on loopback, each with its own mood."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from ssl import SSLContext

Head = list[str]
Mood = Callable[[Head, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def gateway(mood: Mood, tls: SSLContext | None = None) -> AsyncIterator[int]:
    """Serve on a free port: each request's head goes to `mood`, which answers or does not."""
    open_ones: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        open_ones.add(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            await mood(head, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            open_ones.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(open_ones):
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)


def says(status: int, body: bytes, *, length: int | None = None) -> Mood:
    """Answer with a status and a body; with a wrong `length` the body is cut off."""

    async def mood(_head: Head, writer: asyncio.StreamWriter) -> None:
        size = len(body) if length is None else length
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    return mood


def hears(heard: list[str], then: Mood) -> Mood:
    """Note the first line of each request."""

    async def mood(head: Head, writer: asyncio.StreamWriter) -> None:
        heard.append(head[0])
        await then(head, writer)

    return mood


async def hangs(_head: Head, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def hangs_up(_head: Head, _writer: asyncio.StreamWriter) -> None:
    return


async def resets(_head: Head, writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@contextmanager
def reserved(port: int = 0) -> Iterator[int]:
    """A port that nobody else gets, and where nobody listens unless they ask for just this one."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", port))
        number: int = held.getsockname()[1]
        yield number
