"""The pace: no sliding second over the limit, no chat flooded, answers before the rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Chat
from bot.delivery.pace import BURST, TALKING, UNASKED, WINDOW, Pace

LI, WANG = Chat("telegram", "7"), Chat("telegram", "8")


def chat(number: int) -> Chat:
    return Chat("telegram", str(number))


class Sender:
    """Sends as soon as the pace lets it; `sent` holds the seconds at which it did."""

    def __init__(self, rate: int) -> None:
        self.pace = Pace(rate)
        self.now = 1_000.0
        self.sent: list[float] = []

    def sends(self, to: Chat, *, asked: bool) -> None:
        while seconds := self.pace.wait(to, self.now, asked=asked):
            self.now += seconds
        self.pace.note(to, self.now, asked=asked)
        if not asked:
            self.pace.leaves(to, self.now)
        self.sent.append(self.now)

    @property
    def took(self) -> float:
        return self.sent[-1] - self.sent[0]


# Who writes, whether it is an answer, and how long nothing happens before.
acts = st.tuples(st.integers(0, 60), st.booleans(), st.sampled_from([0.0, 0.0, 0.01, 0.4, 1.0, 30]))


@given(st.integers(1, 40), st.lists(acts, max_size=200))
def test_no_second_holds_more_than_the_limit_and_no_chat_more_than_a_burst(
    rate: int, acts: list[tuple[int, bool, float]]
) -> None:
    sender, by_chat = Sender(rate), dict[int, list[float]]()
    for number, asked, pause in acts:
        sender.now += pause
        sender.sends(chat(number), asked=asked)
        by_chat.setdefault(number, []).append(sender.now)
    for first, later in zip(sender.sent, sender.sent[rate:], strict=False):
        assert later - first > 1
    for times in by_chat.values():
        for start, first in enumerate(times):
            for count, time in enumerate(times[start:], 1):
                assert count <= BURST + (time - first) + 1e-3


@pytest.mark.parametrize("rate", [1, 30, 1000])
@pytest.mark.parametrize("asked", [True, False], ids=["answers", "unasked"])
def test_the_whole_limit_is_used(rate: int, asked: bool) -> None:
    sender = Sender(rate)
    for number in range(10 * rate + 1):
        sender.sends(chat(number), asked=asked)
    assert sender.took == pytest.approx(10 * WINDOW, rel=0.01)


@pytest.mark.parametrize("rate", [10, 30, 1000])
def test_while_somebody_writes_the_rest_has_a_share_of_it(rate: int) -> None:
    sender = Sender(rate)
    most = int(rate * UNASKED)
    for number in range(10 * most + 1):
        if number % (5 * most) == 0:
            sender.sends(LI, asked=True)
        sender.sends(chat(number + 100), asked=False)
    # Two answers were in it.
    assert sender.took == pytest.approx(10 * WINDOW, rel=0.01 + 2 / most)
    sender.now += TALKING
    began = sender.now
    for number in range(10 * rate + 1):
        sender.sends(chat(number + 100), asked=False)
    assert sender.now - began == pytest.approx(10 * WINDOW, rel=0.02)


def test_who_was_woken_late_makes_up_for_it_within_the_limit() -> None:
    sender = Sender(1000)
    for number in range(3000):
        sender.now += 0.0007
        sender.sends(chat(number), asked=False)
    assert sender.took == pytest.approx(3 * WINDOW, rel=0.01)


def may_go(pace: Pace, now: float, seconds: float, numbers: range) -> int:
    """How many of those who want to may go within so many seconds, while nobody leaves."""
    until, went = now + seconds, 0
    for number in numbers:
        while wait := pace.wait(chat(number), now, asked=False):
            now += wait
            if now > until:
                return went
        pace.note(chat(number), now, asked=False)
        went += 1
    return went


def test_while_nobody_leaves_no_more_may_go_than_could_leave_at_once() -> None:
    pace = Pace(30)
    assert may_go(pace, 1_000.0, 20.0, range(150)) == 30


def test_who_stays_leaves_room_to_others() -> None:
    pace = Pace(30)
    may_go(pace, 1_000.0, 20.0, range(150))
    for number in range(30):
        pace.stays(chat(number))
    assert may_go(pace, 1_030.0, 20.0, range(200, 350)) == 30


def test_what_leaves_late_counts_when_it_leaves() -> None:
    sender = Sender(30)
    for number in range(15):
        sender.pace.note(chat(number), sender.now, asked=False)
        sender.now += 0.01
    left = sender.now + 0.4
    for number in range(15):
        sender.pace.leaves(chat(number), left)
    sender.now = left
    times = [left] * 15
    for number in range(100, 130):
        sender.sends(chat(number), asked=False)
        times.append(sender.now)
    assert sum(time < left + 1 for time in times) <= 30


def test_what_is_said_unasked_goes_evenly_and_answers_at_once() -> None:
    sender = Sender(30)
    sender.sends(LI, asked=True)
    for number in range(23):
        sender.sends(chat(number), asked=False)
        assert sender.pace.wait(LI, sender.now, asked=True) == 0
    unasked = sender.sent[1:]
    gaps = [later - first for first, later in pairwise(unasked)]
    assert gaps == pytest.approx([WINDOW / 24] * 22)


def test_while_many_are_answered_the_rest_waits() -> None:
    sender = Sender(30)
    for number in range(29):
        sender.sends(chat(number), asked=True)
    assert sender.pace.wait(LI, sender.now, asked=True) == 0
    assert sender.pace.wait(LI, sender.now, asked=False) == pytest.approx(WINDOW)


def test_a_hundred_answers_to_one_chat_are_spread_and_hold_up_no_other_one() -> None:
    sender = Sender(30)
    for _ in range(BURST):
        sender.sends(LI, asked=True)
    assert sender.took == 0
    assert sender.pace.wait(LI, sender.now, asked=True) == pytest.approx(1)
    assert sender.pace.wait(WANG, sender.now, asked=True) == 0
    for _ in range(100 - BURST):
        sender.sends(LI, asked=True)
    assert sender.took == pytest.approx(100 - BURST)


def test_a_chat_that_rested_may_have_a_burst_again() -> None:
    sender = Sender(1000)
    for _ in range(2):
        began = sender.now
        for _ in range(BURST):
            sender.sends(LI, asked=True)
        assert sender.now == began
        sender.now += BURST


def test_chats_that_rested_are_forgotten() -> None:
    sender = Sender(1000)
    for number in range(5000):
        sender.sends(chat(number), asked=True)
        sender.now += 0.1
    assert len(sender.pace._rested) < 20
