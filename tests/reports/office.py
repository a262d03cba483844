"""A report box to test with: its app without a network, reporters, and holders at their desks."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bot.clock import Clock
from bot.reports import store as kept
from bot.reports.age import Unreadable, open_sealed
from bot.reports.box import Box, Refusal
from bot.reports.desk.desk import Desk
from bot.reports.directory import Body, Concern, Directory, SignedList, believe, offline_key
from bot.reports.door import Door
from bot.reports.envelope import Direction, File, Place
from bot.reports.frames import frame, parted, unframe
from bot.reports.gate import Delays, Work, solve
from bot.reports.identity import Identity
from bot.reports.pages import Pages
from bot.reports.receipt import Mailbox, mailbox_id
from bot.reports.reporter import Answered, read_answer, seal_more, seal_report, still_reading
from bot.reports.web import BoxApp, Guards
from bot.storage import Store
from tests.reports.vectors import HOLDERS, lists, pair, seed
from tests.town import CATALOGUES

R = TypeVar("R")

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROOT = offline_key(seed("root"))
TOLD = {"what": "他把救灾款分给了亲戚", "where": "石桥镇", "who": "赵某", "check": "账本"}


def reporter(name: str) -> Mailbox:
    """A reporter's mailbox without the long way over a receipt."""
    keys = pair(name)
    return Mailbox(keys, mailbox_id(keys.recipient, keys.verify), sha256(name.encode()).digest())


class Office:
    """The box's app over its own store."""

    def __init__(
        self,
        path: Path,
        server: str = "http://box",
        built: Path | None = None,
        sample: Sequence[Identity] = (),
    ) -> None:
        self.path = path
        self.clock = Clock(lambda: MONDAY)
        self.lists: list[SignedList] = lists()
        self.store = Store.open(path, [kept.SCHEMA], synchronous="OFF", journal="DELETE")
        self.box = Box(lambda: self.directory, self.clock.now, random.Random(1))
        self.seconds = 0.0
        self.waits: list[float] = []
        guards = Guards(
            Delays(self._now), Work(self._now), Door(lambda: self.directory, self._now), self._pause
        )
        built = built or path.parent / "page"
        pages = Pages(ROOT, server, CATALOGUES, lambda: self.lists, built, sample)
        self.app = BoxApp(self.box, self.store, lambda: self.lists, guards, pages).app()
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://box"
        )

    @property
    def directory(self) -> Directory:
        return believe(self.lists, ROOT)

    def body(self, id: str) -> Body:
        return self.directory.bodies[id]

    async def close(self) -> None:
        await self.http.aclose()
        self.store.close()

    async def later(self, **by: int) -> None:
        self.clock.move(timedelta(**by))

    async def posts(self, path: str, head: dict[str, Any], *parts: bytes) -> Any:
        """The answer's head, its bytes under `data`; raise `Refusal` for an error."""
        answer = await self.http.post(path, content=frame(head, *parts))
        given, data = unframe(answer.content)
        if "error" in given:
            raise Refusal(given["error"])
        return {**given, "data": data}

    async def sends(
        self, who: Mailbox, sealed: bytes, body: str = "county", number: int = 1
    ) -> None:
        asked = await self.posts("/box/challenge", {})
        head = {
            "mailbox": who.id,
            "access": who.access.hex(),
            "body": body,
            "number": number,
            "challenge": asked["challenge"],
            "answer": solve(asked["challenge"], asked["bits"]),
        }
        await self.posts("/box/send", head, sealed)

    async def reports(
        self,
        name: str,
        body: str = "county",
        concern: Concern = Concern.OTHER,
        told: Mapping[str, str] = TOLD,
        files: Sequence[File] = (),
    ) -> Mailbox:
        """Somebody reports to the body that is chosen, or to the one that it is passed to."""
        who = reporter(name)
        to = self.directory.route(body, concern)
        assert to is not None
        await self.sends(who, seal_report(who, to, concern, told, files), to.id)
        return who

    async def adds(self, who: Mailbox, text: str) -> None:
        """As the page does it: sealed to those whom the answers leave."""
        look = await self.looks(who)
        body = still_reading(self.body(look["body"]), await self.answers(who))
        assert body is not None
        await self.sends(who, seal_more(who, body, look["next"], text), body.id, look["next"])

    async def can_open(self, mailbox: str, number: int) -> set[str]:
        """Who of the holders could open a message with its bytes alone, whoever gave them."""
        place = Place(mailbox, Direction.REPORT, number)
        sealed = await self.store.turn(lambda tx: kept.get(tx, place))
        assert sealed is not None
        return {name for name in HOLDERS if _opens(sealed, name)}

    async def looks(self, who: Mailbox) -> Any:
        return await self.posts("/box/look", {"mailbox": who.id, "access": who.access.hex()})

    async def answers(self, who: Mailbox) -> list[Answered]:
        look = await self.looks(who)
        parts = parted(look["data"], [each["size"] for each in look["answers"]])
        return [
            read_answer(part, who, each["number"], self.directory)
            for each, part in zip(look["answers"], parts, strict=True)
        ]

    async def withdraws(self, who: Mailbox) -> None:
        await self.posts("/box/withdraw", {"mailbox": who.id, "access": who.access.hex()})

    def _now(self) -> float:
        return self.seconds

    async def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def at(self, name: str, act: Callable[[Desk], R]) -> R:
        """What a holder does at their desk, which is another machine."""
        loop = asyncio.get_running_loop()

        def post(path: str, data: bytes) -> bytes:
            return asyncio.run_coroutine_threadsafe(self._raw(path, data), loop).result()

        return await asyncio.to_thread(lambda: act(Desk(pair(name), ROOT, post)))

    async def _raw(self, path: str, data: bytes) -> bytes:
        answer = await self.http.post(path, content=data)
        return answer.content


def _opens(sealed: bytes, name: str) -> bool:
    try:
        return bool(open_sealed(sealed, pair(name)))
    except Unreadable:
        return False
