"""A Telegram Bot API server on loopback, for tests and benches."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from .desk import Call, Desk
from .faults import Faults
from .front import HOST, Front
from .group import Group, new_group
from .person import Person, new_person
from .phone import Phone
from .webhook import Webhook
from .wire import ApiError
from .world import Sent, World

TOKEN = "7000000001:AAHtestTESTtestTESTtestTESTtestTEST"


class BotApiServer:
    """The platform as one bot knows it, on one event loop.

    With `check` every call, answer and update is compared with a second model of the API,
    mismatches go to `complaints`, and calls are kept in `calls`; a bench turns that off.
    `clock` gives Unix seconds: dates and the expiry of updates come from it. `latency` is a
    delay of each answer in seconds, `history` how much of each chat is kept, 0 for all of it.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        check: bool = True,
        latency: float = 0.0,
        history: int = 0,
    ) -> None:
        self.token = token
        self.port = port
        self.world = World(token, clock, history)
        self.faults = Faults(latency)
        self._desk = Desk(self.world, self.faults)
        self._front = Front(token, self._desk, self.faults, self.world.files)
        if check:
            self._check()

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://{HOST}:{self.port}/file/bot"

    @property
    def complaints(self) -> list[str]:
        return self._desk.complaints

    @property
    def calls(self) -> list[Call]:
        return self._desk.calls

    @property
    def counts(self) -> Counter[str]:
        """How often each method was called, by its name in lower case."""
        return self._desk.counts

    @property
    def webhook(self) -> Webhook:
        return self._desk.webhook

    async def start(self) -> None:
        """Listen; after a `stop` on the same port, with everything as it was."""
        self.port = await self._front.open(self.port)
        self.webhook.resume()

    async def stop(self) -> None:
        self.world.updates.interrupt(ApiError(500, "Internal Server Error: restart"))
        await self.webhook.pause()
        await self._front.close()

    async def __aenter__(self) -> BotApiServer:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def person(
        self, user_id: int, first_name: str, language_code: str = "zh-hans", *, known: bool = False
    ) -> Person:
        """Somebody who acts at once, from plain code; `known`: has written to the bot before."""
        return new_person(self.world, user_id, first_name, language_code, known)

    def phone(
        self, user_id: int, first_name: str, language_code: str = "zh-hans", *, known: bool = False
    ) -> Phone:
        return Phone(self.person(user_id, first_name, language_code, known=known))

    def group(self, title: str, *, bot_is_admin: bool = False) -> Group:
        """A group with the bot in it, which sees all messages only if it is an admin."""
        return new_group(self.world, title, bot_is_admin)

    def on_sent(self, hook: Callable[[Sent], None]) -> None:
        """Call `hook` for each message sent or edited, before the bot has its answer."""
        self.world.hooks.append(hook)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def called(self, method: str, times: int = 1, seconds: float = 30.0) -> None:
        """Wait until the bot has called a method so many times since the server was made."""
        name = method.lower()
        if not await self._desk.bell.until(lambda: self.counts[name] >= times, seconds):
            count = self.counts[name]
            raise AssertionError(f"{method} was called {count} times in {seconds} s, not {times}")

    async def confirmed(self, seconds: float = 30.0) -> None:
        """Wait until the bot has confirmed every update: nothing is left for it to do."""
        updates = self.world.updates
        if not await updates.bell.until(lambda: not len(updates), seconds):
            left = b", ".join(update.body[:120] for update in updates.pending[:3]).decode()
            raise AssertionError(f"{len(updates)} updates not confirmed in {seconds} s: {left}")

    def _check(self) -> None:
        from .check import Judge  # two seconds and 100 MB that a bench does not need

        self._desk.judge = Judge(self.complaints.append)
        self.world.updates.judge = self._desk.judge.update
