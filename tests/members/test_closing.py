"""What becomes of a placement when its host or its home branch is closed: the whole table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.members.closing import OpenMatters, home_closed, host_closed, open_matters
from bot.members.model import CURRENT, HomeWord, Placement, State

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def placement(state: State, home_word: HomeWord = HomeWord.AWAITED) -> Placement:
    return Placement("p", "li", "home", "", "host", state, home_word, "word", NOON)


@pytest.mark.parametrize("state", sorted(CURRENT))
def test_a_closed_host(state: State) -> None:
    present = placement(state)
    assert host_closed(present, placed_elsewhere=False).state is State.TO_BE_PLACED
    assert host_closed(present, placed_elsewhere=True).state is State.ENDED
    assert host_closed(present, placed_elsewhere=False).home == "home"


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("home_word", HomeWord)
def test_a_home_that_is_closed_is_unlisted_under_its_name(
    state: State, home_word: HomeWord
) -> None:
    changed = home_closed(placement(state, home_word), "Hewan", None)
    assert (changed.home, changed.home_name, changed.state) == (None, "Hewan", state)
    assert changed.home_word is HomeWord.AWAITED, "nobody is left to object or confirm"


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("home_word", HomeWord)
def test_a_home_that_is_merged_hands_its_duty_on(state: State, home_word: HomeWord) -> None:
    changed = home_closed(placement(state, home_word), "Hewan", "other")
    assert changed == replace(placement(state, home_word), home="other")


@pytest.mark.parametrize("state", State)
def test_a_home_that_becomes_the_host_ends_the_stay(state: State) -> None:
    changed = home_closed(placement(state), "Hewan", "host")
    assert changed.home == "host"
    assert changed.state is (State.ENDED if state in CURRENT else state)


@pytest.mark.parametrize(
    ("at_host", "from_home", "counted"),
    [
        ([], [], OpenMatters()),
        ([placement(State.ASKED)], [], OpenMatters(waiting=1)),
        ([placement(State.ASKED_BACK)], [], OpenMatters(waiting=1)),
        ([placement(State.HOSTED)], [placement(State.HOSTED)], OpenMatters()),
        ([placement(State.HOSTED, HomeWord.DISPUTED)], [], OpenMatters(disputed=1)),
        ([], [placement(State.TO_BE_PLACED)], OpenMatters(to_be_placed=1)),
        ([placement(State.TO_BE_PLACED)], [], OpenMatters()),
    ],
)
def test_what_is_open(
    at_host: list[Placement], from_home: list[Placement], counted: OpenMatters
) -> None:
    assert open_matters(at_host, from_home, NOON) == counted


def test_what_waits_for_a_week_is_late_too() -> None:
    waiting = [placement(State.ASKED)]
    assert open_matters(waiting, [], NOON + timedelta(days=7)) == OpenMatters(waiting=1, late=1)
    assert open_matters(waiting, [], NOON + timedelta(days=6)) == OpenMatters(waiting=1)
    assert OpenMatters(1, 1, 0, 2) + OpenMatters(1, 0, 3, 0) == OpenMatters(2, 1, 3, 2)
