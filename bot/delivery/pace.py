"""Pace: when a message may go out, so that a channel's limits are kept. It has no clock.

What is said unasked goes in slots of even length and, while people write, leaves room for
answers, which may come in a bunch. Both stand in one log of the last second, so that no
sliding second holds more than the limit. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from bisect import insort
from collections import OrderedDict, deque
from heapq import merge
from itertools import chain, islice, repeat, takewhile
from math import inf

from bot.conversation import Chat

# Seconds: the limit's, and a little more for what is late on its way.
WINDOW = 1.012
# Of the limit, so much is for what is said unasked.
UNASKED = 0.8
# While somebody was answered in the last seconds; then it may have all of it.
TALKING = 10.0
# Seconds that a slot may be made up for.
LATE = 0.5
# So many messages may follow at once in one chat; then about one a second.
BURST = 20
# What is shorter is no wait.
_NOTHING = 1e-6


class Pace:
    """Of `rate` messages a second over all chats, and about one a second in each.

    Times are seconds that never go back. Whoever may send does so at once, after a `note`; who
    has still to write something down before says so when it `leaves`.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._unasked = max(int(rate * UNASKED), 1)
        self._sent: deque[float] = deque()
        self._slot = -inf
        # Who may go and has not left yet; the last one stands last.
        self._going: OrderedDict[Chat, float] = OrderedDict()
        self._answered = -inf
        # When each chat has had its rest; the one that was written to last stands last.
        self._rested: OrderedDict[Chat, float] = OrderedDict()

    def wait(self, chat: Chat, now: float, *, asked: bool) -> float:
        """Seconds until a message may go to a chat, 0 where it may go now.

        `asked` says that it answers somebody: such a one goes first.
        """
        seconds = max(self.wait_in_chat(chat, now), self._for_all(now, asked))
        return seconds if seconds > _NOTHING else 0.0

    def wait_in_chat(self, chat: Chat, now: float) -> float:
        """Seconds until a chat has had its rest, whatever goes to others."""
        seconds = self._rested.get(chat, now) - (BURST - 1) - now
        return seconds if seconds > _NOTHING else 0.0

    def note(self, chat: Chat, now: float, *, asked: bool) -> None:
        """Note that a message may go out now; what answers somebody leaves at once."""
        if asked:
            self._sent.append(now)
            self._answered = now
        else:
            if unheard := self._going.pop(chat, None):
                insort(self._sent, unheard)
            self._going[chat] = now
            # Who is woken late makes up for it: the log keeps the limit.
            begun = self._slot if now - self._slot < LATE else now
            self._slot = begun + WINDOW / self._most(now, asked=False)
        self._rested[chat] = max(self._rested.pop(chat, now), now) + 1.0
        _forget(self._rested, now)

    def leaves(self, chat: Chat, now: float) -> None:
        """Note that what might go to a chat unasked goes out only now."""
        self._going.pop(chat, None)
        self._sent.append(now)

    def stays(self, chat: Chat) -> None:
        """Note that what might go to a chat unasked, and has not left, will not."""
        self._going.pop(chat, None)

    def _for_all(self, now: float, asked: bool) -> float:
        before = now - WINDOW
        while self._sent and self._sent[0] <= before:
            self._sent.popleft()
        many = len(self._sent) + len(self._going) - self._most(now, asked)
        seconds = 0.0
        if many >= 0:
            # Who is late to leave may do so at any moment.
            late = sum(1 for _ in takewhile(lambda at: at <= before, self._going.values()))
            going = islice(self._going.values(), late, None)
            times = chain(merge(self._sent, going), repeat(now, late))
            seconds = next(islice(times, many, None)) + WINDOW - now
        return seconds if asked else max(seconds, self._slot - now)

    def talking(self, now: float) -> bool:
        """Whether somebody was answered lately."""
        return now - self._answered < TALKING

    def _most(self, now: float, asked: bool) -> int:
        """Of the last second; where nobody has written lately, no room is left for answers."""
        return self._unasked if self.talking(now) and not asked else self._rate


def _forget(times: OrderedDict[Chat, float], before: float) -> None:
    """Drop what is over; the oldest stand first."""
    while times and next(iter(times.values())) <= before:
        times.popitem(last=False)
