"""Pace: when a message may go out, so that a channel's limits are kept. It has no clock.

What is said unasked goes in slots of even length and leaves room for answers, which may come
in a bunch. Both stand in one log of the last second, so that no sliding second holds more than
the limit. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from math import inf

from bot.conversation import Chat

# Seconds: the limit's, and a little more for what is late on its way.
WINDOW = 1.02
# Of the limit, so much is for what is said unasked.
UNASKED = 0.8
# So many messages may follow at once in one chat; then about one a second.
BURST = 20
# What is shorter is no wait.
_NOTHING = 1e-6


class Pace:
    """Of `rate` messages a second over all chats, and about one a second in each.

    Times are seconds that never go back. Whoever may send does so at once, after a `note`.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._unasked = max(int(rate * UNASKED), 1)
        self._sent: deque[float] = deque()
        self._slot = -inf
        # When each chat has had its rest; the one that was written to last stands last.
        self._rested: dict[Chat, float] = {}

    def wait(self, chat: Chat, now: float, *, asked: bool) -> float:
        """Seconds until a message may go to a chat, 0 where it may go now.

        `asked` says that it answers somebody: such a one goes first.
        """
        seconds = max(self._for_chat(chat, now), self._for_all(now, asked))
        return seconds if seconds > _NOTHING else 0.0

    def note(self, chat: Chat, now: float, *, asked: bool) -> None:
        """Note that a message goes out now."""
        self._sent.append(now)
        if not asked:
            self._slot = now + WINDOW / self._unasked
        self._rested[chat] = max(self._rested.pop(chat, now), now) + 1.0
        while self._rested[first := next(iter(self._rested))] <= now:
            del self._rested[first]

    def _for_chat(self, chat: Chat, now: float) -> float:
        return self._rested.get(chat, now) - (BURST - 1) - now

    def _for_all(self, now: float, asked: bool) -> float:
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        most = self._rate if asked else self._unasked
        seconds = self._sent[-most] + WINDOW - now if len(self._sent) >= most else 0.0
        return seconds if asked else max(seconds, self._slot - now)
