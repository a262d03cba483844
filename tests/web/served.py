"""An application on a port of loopback, served from a thread; it ends hard, as in a crash."""

import asyncio
import socket
import threading

from starlette.types import ASGIApp

from bot.channels.web.server import WebServer

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
        return port


class Served:
    """Served from the start until `kill`; `port` is free to choose where it is 0."""

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        self._socket = socket.create_server((HOST, port))
        self.port: int = self._socket.getsockname()[1]
        self._server = _Server(app)
        self._thread = threading.Thread(target=self._run, name="server")
        self._thread.start()
        self._server.ready.wait()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        """End without a word to whoever is connected."""
        self._server.force_exit = self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._server.serve([self._socket]))


class _Server(WebServer):
    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)
