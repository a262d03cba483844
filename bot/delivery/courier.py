"""The courier: carries what waits in the outbox to one channel, as long as the bot runs."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.delivery.bell import Bell
from bot.delivery.claims import claim, finish, mark, next_due, recover
from bot.delivery.outbox import Delivery
from bot.delivery.outcome import Outcome, Uncertain
from bot.storage import Store

log = logging.getLogger(__name__)

# So many are in the air at once, and so long is the longest wait without looking again.
AT_ONCE = 16
LOOK_AGAIN = 30.0


class Courier:
    """Claims, marks, hands over, finishes. `hand_over` tells what became of one delivery."""

    def __init__(
        self,
        channel: str,
        store: Store,
        bell: Bell,
        clock: Clock,
        chance: random.Random,
        hand_over: Callable[[Delivery], Awaitable[Outcome]],
    ) -> None:
        self._channel = channel
        self._store = store
        self._bell = bell
        self._clock = clock
        self._chance = chance
        self._hand_over = hand_over

    async def run(self) -> None:
        """Carry until cancelled."""
        await self._store.turn(lambda tx: recover(tx, self._channel))
        with self._bell.listening_to(self._channel) as something:
            while True:
                something.clear()
                if not await self.carry():
                    await self._until(something)

    async def carry(self) -> int:
        """Carry one batch; how many were due."""
        now = self._clock.now()
        batch = await self._store.turn(lambda tx: claim(tx, self._channel, now, AT_ONCE))
        await asyncio.gather(*(self._one(each) for each in batch))
        return len(batch)

    async def _one(self, each: Delivery) -> None:
        if not await self._store.turn(lambda tx: mark(tx, each.id, self._clock.now())):
            return
        outcome = await self._outcome(each)
        jitter = self._chance.random()
        await self._store.turn(lambda tx: finish(tx, each, outcome, self._clock.now(), jitter))

    async def _outcome(self, each: Delivery) -> Outcome:
        try:
            return await self._hand_over(each)
        except Exception as error:
            # A fault of ours, in the middle of a call: what became of it nobody knows.
            log.error("a delivery failed: %s", type(error).__name__)
            return Uncertain()

    async def _until(self, something: asyncio.Event) -> None:
        due = await self._store.turn(lambda tx: next_due(tx, self._channel))
        seconds = (due - self._clock.now()).total_seconds() if due else LOOK_AGAIN
        try:
            await asyncio.wait_for(something.wait(), min(max(seconds, 0.05), LOOK_AGAIN))
        except TimeoutError:
            return
