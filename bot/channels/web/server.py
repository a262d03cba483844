"""The web server: routes, headers, and a stop that does not wait for open streams."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.static_files import PageFiles, static
from bot.language import T, Trouble

# When the server stops, answers that are on their way get so many seconds.
LAST_ANSWERS = 0.5

_HERE = Path(__file__).parent
TEMPLATES = Jinja2Templates(_HERE / "pages")
TEMPLATES.env.globals["static"] = static

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class SafeHeaders:
    """Sets the security headers of every answer."""

    def __init__(self, app: ASGIApp, frames: str = "'none'") -> None:
        """`frames` is the origin whose pages may stand inside ours."""
        self._app = app
        policy = f"{_CSP}; frame-src {frames}"
        headers = {"content-security-policy": policy, **_HEADERS}
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


def web_app(
    routes: Sequence[BaseRoute], middleware: Sequence[Middleware] = (), frames: str = "'none'"
) -> ASGIApp:
    """The server's application, with the page's own files beside `routes`."""
    files = Mount("/static", PageFiles())
    # Around everything, so that no error's answer goes out without the headers.
    return SafeHeaders(Starlette(routes=[*routes, files], middleware=middleware), frames)


class ByPort:
    """Several origins on one server: each port leads to an application of its own."""

    def __init__(self, apps: Mapping[int, ASGIApp]) -> None:
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, port = scope["server"]
        await self._apps[port](scope, receive, send)


def listen(host: str, port: int) -> socket.socket:
    """A socket that people can reach the server by; raise `Trouble` where there can be none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError:
        raise Trouble(
            T(
                "Nothing can listen on {host}, port {port}. Stop what is there, or set another"
                " BOT_WEB_HOST or BOT_WEB_PORT.",
                host=host,
                port=str(port),
            )
        ) from None


class WebServer(uvicorn.Server):
    """Serves an application on a socket until a signal; then `serve` returns."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                # Of the two that it knows this one bounds what a stranger may send as headers.
                http="h11",
                # The log would tie addresses and times to chats.
                access_log=False,
                log_config=None,
                timeout_graceful_shutdown=3,
                server_header=False,
                lifespan="off",
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # The parent's raises the signal again at the end, and so the store was never closed.
        self.force_exit = self.should_exit
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An open event stream never ends by itself.
        asyncio.get_running_loop().call_later(LAST_ANSWERS, self._hang_up)
        await super().shutdown(sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.close()
