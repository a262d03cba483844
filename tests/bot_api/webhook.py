"""Delivery of updates to a webhook, over plain HTTP on loopback.

core.telegram.org/bots/api#setwebhook; github.com/tdlib/telegram-bot-api, WebhookActor.cpp:
an update is offered again until it is accepted with a 2xx, each lane in order, at most
`max_connections` at once.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp

from .query import Query
from .updates import DEFAULT, Lane, Update, UpdateQueue
from .wire import Json, bad_request, conflict

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def quick_retries(attempt: int) -> float:
    """Seconds before the next try. The platform waits 0, 2, 4, 8 … seconds; tests have no time."""
    return 0.0 if attempt == 1 else min(0.5, 0.01 * 2**attempt)


class Webhook:
    def __init__(
        self,
        updates: UpdateQueue,
        clock: Callable[[], float],
        answer: Callable[[Query], Awaitable[object]],
    ) -> None:
        self.url = ""
        self.retry_delay: Callable[[int], float] = quick_retries
        self.timeout = 60.0
        self._updates = updates
        self._clock = clock
        self._answer = answer
        self._headers: dict[str, str] = {}
        self._max_connections = 40
        self._failed: Json = {}
        self._lanes: dict[Lane, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(self._max_connections)
        self._session: aiohttp.ClientSession | None = None

    def set(self, query: Query) -> bool:
        url, secret = query.text("url"), query.text("secret_token")
        if url and urlsplit(url).hostname not in _LOOPBACK:
            raise bad_request("bad webhook: only loopback addresses are served here")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not re.fullmatch("[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        self.delete(query)
        if url:
            self._updates.interrupt(conflict("terminated by setWebhook request"))
            self._updates.allow(query.structure("allowed_updates"))
            self._open(url, secret, query.integer("max_connections", 40))
        return True

    def delete(self, query: Query) -> bool:
        self._close_lanes()
        self.url = ""
        self._failed = {}
        self._updates.on_push = None
        if query.flag("drop_pending_updates"):
            self._updates.clear()
        return True

    def info(self, _query: Query) -> Json:
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            info |= {"max_connections": self._max_connections, "ip_address": "127.0.0.1"}
        if self._updates.allowed != DEFAULT:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info | self._failed

    async def pause(self) -> None:
        """Stop delivering, as if the platform were out of reach; `resume` goes on."""
        tasks = list(self._tasks)
        self._close_lanes()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def resume(self) -> None:
        for update in self._updates.pending if self.url else ():
            self._push(update)

    def _open(self, url: str, secret: str, max_connections: int) -> None:
        self.url = url
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers[SECRET_HEADER] = secret
        self._max_connections = max(1, min(100, max_connections))
        self._places = asyncio.Semaphore(self._max_connections)
        self._updates.on_push = self._push
        self.resume()

    def _close_lanes(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()

    def _push(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        lane = self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.lane, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, key: Lane, lane: deque[Update]) -> None:
        while lane:
            async with self._places:
                await self._deliver(lane[0])
            self._updates.forget(lane.popleft().id)
        del self._lanes[key]

    async def _deliver(self, update: Update) -> None:
        attempt = 0
        while self._clock() < update.expires:
            attempt += 1
            problem = await self._offer(update)
            if not problem:
                return
            now = int(self._clock())
            self._failed = {"last_error_date": now, "last_error_message": problem}
            await asyncio.sleep(self.retry_delay(attempt))

    async def _offer(self, update: Update) -> str:
        """What went wrong, or nothing."""
        session = self._session = self._session or aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(self.timeout)
        request = session.post(self.url, data=update.body, headers=self._headers, timeout=timeout)
        try:
            async with request as response:
                body = await response.read()
                if not 200 <= response.status < 300:
                    reason = f"{response.status} {response.reason}"
                    return f"Wrong response from the webhook: {reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Webhook connection closed"
        await self._run_reply(body)
        return ""

    async def _run_reply(self, body: bytes) -> None:
        """A webhook may answer with one call: core.telegram.org/bots/api#making-requests."""
        try:
            reply = json.loads(body)
        except ValueError:
            return
        if isinstance(reply, dict) and isinstance(reply.get("method"), str):
            await self._answer(Query(reply.pop("method"), reply))
