"""Against floods and guesses, without knowing anybody: work to do, and delays that grow.

All of it is in memory. Connections are told apart by a digest under a key made at start, so that
nothing that could be taken from the machine names an address.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b, sha256
from hmac import compare_digest

LEAST_WORK = 12
MOST_WORK = 20
GOOD_FOR = 600.0
_SPENT = 100_000

# What may come at once before it is delayed, and how fast that is forgiven, a second.
CONNECTION_FREE, CONNECTION_RATE = 5.0, 0.1
EVERYBODY_FREE, EVERYBODY_RATE = 50.0, 5.0
STEP, LONGEST = 0.5, 10.0
_CONNECTIONS = 10_000


class Bucket:
    """Fills by one each time, and leaks."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._level = 0.0
        self._at = 0.0

    def fill(self, now: float) -> float:
        """How full it is now, this time counted."""
        self._level = self.level(now) + 1
        self._at = now
        return self._level

    def level(self, now: float) -> float:
        return max(0.0, self._level - (now - self._at) * self._rate)


class Delays:
    """How long an attempt has to wait: right ones and wrong ones alike."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._key = os.urandom(32)
        self._everybody = Bucket(EVERYBODY_RATE)
        self._connections: OrderedDict[bytes, Bucket] = OrderedDict()

    def wait(self, peer: str) -> float:
        """Seconds for one more attempt by this connection."""
        now = self._now()
        own = self._bucket(peer).fill(now) - CONNECTION_FREE
        all_together = self._everybody.fill(now) - EVERYBODY_FREE
        return min(LONGEST, STEP * max(0.0, own, all_together))

    def _bucket(self, peer: str) -> Bucket:
        key = blake2b(peer.encode(), key=self._key, digest_size=16).digest()
        bucket = self._connections.pop(key, None) or Bucket(CONNECTION_RATE)
        self._connections[key] = bucket
        if len(self._connections) > _CONNECTIONS:
            self._connections.popitem(last=False)
        return bucket


class Work:
    """Challenges that cost a phone a blink and a flood its machines."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._key = os.urandom(32)
        self._sent = Bucket(EVERYBODY_RATE)
        self._spent: OrderedDict[str, None] = OrderedDict()

    def challenge(self) -> tuple[str, int]:
        """A challenge and how many bits of work it asks for."""
        now = self._now()
        asked = min(MOST_WORK, LEAST_WORK + int(self._sent.level(now) // 10))
        named = f"{asked:02x}{int(now):012x}{os.urandom(8).hex()}"
        return named + self._mark(named), asked

    def done(self, challenge: str, answer: str) -> bool:
        """Whether a challenge of ours is solved, in time, for the first time."""
        named, mark = challenge[:30], challenge[30:]
        if not challenge.isascii() or not compare_digest(mark, self._mark(named)):
            return False
        bits, made = int(named[:2], 16), int(named[2:14], 16)
        late = self._now() - made > GOOD_FOR
        if late or challenge in self._spent or not is_solved(challenge, answer, bits):
            return False
        self._sent.fill(self._now())
        self._spent[challenge] = None
        if len(self._spent) > _SPENT:
            self._spent.popitem(last=False)
        return True

    def _mark(self, named: str) -> str:
        return blake2b(named.encode(), key=self._key, digest_size=16).hexdigest()


def is_solved(challenge: str, answer: str, bits: int) -> bool:
    digest = sha256(f"{challenge}{answer}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def solve(challenge: str, bits: int) -> str:
    return next(
        answer
        for number in range(1 << 60)
        if is_solved(challenge, answer := f"{number:016x}", bits)
    )
