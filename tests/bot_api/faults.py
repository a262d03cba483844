"""What can go wrong on the way, scripted by a test: the next N calls of a method.

Each fault strikes before the call is processed, or after it (`after=True`): then the work is
done and only the answer is lost or false, which is the case that sends a message twice.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from .query import Query
from .wire import ApiError, Json, too_many_requests


class Broken(Exception):
    """The connection is reset in place of an answer."""


class Gateway(Exception):
    """An answer of the proxy in front of the API: HTML, no JSON."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status

    def body(self) -> bytes:
        return f"<html><h1>{self.status} Bad Gateway</h1>nginx</html>".encode()


class Hang:
    """A call that gets no answer until `release()`; `reached` is set when one hangs."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._released = asyncio.Event()

    def release(self) -> None:
        self._released.set()

    async def strike(self) -> None:
        self.reached.set()
        await self._released.wait()


@dataclass(slots=True)
class Fault:
    cause: ApiError | Broken | Gateway | Hang
    after: bool
    chat_id: int | None
    times: int

    async def strike(self, after: bool) -> None:
        if after is not self.after:
            return
        if not isinstance(self.cause, Hang):
            raise self.cause.with_traceback(None)
        await self.cause.strike()


class Faults:
    """`latency` is a fixed delay of every answer in seconds, for benches."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self._scripted: dict[str, list[Fault]] = {}

    def answers(
        self,
        method: str,
        status: int,
        description: str,
        parameters: Json | None = None,
        *,
        times: int = 1,
        chat_id: int | None = None,
        after: bool = False,
    ) -> None:
        """Answer with an error of any kind, for one chat only if `chat_id` is given."""
        error = ApiError(status, description, parameters)
        self._script(method, error, after, chat_id, times)

    def floods(
        self, method: str, seconds: int, *, times: int = 1, chat_id: int | None = None
    ) -> None:
        self._script(method, too_many_requests(seconds), False, chat_id, times)

    def breaks(
        self, method: str, *, times: int = 1, chat_id: int | None = None, after: bool = False
    ) -> None:
        self._script(method, Broken(), after, chat_id, times)

    def fails_at_the_gateway(
        self,
        method: str,
        status: int = 502,
        *,
        times: int = 1,
        chat_id: int | None = None,
        after: bool = False,
    ) -> None:
        self._script(method, Gateway(status), after, chat_id, times)

    def hangs(
        self, method: str, *, times: int = 1, chat_id: int | None = None, after: bool = False
    ) -> Hang:
        hang = Hang()
        self._script(method, hang, after, chat_id, times)
        return hang

    def clear(self) -> None:
        self._scripted.clear()

    def take(self, query: Query) -> Fault | None:
        """The fault that strikes this call, if one does; the first scripted goes first."""
        if not self._scripted:
            return None
        for fault in self._scripted.get(query.method.lower(), ()):
            if fault.times and fault.chat_id in (None, query.integer("chat_id")):
                fault.times -= 1
                return fault
        return None

    def _script(
        self,
        method: str,
        cause: ApiError | Broken | Gateway | Hang,
        after: bool,
        chat_id: int | None,
        times: int,
    ) -> None:
        faults = self._scripted.setdefault(method.lower(), [])
        faults.append(Fault(cause, after, chat_id, times))
