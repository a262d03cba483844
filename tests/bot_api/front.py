"""HTTP: addresses, status lines, broken connections."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from functools import partial
from urllib.parse import unquote

from aiohttp import web

from .desk import Desk
from .faults import Broken, Faults, Gateway
from .files import Files
from .query import UPLOAD_LIMIT, read_query
from .wire import ApiError, encoded

HOST = "127.0.0.1"
_ROUTE = re.compile(r"/(file/)?bot([^/]*)/(.+)")
_TOKEN = re.compile(r"[1-9]\d*:[\w-]+")
_JSON = {"Content-Type": "application/json"}


class Front:
    def __init__(self, token: str, desk: Desk, faults: Faults, files: Files) -> None:
        self._token = token
        self._prefix = f"/bot{token}/"
        self._desk = desk
        self._faults = faults
        self._files = files
        self._runner: web.ServerRunner | None = None

    async def open(self, port: int) -> int:
        """Listen, on any free port if it is 0; the port."""
        # Large bodies come in: `read_query` refuses them in the words of the platform.
        loop = asyncio.get_running_loop()
        request = partial(web.BaseRequest, loop=loop, client_max_size=2 * UPLOAD_LIMIT)
        server = web.Server(self._handle, request_factory=request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, port, reuse_address=True).start()
        number: int = self._runner.addresses[0][1]
        return number

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path, _, search = request.raw_path.partition("?")
        if not path.startswith(self._prefix):
            path = unquote(path)
        if not path.startswith(self._prefix):
            response = self._elsewhere(path)
        else:
            response = await self._call(request, path[len(self._prefix) :], search)
        if self._faults.latency:
            await asyncio.sleep(self._faults.latency)
        return response

    async def _call(self, request: web.BaseRequest, method: str, search: str) -> web.Response:
        try:
            result = await self._desk.answer(await read_query(request, method, search))
        except ApiError as error:
            return _refusal(error)
        except Gateway as gateway:
            return web.Response(body=gateway.body(), status=gateway.status)
        except Broken:
            _reset(request)
            return web.Response()
        raw = result if isinstance(result, bytes) else encoded(result)
        return web.Response(body=b'{"ok":true,"result":' + raw + b"}", headers=_JSON)

    def _elsewhere(self, path: str) -> web.Response:
        """A file, a token of somebody else, or no address at all."""
        match = _ROUTE.fullmatch(path)
        if match is None or not _TOKEN.fullmatch(match.group(2)):
            return _refusal(ApiError(404, "Not Found"))
        if match.group(2) != self._token:
            return _refusal(ApiError(401, "Unauthorized"))
        content = self._files.content_at(match.group(3))
        if content is None:
            return _refusal(ApiError(404, "Not Found: file not found"))
        return web.Response(body=content)


def _refusal(error: ApiError) -> web.Response:
    headers = dict(_JSON)
    if error.parameters and "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(body=error.body(), status=error.status, headers=headers)


def _reset(request: web.BaseRequest) -> None:
    """Linger for no time, so that the other side sees a reset and not an orderly end."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
