"""The web server: routes, headers, and a stop that does not wait for open streams."""

from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = Path(__file__).parent
TEMPLATES = Jinja2Templates(_HERE / "pages")

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _CSP,
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class SafeHeaders:
    """Sets the security headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


def web_app(routes: Sequence[BaseRoute], middleware: Sequence[Middleware] = ()) -> Starlette:
    """The server's application, with the page's own files beside `routes`."""
    static = Mount("/static", StaticFiles(directory=_HERE / "static"))
    return Starlette(routes=[*routes, static], middleware=[Middleware(SafeHeaders), *middleware])


class WebServer(uvicorn.Server):
    """Serves an application until it is told to stop; leaves signals to whoever runs it."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                # The log would tie addresses and times to chats.
                access_log=False,
                log_level="warning",
                # An open event stream never ends by itself.
                timeout_graceful_shutdown=1,
                server_header=False,
                lifespan="off",
            )
        )
