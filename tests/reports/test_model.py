"""The rules of a case, as tables."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.reports import weeks
from bot.reports.finding import Finding, read_finding, sign_finding
from bot.reports.model import (
    AT_WORK,
    CLOSED,
    WAITING,
    Act,
    Case,
    NotAllowed,
    State,
    close,
    keep,
    may_be_granted,
    pass_on,
    received,
    step,
)
from tests.reports.vectors import county, pair, town

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
WEEK = weeks.week_of(NOW)
MAILBOX = "ab" * 16
CASE = received(MAILBOX, "town", NOW)
HE, LUO, MA = pair("he"), pair("luo"), pair("ma")
CHECK = sign_finding(MAILBOX, True, HE)
VERIFIED = sign_finding(MAILBOX, True, LUO, CHECK)
VERIFYING = replace(CASE, body="county", state=State.VERIFYING)

ALLOWED = {
    Act.OPEN: ({State.RECEIVED, *WAITING}, State.CHECKING),
    Act.CHECK: ({State.CHECKING}, State.VERIFYING),
    Act.VERIFY: ({State.VERIFYING}, State.VERIFYING),
    Act.AGAIN: ({State.VERIFYING}, State.CHECKING),
    Act.HOLD: (AT_WORK, State.HELD),
    Act.TRANSFER: (AT_WORK, State.TRANSFERRED),
    Act.PASS_ON: (AT_WORK, State.RECEIVED),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", ALLOWED)
def test_each_act_leads_from_its_states_to_one(act: Act, state: State) -> None:
    from_states, to = ALLOWED[act]
    case = replace(CASE, state=state)
    back = WEEK + 2 if to in WAITING else None
    if state in from_states:
        assert step(case, act, NOW, back).state is to
    else:
        with pytest.raises(NotAllowed):
            step(case, act, NOW, back)


@pytest.mark.parametrize("back", [None, WEEK, WEEK - 1, WEEK + 27])
def test_what_waits_has_a_week_to_come_back_to(back: int | None) -> None:
    for act in (Act.HOLD, Act.TRANSFER):
        with pytest.raises(NotAllowed):
            step(CASE, act, NOW, back)
        assert step(CASE, act, NOW, WEEK + 5).due == WEEK + 5
    with pytest.raises(NotAllowed):
        step(CASE, Act.OPEN, NOW, WEEK + 5)


@pytest.mark.parametrize(
    ("confirmed", "state"), [(True, State.CONFIRMED), (False, State.NOT_CONFIRMED)]
)
def test_a_case_closes_with_a_check_and_a_verification(confirmed: bool, state: State) -> None:
    check = sign_finding(MAILBOX, confirmed, HE)
    verified = sign_finding(MAILBOX, confirmed, LUO, check)
    closed = close(VERIFYING, county(), [check, verified], NOW, random.Random(1))
    assert closed.state is state


def wrong_findings() -> dict[str, list[Finding]]:
    other_check = sign_finding(MAILBOX, False, HE)
    elsewhere = sign_finding("cd" * 16, True, HE)
    return {
        "none": [],
        "a check alone": [CHECK],
        "two checks": [CHECK, sign_finding(MAILBOX, True, LUO)],
        "the wrong way round": [VERIFIED, CHECK],
        "by the same": [CHECK, sign_finding(MAILBOX, True, HE, CHECK)],
        "another outcome": [CHECK, sign_finding(MAILBOX, False, LUO, CHECK)],
        "of another check": [CHECK, sign_finding(MAILBOX, True, LUO, other_check)],
        "of another case": [elsewhere, sign_finding("cd" * 16, True, LUO, elsewhere)],
        "verified by no holder": [CHECK, sign_finding(MAILBOX, True, MA, CHECK)],
        "a third": [CHECK, VERIFIED, VERIFIED],
    }


@pytest.mark.parametrize("findings", wrong_findings().values(), ids=wrong_findings())
def test_nothing_closes_otherwise(findings: list[Finding]) -> None:
    with pytest.raises(NotAllowed):
        close(VERIFYING, county(), findings, NOW, random.Random(1))


@pytest.mark.parametrize("state", [each for each in State if each is not State.VERIFYING])
def test_nothing_closes_from_another_state(state: State) -> None:
    with pytest.raises(NotAllowed):
        close(replace(VERIFYING, state=state), county(), [CHECK, VERIFIED], NOW, random.Random(1))
    with pytest.raises(NotAllowed):
        step(replace(VERIFYING, state=state), Act.CLOSE, NOW)


def test_a_finding_is_signed_by_whom_it_names() -> None:
    assert read_finding(CHECK.to_json()) == CHECK
    forged = {**CHECK.to_json(), "finding": CHECK.text.replace("confirmed", "not_confirmed")}
    others = {**CHECK.to_json(), "signature": VERIFIED.signature}
    for wrong in (forged, others, {"finding": "[", "signature": ""}, {}, None, "x"):
        assert read_finding(wrong) is None


@settings(deadline=None)
@given(some.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)))
def test_closed_cases_are_kept_ninety_days_give_or_take_a_week(closed: datetime) -> None:
    chance = random.Random(3)
    for _ in range(10):
        week = weeks.end_of_keeping(closed, chance)
        kept = weeks.monday(week) - closed.date()
        assert timedelta(days=83) <= kept <= timedelta(days=97)


def test_their_end_does_not_tell_when_they_were_closed() -> None:
    ends = {weeks.end_of_keeping(NOW, random.Random(seed)) for seed in range(50)}
    assert len(ends) >= 2


def test_a_closed_case_can_be_kept_longer() -> None:
    closed = replace(CASE, state=State.CONFIRMED, due=WEEK)
    assert keep(closed, NOW, random.Random(1)).due > WEEK + 10
    with pytest.raises(NotAllowed):
        keep(CASE, NOW, random.Random(1))


@pytest.mark.parametrize("state", State)
def test_late_after_its_week_and_never_once_closed(state: State) -> None:
    case = replace(CASE, state=state, due=WEEK)
    assert not case.is_late(WEEK)
    assert case.is_late(WEEK + 1) is (state not in CLOSED)


def test_what_is_passed_on_begins_anew_above() -> None:
    passed = pass_on(replace(CASE, state=State.CHECKING), county(), NOW)
    assert (passed.body, passed.state) == ("county", State.RECEIVED)


def test_a_case_opens_to_holders_of_its_body_alone() -> None:
    assert may_be_granted(county(), HE.recipient)
    assert not may_be_granted(county(), MA.recipient)
    assert not may_be_granted(town(), HE.recipient)


@settings(deadline=None)
@given(some.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1), timezones=some.just(UTC)))
def test_weeks_are_written_as_people_read_them(moment: datetime) -> None:
    week = weeks.week_of(moment)
    assert weeks.read(weeks.shown(week)) == week
    assert timedelta(0) <= moment.date() - weeks.monday(week) < timedelta(days=7)


def test_a_case_knows_weeks_only() -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    for hours in range(0, 7 * 24, 13):
        assert received(MAILBOX, "town", monday + timedelta(hours=hours)) == Case(
            MAILBOX, "town", State.RECEIVED, WEEK, WEEK + 3
        )
