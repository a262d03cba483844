"""The committee's rules, in tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.committee.model import (
    may_stand_below,
    read_position,
    roles_at,
    tidy_position,
    tidy_unit_name,
    why_not_close,
    why_not_merge,
    why_not_reopen,
)
from bot.conversation import Unclear
from bot.organization import Unit, UnitKind
from bot.people import Role


def unit(id: str, kind: UnitKind = UnitKind.BRANCH, *, closed: bool = False) -> Unit:
    return Unit(id, f"unit {id}", kind, closed=closed)


BRANCH, CLOSED = unit("a"), unit("b", closed=True)
COMMITTEE = unit("c", UnitKind.COMMITTEE)
GENERAL = unit("g", UnitKind.GENERAL_BRANCH)


@pytest.mark.parametrize(
    ("present", "roles", "takes_branches"),
    [
        (BRANCH, (Role.SECRETARY, Role.DEPUTY), False),
        (CLOSED, (), False),
        (COMMITTEE, (Role.COMMITTEE,), True),
        (GENERAL, (Role.COMMITTEE,), True),
        (unit("d", UnitKind.COMMITTEE, closed=True), (), False),
    ],
)
def test_what_a_unit_has(present: Unit, roles: tuple[Role, ...], takes_branches: bool) -> None:
    assert roles_at(present) == roles
    assert may_stand_below(present) is takes_branches


@pytest.mark.parametrize(
    ("present", "below", "may"),
    [
        (BRANCH, [], True),
        (CLOSED, [], False),
        (COMMITTEE, [], True),
        (COMMITTEE, [CLOSED], True),
        (COMMITTEE, [CLOSED, BRANCH], False),
    ],
)
def test_what_is_closed(present: Unit, below: list[Unit], may: bool) -> None:
    assert (why_not_close(present, below) is None) is may


@pytest.mark.parametrize(
    ("present", "into", "may"),
    [
        (BRANCH, unit("z"), True),
        (BRANCH, BRANCH, False),
        (BRANCH, CLOSED, False),
        (CLOSED, BRANCH, False),
        (BRANCH, COMMITTEE, False),
        (GENERAL, BRANCH, False),
    ],
)
def test_what_is_merged(present: Unit, into: Unit, may: bool) -> None:
    assert (why_not_merge(present, into) is None) is may


@pytest.mark.parametrize(
    ("present", "above", "may"),
    [
        (CLOSED, COMMITTEE, True),
        (CLOSED, None, True),
        (CLOSED, unit("d", UnitKind.COMMITTEE, closed=True), False),
        (BRANCH, COMMITTEE, False),
    ],
)
def test_what_is_opened_again(present: Unit, above: Unit | None, may: bool) -> None:
    assert (why_not_reopen(present, above) is None) is may


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("22.56, 113.88", "22.56, 113.88"),
        ("22.56，113.88", "22.56, 113.88"),
        ("22.56 113.88", "22.56, 113.88"),
        (" -33.9;151.2 ", "-33.9, 151.2"),
        ("２２．５６、１１３", "22.56, 113"),
    ],
)
def test_a_position_as_maps_write_it(typed: str, kept: str) -> None:
    assert tidy_position(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "22.56", "113.88, 22.56", "91, 0", "0, 181", "北纬22度", "1e5, 2", "nan, nan"]
)
def test_what_is_no_position(typed: str) -> None:
    with pytest.raises(Unclear):
        read_position(typed)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_position_survives_being_written(latitude: float, longitude: float) -> None:
    written = f"{latitude:.6f}, {longitude:.6f}"
    kept = tidy_position(written)
    assert tidy_position(kept) == kept
    assert read_position(kept) == read_position(written)


@given(st.text(max_size=50))
def test_any_words_are_read_or_asked_again(words: str) -> None:
    for read in (tidy_unit_name, tidy_position):
        try:
            kept = read(words)
        except Unclear:
            continue
        assert read(kept) == kept
        assert "\n" not in kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  深圳市龙华区 流动党支部 ", "深圳市龙华区 流动党支部"),
        ("深圳\n流动党支部", "深圳 流动党支部"),
        ("深圳\u202e流动党支部", "深圳流动党支部"),
    ],
)
def test_a_name_stands_on_one_line(typed: str, kept: str) -> None:
    assert tidy_unit_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "支部", "12345", "长" * 41])
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(Unclear):
        tidy_unit_name(typed)
