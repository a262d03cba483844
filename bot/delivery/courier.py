"""The courier: carries what waits in the outbox to one channel, as long as the bot runs."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from bot.clock import Clock
from bot.conversation import Chat
from bot.delivery.bell import Bell
from bot.delivery.claims import claim, mark, next_due, recover
from bot.delivery.delivery import Delivery
from bot.delivery.finishing import finish
from bot.delivery.gathering import Gathering
from bot.delivery.outcome import Outcome, Uncertain
from bot.storage import StorageTrouble, Store, Transaction

log = logging.getLogger(__name__)

R = TypeVar("R")

# So many are in the air at once; with fewer, whoever is talking with the bot waits for none.
AT_ONCE, FEW_AT_ONCE = 192, 16
# Seconds of the longest wait without looking again.
LOOK_AGAIN = 30.0
# To claim each alone would cost more than all the rest: it waits until such a part of them has
# landed, but not for longer than these seconds.
PART, A_MOMENT = 2, 0.25
# Seconds between tries when the store is in trouble.
PAUSE = 2.0


async def no_limit(chat: Chat) -> None:
    """For a channel without limits."""


class Courier:
    """Claims, marks, hands over, finishes. `hand_over` tells what became of one delivery.

    `ready_for` returns once the channel's limits let something be said to a chat unasked;
    `at_once` is how many may be in the air now; `over` is told when a chat's has come down, or
    did not go up.
    Each is on its own way: a delivery that hangs holds up its chat and no other one.
    """

    def __init__(
        self,
        channel: str,
        store: Store,
        bell: Bell,
        clock: Clock,
        chance: random.Random,
        hand_over: Callable[[Delivery], Awaitable[Outcome]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        ready_for: Callable[[Chat], Awaitable[None]] = no_limit,
        at_once: Callable[[], int] = lambda: AT_ONCE,
        over: Callable[[Chat], None] = lambda chat: None,
    ) -> None:
        self._channel = channel
        self._store = store
        self._bell = bell
        self._clock = clock
        self._chance = chance
        self._hand_over = hand_over
        self._sleep = sleep
        self._ready_for = ready_for
        self._at_once = at_once
        self._over = over
        self._in_air: set[asyncio.Task[None]] = set()
        self._something = asyncio.Event()
        self._landing: asyncio.TimerHandle | None = None
        self._gathering = Gathering(self._written)

    async def run(self) -> None:
        """Carry until cancelled; what is in the air then is left to `close`."""
        await self._turn(lambda tx: recover(tx, self._channel))
        with self._bell.listening_to(self._channel) as self._something:
            while True:
                self._something.clear()
                await self._until_room()
                room = self._room
                await self._until_something(more=await self.carry() == room)

    async def close(self, seconds: float) -> None:
        """Give what is in the air so long to come down, then let go of it."""
        if self._in_air:
            await asyncio.wait(self._in_air, timeout=seconds)
        for task in self._in_air:
            task.cancel()

    async def carry(self) -> int:
        """Send off what is due, as far as there is room in the air; how many."""
        if not (room := self._room):
            return 0
        batch = await self._turn(lambda tx: claim(tx, self._channel, self._clock.now(), room))
        for each in batch:
            task = asyncio.create_task(self._one(each))
            self._in_air.add(task)
            task.add_done_callback(self._landed)
        return len(batch)

    @property
    def _room(self) -> int:
        return max(self._at_once() - len(self._in_air), 0)

    @property
    def _has_room(self) -> bool:
        return self._room * PART >= self._at_once()

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._in_air.discard(task)
        if self._has_room:
            self._something.set()
        elif self._landing is None:
            self._landing = asyncio.get_running_loop().call_later(A_MOMENT, self._look)

    def _look(self) -> None:
        self._landing = None
        self._something.set()

    async def _one(self, each: Delivery) -> None:
        try:
            await self._ready_for(each.chat)
            if await self._gathering.do(lambda tx: mark(tx, each, self._clock.now())):
                outcome = await self._outcome(each)
                waking = await self._gathering.do(lambda tx: self._finish(tx, each, outcome))
                self._bell.ring(waking)
        except Exception as error:
            # A fault of ours: it stands as it was until the next start, and holds up its chat.
            log.error("a delivery was not written down: %s", type(error).__name__)
        finally:
            self._over(each.chat)

    def _finish(self, tx: Transaction, each: Delivery, outcome: Outcome) -> list[Chat]:
        return finish(tx, each, outcome, self._clock.now(), self._chance.random())

    async def _outcome(self, each: Delivery) -> Outcome:
        try:
            return await self._hand_over(each)
        except Exception as error:
            # A fault of ours, in the middle of a call: what became of it nobody knows.
            log.error("a delivery failed: %s", type(error).__name__)
            return Uncertain()

    async def _written(self, work: Callable[[Transaction], R]) -> R:
        """A turn for which a full disk is waited out: it ends no delivery in the middle."""
        return await self._turn(work, StorageTrouble)

    async def _turn(
        self, work: Callable[[Transaction], R], waits_out: type[Exception] = Exception
    ) -> R:
        """A turn that must be."""
        while True:
            try:
                return await self._store.turn(work)
            except waits_out as error:
                log.error("the outbox has to wait: %s", type(error).__name__)
                await self._sleep(PAUSE)

    async def _until_room(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(A_MOMENT):
                while not self._has_room:
                    self._something.clear()
                    await self._something.wait()

    async def _until_something(self, *, more: bool) -> None:
        """Wait for place in the air where `more` is due than there was place for."""
        seconds = LOOK_AGAIN if more else await self._until_due()
        with suppress(TimeoutError):
            # wait_for of Python 3.11 may swallow a cancellation.
            async with asyncio.timeout(seconds):
                await self._something.wait()

    async def _until_due(self) -> float:
        due = await self._turn(lambda tx: next_due(tx, self._channel, self._clock.now()))
        if due is None:
            return LOOK_AGAIN
        return min(max((due - self._clock.now()).total_seconds(), 0.05), LOOK_AGAIN)
