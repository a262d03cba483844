"""Where a call is answered: judged, recorded, struck by a fault, and done."""

from __future__ import annotations

import traceback
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .faults import Faults
from .methods import methods
from .query import Query
from .waiting import Bell
from .webhook import Webhook
from .wire import ApiError, Json, NotSimulated, conflict
from .world import World

if TYPE_CHECKING:
    from .check import Judge

_LONGEST_POLL = 50
_WEBHOOK_IS_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)


@dataclass(slots=True)
class Call:
    """A call of the bot: `result` or `error` once it was answered, neither while it hangs."""

    method: str
    params: Json
    result: object = None
    error: Exception | None = None


class Desk:
    def __init__(self, world: World, faults: Faults) -> None:
        self.complaints: list[str] = []
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.judge: Judge | None = None
        self.bell = Bell()
        self.webhook = Webhook(world.updates, world.clock, self.reply)
        self._world = world
        self._faults = faults
        self._methods = methods(world, self.webhook)

    async def answer(self, query: Query) -> object:
        """The result of a call, as bytes if it is JSON already; refusals and faults are raised."""
        name = query.method.lower()
        self.counts[name] += 1
        call = Call(query.method, query.params)
        if self.judge is not None:
            self.calls.append(call)
            self.judge.call(query)
        self.bell.ring()
        try:
            call.result = await self._struck(name, query)
        except Exception as error:
            call.error = error
            raise
        return call.result

    async def reply(self, query: Query) -> None:
        """A call in the answer to a webhook: nobody is told how it ended."""
        try:
            await self.answer(query)
        except ApiError:
            return

    async def _struck(self, name: str, query: Query) -> object:
        fault = self._faults.take(query)
        if fault is None:
            return await self._done(name, query)
        await fault.strike(after=False)
        result = await self._done(name, query)
        await fault.strike(after=True)
        return result

    async def _done(self, name: str, query: Query) -> object:
        if name == "getupdates":
            return await self._get_updates(query)
        method = self._methods.get(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        try:
            result = method(query)
        except ApiError:
            raise
        except Exception as error:
            raise self._own_fault(query, error) from None
        if self.judge is not None:
            self.judge.result(query.method, result)
        return result

    async def _get_updates(self, query: Query) -> bytes:
        updates = self._world.updates
        if self.webhook.url:
            raise conflict(_WEBHOOK_IS_ACTIVE)
        updates.allow(query.structure("allowed_updates"))
        limit = max(1, min(100, query.integer("limit", 100)))
        timeout = max(0, min(_LONGEST_POLL, query.integer("timeout")))
        return await updates.poll(query.integer("offset"), limit, timeout)

    def _own_fault(self, query: Query, error: Exception) -> ApiError:
        if isinstance(error, NotSimulated):
            problem = f"not simulated: {error}"
        else:
            problem = traceback.format_exc()
        self.complaints.append(f"{query.method}: {problem}")
        return ApiError(500, f"Internal Server Error: {error}")
