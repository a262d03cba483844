"""The people of the broadcast bench: they live in the process of the Bot API server.

    python -m tests.bot_api --no-check --drive bench.broadcast_people:drive

The first line of the input is an `Order` as JSON; `GO` on the output says that the bot may
begin, and an `Outcome` follows once the last message is there.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from statistics import quantiles

from bench.telegram_people import cpu_of, memory_of, reset_peak
from tests.bot_api import BotApiServer, Person, Sent
from tests.telegram.crowd import FIRST, WORDS

GO = "go"
# So many others write in turn, so that none of them is held up for writing too fast.
TALKERS = 400
TALK = "菜单"
# Seconds of conversation first, which nobody measures.
WARM = 3.0


@dataclass(frozen=True, slots=True)
class Order:
    """`turns` a second of conversation go on meanwhile, and before for so many `idle` seconds;
    a run is cut after `seconds`. `pid` is the bot's process.
    """

    members: int
    turns: float
    idle: float
    seconds: float
    pid: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds and counts of one run; `worst` is the fullest sliding second, `growth` bytes."""

    arrived: int
    twice: int
    seconds: float
    rate: float
    worst: int
    cpu: float
    growth: int
    idle: tuple[float, ...]
    busy: tuple[float, ...]


class Crowd:
    """Counts what arrives, and when anything was sent at all."""

    def __init__(self, server: BotApiServer, members: int) -> None:
        self.sent: list[float] = []
        self.arrived: dict[int, int] = {}
        self.all_there = asyncio.Event()
        self._members = members
        for number in range(members):
            server.person(FIRST + number, f"李{number}", known=True)
        server.person(FIRST - 1, "孙丽", known=True)
        server.on_sent(self._hears)

    def _hears(self, sent: Sent) -> None:
        if sent.method != "sendMessage":
            return
        self.sent.append(time.perf_counter())
        if WORDS in sent.message["text"]:
            self.arrived[sent.chat_id] = self.arrived.get(sent.chat_id, 0) + 1
            if len(self.arrived) == self._members:
                self.all_there.set()


class Talk:
    """People who write a word now and then, and how long each waited for the answer."""

    def __init__(self, server: BotApiServer, first: int, turns: float) -> None:
        self._people = [server.person(first + number, "王芳") for number in range(TALKERS)]
        self._since: dict[int, float] = {}
        self._turns = turns
        self.waits: list[float] = []
        server.on_sent(self._hears)

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        self.waits = []
        going = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            going.cancel()

    async def _go_on(self) -> None:
        number = 0
        while self._turns:
            self._writes(self._people[number % TALKERS])
            number += 1
            await asyncio.sleep(1 / self._turns)

    def _writes(self, person: Person) -> None:
        if person.id not in self._since:
            self._since[person.id] = time.perf_counter()
            person.says(TALK)

    def _hears(self, sent: Sent) -> None:
        if since := self._since.pop(sent.chat_id, None):
            self.waits.append(time.perf_counter() - since)


async def drive(server: BotApiServer) -> None:
    order = Order(**json.loads(await asyncio.to_thread(sys.stdin.readline)))
    crowd = Crowd(server, order.members)
    talk = Talk(server, FIRST + order.members, order.turns)
    async with talk.going_on():
        await asyncio.sleep(WARM)
    async with talk.going_on():
        await asyncio.sleep(order.idle)
    idle = talk.waits
    print(json.dumps(asdict(await _measured(order, crowd, talk, idle))), flush=True)


async def _measured(order: Order, crowd: Crowd, talk: Talk, idle: list[float]) -> Outcome:
    crowd.sent.clear()
    reset_peak(order.pid)
    cpu, memory = cpu_of(order.pid), memory_of(order.pid, "VmRSS")
    print(GO, flush=True)
    async with talk.going_on():
        await asyncio.wait([asyncio.create_task(crowd.all_there.wait())], timeout=order.seconds)
    sent = crowd.sent
    took = sent[-1] - sent[0]
    return Outcome(
        arrived=len(crowd.arrived),
        twice=sum(times > 1 for times in crowd.arrived.values()),
        seconds=took,
        rate=(len(sent) - 1) / took,
        worst=_worst_second(sent),
        cpu=cpu_of(order.pid) - cpu,
        growth=memory_of(order.pid, "VmHWM") - memory,
        idle=_cuts(idle),
        busy=_cuts(talk.waits),
    )


def _worst_second(times: list[float]) -> int:
    """How much the fullest second held, wherever it began."""
    worst = begin = 0
    for end, at in enumerate(times):
        while times[begin] <= at - 1:
            begin += 1
        worst = max(worst, end - begin + 1)
    return worst


def _cuts(waits: list[float]) -> tuple[float, ...]:
    """The median and p99."""
    if len(waits) < 2:
        return (0.0, 0.0)
    cuts = quantiles(waits, n=100)
    return cuts[49], cuts[98]
