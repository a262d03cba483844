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

from bench.telegram_story import STORIES, Step
from tests.bot_api import BotApiServer, Person, Sent

# Seconds: for the start, and without a call before all is done that an answer left to do.
PATIENCE, REST = 60.0, 0.5
# Who writes before the bot is there; in some runs the secretary who is told of everybody.
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
    """Seconds, and counts, of one run; `others` is the CPU that was not ours, `peak` bytes."""

    through: int
    turns: int
    seconds: float
    cpu: float
    server_cpu: float
    others: float
    calls: int
    polls: int
    p50: float
    p99: float
    first_answer: float
    peak: int


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
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        server.on_sent(self._hears)

    async def walk(self) -> bool:
        """Whether all came through before the time was over; raise what went wrong."""
        for _ in range(self._order.at_once):
            self._next()
        await asyncio.wait([self._done], timeout=self._order.seconds)
        self._walks.clear()
        if self._done.done():
            self._done.result()
        return self._done.done()

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
        if not self._walks:
            self._done.set_result(None)

    def _give_up(self, why: str) -> None:
        self._walks.clear()
        self._done.set_exception(AssertionError(why))


async def drive(server: BotApiServer) -> None:
    """Wait for the bot's first answer, then let the crowd come; print what was measured."""
    answered = _first_answer(server)
    order = Order(**json.loads(await asyncio.to_thread(sys.stdin.readline)))
    first = await asyncio.wait_for(answered, PATIENCE) - order.born
    await _rest(server)
    outcome = await _measured(server, order, first)
    print(json.dumps(asdict(outcome)), flush=True)


def _first_answer(server: BotApiServer) -> asyncio.Future[float]:
    """When somebody who wrote before the bot was there has an answer."""
    answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def hears(sent: Sent) -> None:
        if not answered.done():
            answered.set_result(time.monotonic())

    server.on_sent(hears)
    server.person(FIRST, "王芳").starts()
    return answered


async def _measured(server: BotApiServer, order: Order, first: float) -> Outcome:
    crowd, before, began = Crowd(server, order), _Spent.now(server, order.pid), time.perf_counter()
    whole = await crowd.walk()
    took, walked = time.perf_counter() - began, _Spent.now(server, order.pid)
    if whole:
        await _rest(server)
    rested = _Spent.now(server, order.pid) if whole else walked
    cuts = quantiles(crowd.waits, n=100)
    return Outcome(
        through=crowd.through,
        turns=len(crowd.waits),
        seconds=took,
        cpu=rested.bot - before.bot,
        server_cpu=walked.server - before.server,
        others=walked.others - before.others,
        calls=rested.calls - before.calls,
        polls=walked.polls - before.polls,
        p50=cuts[49],
        p99=cuts[98],
        first_answer=first,
        peak=memory_of(order.pid, "VmHWM"),
    )


async def _rest(server: BotApiServer) -> None:
    """Return once the bot has nothing left to say."""
    calls = -1
    while calls != server.counts.total():
        calls = server.counts.total()
        await asyncio.sleep(REST)


@dataclass(frozen=True, slots=True)
class _Spent:
    """Seconds of CPU, and calls, since the beginning."""

    bot: float
    server: float
    others: float
    calls: int
    polls: int

    @staticmethod
    def now(server: BotApiServer, pid: int) -> "_Spent":
        polls, own, bot = server.counts["getupdates"], time.process_time(), cpu_of(pid)
        calls = server.counts.total() - polls
        return _Spent(bot, own, _of_all() - own - bot, calls, polls)


def cpu_of(pid: int) -> float:
    """Seconds of all threads: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _of_all() -> float:
    """Seconds of every process: https://man7.org/linux/man-pages/man5/proc_stat.5.html"""
    user, nice, system, _, _, *interrupts = Path("/proc/stat").read_text().split()[1:8]
    return sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int, which: str) -> int:
    """Bytes of memory: `VmRSS` now, `VmHWM` at most since the beginning or `reset_peak`."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(which))
    return int(kilobytes) * 1024


def reset_peak(pid: int) -> None:
    """Let the peak of its memory begin anew: https://man7.org/linux/man-pages/man5/proc.5.html"""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
