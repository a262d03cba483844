"""The report box on the web: an origin of its own, a handful of requests, and one static page.

Nothing here writes to a log: not an address, not a time, not what was wrong with a request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.reports.answers import answer, guarded
from bot.reports.box import Box, Refusal
from bot.reports.directory import SignedList
from bot.reports.door import Door
from bot.reports.frames import LONGEST_BODY, Incoming
from bot.reports.gate import Delays, Work
from bot.reports.holders import HolderRequests
from bot.reports.pages import Pages
from bot.reports.reading import read_opener, read_sent
from bot.reports.turns import Turns
from bot.storage import Store

# So many attempts may wait out their delay at once.
WAITING = 200


@dataclass(frozen=True, slots=True)
class Guards:
    """What stands before the box. `pause` waits a number of seconds."""

    delays: Delays
    work: Work
    door: Door
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


class BoxApp:
    """The routes of the report box."""

    def __init__(
        self,
        box: Box,
        store: Store,
        lists: Callable[[], list[SignedList]],
        guards: Guards,
        pages: Pages,
    ) -> None:
        self._box = box
        self._turns = Turns(store)
        self._lists = lists
        self._guards = guards
        self._pages = pages
        self._waiting = 0

    def app(self) -> ASGIApp:
        posts = {
            "/box/directory": self.directory,
            "/box/challenge": self.challenge,
            "/box/send": self.send,
            "/box/look": self.look,
            "/box/withdraw": self.withdraw,
            **HolderRequests(self._box, self._turns, self._guards.door).posts,
        }
        routes = [Route(path, guarded(post), methods=["POST"]) for path, post in posts.items()]
        return Starlette(routes=[*routes, *self._pages.routes])

    async def directory(self, request: Request) -> Response:
        lists = [{"list": each.list, "signature": each.signature} for each in self._lists()]
        return answer({"lists": lists})

    async def challenge(self, request: Request) -> Response:
        challenge, bits = self._guards.work.challenge()
        return answer({"challenge": challenge, "bits": bits})

    async def send(self, request: Request) -> Response:
        incoming = Incoming(request.stream())
        sent = read_sent(await incoming.head())
        if not self._guards.work.done(sent.challenge, sent.answer):
            raise Refusal("work")
        sealed = await self._turns.take(incoming, LONGEST_BODY)
        await self._turns.run(
            lambda tx: self._box.send(tx, sent.mailbox, sent.access, sent.body, sent.number, sealed)
        )
        return answer({})

    async def look(self, request: Request) -> Response:
        mailbox, access = await self._opener(request)
        look = await self._turns.run(lambda tx: self._box.look(tx, mailbox, access))
        answers = [{"number": place.number, "size": len(each)} for place, each in look.answers]
        head = {
            "state": look.state,
            "body": look.body,
            "back": look.back,
            "next": look.next,
            "begun": look.begun,
            "answers": answers,
        }
        return answer(head, *[each for _, each in look.answers])

    async def withdraw(self, request: Request) -> Response:
        mailbox, access = await self._opener(request)
        await self._turns.run(lambda tx: self._box.withdraw(tx, mailbox, access))
        return answer({})

    async def _opener(self, request: Request) -> tuple[str, bytes]:
        opener = read_opener(await Incoming(request.stream()).head())
        await self._delay(request)
        return opener

    async def _delay(self, request: Request) -> None:
        if self._waiting >= WAITING:
            raise Refusal("busy")
        self._waiting += 1
        try:
            peer = request.client.host if request.client else ""
            await self._guards.pause(self._guards.delays.wait(peer))
        finally:
            self._waiting -= 1
