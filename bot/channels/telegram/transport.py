"""HTTP for python-telegram-bot: the stock transport slows down with concurrency.

Unlike the stock one it tells apart what surely did not reach the server from what may have:
only the first may be sent again without asking anybody.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.channels.telegram.connections import Connections, NoAnswer, NoConnection

# Seconds; a call's own time-outs go before these.
CONNECT = 5.0
READ = 10.0
WRITE_FILES = 60.0


class NotSent(NetworkError):
    """The call did not reach the server: it is safe to make it again."""


class Unanswered(TimedOut):
    """The call went out and no answer came: it may have been done."""


# How the answer to a call begins that was done.
DONE = b'{"ok":true'
# What a gateway says that waited in vain for the platform behind it.
GATEWAY_TIMEOUT = 504


_encode = json.JSONEncoder(ensure_ascii=False).encode
_JSON = {"Content-Type": "application/json"}
_CLOSED = "the transport is not initialized"


class Transport(BaseRequest):
    """What says plain data goes over connections of our own; files, downloads and ways through
    proxies, which come from the usual environment variables, are left to aiohttp.
    """

    def __init__(self, connections: int = 256) -> None:
        self._most = connections
        self._connections: Connections | None = None
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, URL | None] = {}

    @property
    def read_timeout(self) -> float | None:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            self._connections = Connections(self._most)
            connector = aiohttp.TCPConnector(limit=self._most)
            # `trust_env` would read the environment and `.netrc` for each call, in a thread:
            # that took longer than the call.
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session and self._connections:
            session, connections = self._session, self._connections
            self._session = self._connections = None
            await connections.close()
            await session.close()

    async def call(self, url: str, parameters: Mapping[str, Any]) -> bytes:
        """Make a call by plain data; the answer as it came, or the library's error."""
        status, body = await self._send_json(url, _encoded(parameters), CONNECT, READ)
        # It is not read here: most callers only want to know that it was done.
        if not body.startswith(DONE):
            await _Answered(status, body).post(url)
        return body

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The stock one logs what it cannot read, and that may be what people wrote."""
        try:
            return json.loads(payload)
        except ValueError:
            raise Unanswered("no answer of the platform's") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        connect, read = _seconds(connect_timeout, CONNECT), _seconds(read_timeout, READ)
        if request_data and request_data.contains_files:
            data, read = _form(request_data), read + WRITE_FILES
            return await self._by_aiohttp(method, url, connect, read, data=data)
        if method == "GET":
            return await self._by_aiohttp(method, url, connect, read)
        body = _encoded(request_data.parameters) if request_data else b""
        return await self._send_json(url, body, connect, read)

    async def _send_json(
        self, url: str, body: bytes, connect: float, read: float
    ) -> tuple[int, bytes]:
        target = URL(url)
        if target.user or self._proxy(target):
            return await self._by_aiohttp("POST", url, connect, read, data=body, headers=_JSON)
        if self._connections is None:
            raise RuntimeError(_CLOSED)
        try:
            return _judged(*await self._connections.post(url, body, connect=connect, read=read))
        except NoConnection as error:
            raise NotSent(f"no connection: {error}") from None
        except NoAnswer as error:
            raise Unanswered(f"no answer: {error}") from None

    async def _by_aiohttp(
        self, method: str, url: str, connect: float, read: float, **what: Any
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError(_CLOSED)
        timeout = aiohttp.ClientTimeout(sock_connect=connect, sock_read=read)
        # No address is put into a message: it holds the token.
        try:
            target = URL(url)
            way = self._proxy(target)
            call = self._session.request(method, target, timeout=timeout, proxy=way, **what)
            async with call as answer:
                return _judged(answer.status, await answer.read())
        except _NOT_SENT as error:
            raise NotSent(f"no connection: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unanswered(f"no answer: {type(error).__name__}") from None

    def _proxy(self, target: URL) -> URL | None:
        """The proxy on the way to a server, looked up once."""
        server = f"{target.scheme}://{target.authority}"
        if server not in self._proxies:
            around = proxy_bypass(target.host or "")
            named = None if around else getproxies().get(target.scheme)
            try:
                self._proxies[server] = URL(named) if named else None
            except ValueError:
                raise NotSent("no connection: the proxy's address is wrong") from None
        return self._proxies[server]


class _Answered(Transport):
    """An answer that has come already: the library knows what it means."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self._answer = status, body

    async def do_request(self, *_given: Any, **_more: Any) -> tuple[int, bytes]:
        return self._answer


_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    # A proxy that does not let the call through, or whose own address is wrong.
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


def _judged(status: int, body: bytes) -> tuple[int, bytes]:
    """An answer of the platform's own; a gateway's 403 says nothing about a person."""
    if status == GATEWAY_TIMEOUT:
        raise Unanswered("the gateway had no answer")
    if status >= 400 and not body.startswith(b"{"):
        raise NetworkError(f"a gateway answered {status}")
    return status, body


def _seconds(given: Any, default: float) -> float:
    return float(given) if isinstance(given, int | float) else default


def _encoded(parameters: Mapping[str, Any]) -> bytes:
    """A form would take the platform's servers no less, and us half as long again."""
    return _encode(parameters).encode(errors="replace")


def _form(request_data: RequestData) -> aiohttp.FormData:
    # Names of files go as they are; the platform would show what is quoted.
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
