"""The people of the Telegram bench: they live in the process of the Bot API server.

    python -m tests.bot_api --no-check --drive bench.telegram_people:drive

The first line of the input is an `Order` as JSON, the last line of the output an `Outcome`.
Everybody answers the moment the bot's message is there.
"""

import asyncio
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

from tests.bot_api import BotApiServer, Person, Sent

# Seconds for the start, and those in which what follows the last answer is done as well.
PATIENCE = 60.0
REST = 0.5
FIRST = 1_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """`pid` is the bot's process, `born` when it began; `seconds` after which a run is cut."""

    story: str
    people: int
    at_once: int
    seconds: float
    pid: int
    born: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds and counts of one run; `calls` are without getUpdates, `peak` is in bytes."""

    through: int
    turns: int
    seconds: float
    cpu: float
    server_cpu: float
    calls: int
    polls: int
    p50: float
    p99: float
    first_answer: float
    peak: int


@dataclass(frozen=True, slots=True)
class Step:
    """What a person says, or taps, and what the answer must hold."""

    words: str
    answer: str
    tap: bool = False

    def by(self, person: Person) -> None:
        if self.tap:
            person.taps(self.words)
        else:
            person.says(self.words)


def registration(number: int) -> list[Step]:
    """The whole story of a member who reports in; some would rather not be called."""
    return [
        Step("/start", "您好"),
        Step("报到", "同意吗"),
        Step("1 同意", "您叫什么名字", tap=True),
        Step("李明", "打哪个电话"),
        Step("跳过" if number % 5 == 0 else f"138{number:08}", "老家支部"),
        Step("河湾", "是哪一个"),
        Step("1 石桥镇河湾村党支部", "您现在住在哪里", tap=True),
        Step("宝安", "是哪一个"),
        Step("1 宝安区外来务工党支部", "请看看对不对", tap=True),
        Step("1 发送", "已发送", tap=True),
    ]


def digits(number: int) -> list[Step]:
    """The same without a tap: a digit does as well, and is one call in answer instead of two."""
    return [Step("1" if step.tap else step.words, step.answer) for step in registration(number)]


def echo(number: int) -> list[Step]:
    return [Step(step.words, step.words) for step in registration(number)]


STORIES = {"registration": registration, "digits": digits, "echo": echo}


class Crowd:
    """So many people, some of them at once; who is through makes place for the next."""

    def __init__(self, server: BotApiServer, order: Order) -> None:
        self._server = server
        self._order = order
        self._walks: dict[int, tuple[list[Step], Person]] = {}
        self._since: dict[int, float] = {}
        self._come = 0
        self.through = 0
        self.waits: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        server.on_sent(self._hears)

    def begin(self) -> None:
        for _ in range(self._order.at_once):
            self._next()

    def stop(self) -> None:
        """Nobody says any more; raise what went wrong."""
        if self.done.done():
            self.done.result()
        else:
            self.done.set_result(None)

    def _next(self) -> None:
        if self._come == self._order.people:
            return
        self._come += 1
        person = self._server.person(FIRST + self._come, f"李{self._come}")
        steps = STORIES[self._order.story](self._come)
        self._walks[person.id] = steps[::-1], person
        self._act(person.id)

    def _act(self, id: int) -> None:
        steps, person = self._walks[id]
        self._since[id] = time.perf_counter()
        steps[-1].by(person)

    def _hears(self, sent: Sent) -> None:
        # Taking the buttons off an older message is no answer.
        if sent.chat_id not in self._walks or sent.method == "editMessageReplyMarkup":
            return
        if self.done.done():
            return
        self.waits.append(time.perf_counter() - self._since[sent.chat_id])
        steps, _ = self._walks[sent.chat_id]
        step = steps.pop()
        if step.answer not in sent.message["text"]:
            self._give_up(f"{step.words!r} was answered by {sent.message['text']!r}")
        elif steps:
            self._act(sent.chat_id)
        else:
            self._leave(sent.chat_id)

    def _leave(self, id: int) -> None:
        del self._walks[id]
        self.through += 1
        self._next()
        if not self._walks and not self.done.done():
            self.done.set_result(None)

    def _give_up(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(AssertionError(why))


async def drive(server: BotApiServer) -> None:
    """Wait for the bot's first answer, then let the crowd come; print what was measured."""
    answered = _first_answer(server)
    order = Order(**json.loads(await asyncio.to_thread(sys.stdin.readline)))
    first = await asyncio.wait_for(answered, PATIENCE) - order.born
    await asyncio.sleep(REST)
    outcome = await _measured(server, order, first)
    print(json.dumps(asdict(outcome)), flush=True)


def _first_answer(server: BotApiServer) -> asyncio.Future[float]:
    """When somebody who wrote before the bot was there has an answer."""
    answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def hears(sent: Sent) -> None:
        if not answered.done():
            answered.set_result(time.monotonic())

    server.on_sent(hears)
    server.person(FIRST, "王").starts()
    return answered


async def _measured(server: BotApiServer, order: Order, first: float) -> Outcome:
    crowd = Crowd(server, order)
    before, began = _Spent.now(server, order.pid), time.perf_counter()
    crowd.begin()
    await asyncio.wait([crowd.done], timeout=order.seconds)
    took, waits = time.perf_counter() - began, sorted(crowd.waits)
    crowd.stop()
    await asyncio.sleep(REST)
    spent = _Spent.now(server, order.pid)
    cuts = quantiles(waits, n=100)
    return Outcome(
        through=crowd.through,
        turns=len(waits),
        seconds=took,
        cpu=spent.bot - before.bot,
        server_cpu=spent.server - before.server,
        calls=spent.calls - before.calls,
        polls=spent.polls - before.polls,
        p50=cuts[49],
        p99=cuts[98],
        first_answer=first,
        peak=peak(order.pid),
    )


@dataclass(frozen=True, slots=True)
class _Spent:
    bot: float
    server: float
    calls: int
    polls: int

    @staticmethod
    def now(server: BotApiServer, pid: int) -> "_Spent":
        polls = server.counts["getupdates"]
        calls = server.counts.total() - polls
        return _Spent(cpu(pid), time.process_time(), calls, polls)


def cpu(pid: int) -> float:
    """Seconds of all threads of a process. https://man7.org/linux/man-pages/man5/proc.5.html"""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    """The most memory that a process has had, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(kilobytes) * 1024
