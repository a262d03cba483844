"""What may become of a placement: the whole table of states and acts."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.members.model import (
    Act,
    HomeWord,
    NotNow,
    Placement,
    State,
    after,
    done,
    needs_committee,
)

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def placement(state: State, home_word: HomeWord = HomeWord.AWAITED) -> Placement:
    return Placement("p", "li", "home", "", "host", state, home_word, "", NOON)


LEADS_TO = {
    (State.ASKED, Act.ASK_BACK): State.ASKED_BACK,
    (State.ASKED, Act.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Act.DECLINE): State.DECLINED,
    (State.ASKED, Act.ACCEPT): State.HOSTED,
    (State.ASKED_BACK, Act.ANSWER): State.ASKED,
    (State.ASKED_BACK, Act.WITHDRAW): State.WITHDRAWN,
    (State.ASKED_BACK, Act.DECLINE): State.DECLINED,
    (State.ASKED_BACK, Act.ACCEPT): State.HOSTED,
    (State.HOSTED, Act.END): State.ENDED,
    (State.TO_BE_PLACED, Act.END): State.ENDED,
}
HOST_ACTS = [Act.ASK_BACK, Act.ANSWER, Act.WITHDRAW, Act.DECLINE, Act.ACCEPT, Act.END]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", HOST_ACTS)
def test_between_member_and_host(state: State, act: Act) -> None:
    present = placement(state)
    if (state, act) in LEADS_TO:
        changed = after(present, act, "word")
        assert (changed.state, changed.word) == (LEADS_TO[state, act], "word")
        assert done(changed, act)
    else:
        with pytest.raises(NotNow):
            after(present, act)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("home_word", "act", "leads_to"),
    [
        (HomeWord.AWAITED, Act.CONFIRM, HomeWord.CONFIRMED),
        (HomeWord.AWAITED, Act.OBJECT, HomeWord.DISPUTED),
        (HomeWord.DISPUTED, Act.CONFIRM, HomeWord.CONFIRMED),
        (HomeWord.DISPUTED, Act.OBJECT, None),
        (HomeWord.CONFIRMED, Act.CONFIRM, None),
        (HomeWord.CONFIRMED, Act.OBJECT, None),
    ],
)
def test_what_the_home_branch_says(
    state: State, home_word: HomeWord, act: Act, leads_to: HomeWord | None
) -> None:
    present = placement(state, home_word)
    if state is State.HOSTED and leads_to:
        assert after(present, act).home_word is leads_to
        assert after(present, act).state is State.HOSTED
    else:
        with pytest.raises(NotNow):
            after(present, act)


@pytest.mark.parametrize(
    ("present", "days", "needed"),
    [
        (placement(State.ASKED), 6, False),
        (placement(State.ASKED), 7, True),
        (placement(State.ASKED_BACK), 7, True),
        (placement(State.DECLINED), 30, False),
        (placement(State.WITHDRAWN), 30, False),
        (placement(State.HOSTED), 30, False),
        (placement(State.HOSTED, HomeWord.CONFIRMED), 30, False),
        (placement(State.HOSTED, HomeWord.DISPUTED), 0, True),
    ],
)
def test_when_the_committee_should_look(present: Placement, days: int, needed: bool) -> None:
    assert needs_committee(present, NOON + timedelta(days=days)) is needed
