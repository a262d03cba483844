"""Dues by the rules, at every boundary, and that nothing of them is kept."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.dues import Base, dues
from bot.care.talk.paying import read_yuan
from bot.conversation import Unclear
from tests.rights import hosted
from tests.town import HOME, Town


@pytest.mark.parametrize(
    ("base", "yuan", "due"),
    [
        (Base.WAGE, "0", 0),
        (Base.WAGE, "0.01", 0),
        (Base.WAGE, "1", 1),
        (Base.WAGE, "2999.99", 1500),
        (Base.WAGE, "3000", 1500),
        (Base.WAGE, "3000.01", 3000),
        (Base.WAGE, "5000", 5000),
        (Base.WAGE, "5000.01", 7500),
        (Base.WAGE, "10000", 15000),
        (Base.WAGE, "10000.01", 20000),
        (Base.WAGE, "20000", 40000),
        (Base.IRREGULAR, "9000", 1500),
        (Base.IRREGULAR, "9000.01", 3000),
        (Base.IRREGULAR, "15000", 5000),
        (Base.IRREGULAR, "15000.01", 7500),
        (Base.IRREGULAR, "30000", 15000),
        (Base.IRREGULAR, "30000.01", 20000),
        (Base.RETIRED, "3000.01", 1500),
        (Base.RETIRED, "5000", 2500),
        (Base.RETIRED, "5000.01", 5000),
        (Base.RETIRED, "20000", 20000),
        (Base.NONE, "0", 20),
    ],
)
def test_the_table_at_its_boundaries(base: Base, yuan: str, due: int) -> None:
    assert dues(base, int(read_yuan(yuan).replace(".", ""))) == (due, due)


def test_farmers_choose_between_two_bounds() -> None:
    assert dues(Base.FARMER) == (20, 100)


@given(st.integers(0, 10**9))
def test_a_steady_quarter_is_a_month_three_times(fen: int) -> None:
    assert dues(Base.IRREGULAR, fen * 3) == dues(Base.WAGE, fen)


@given(st.integers(0, 10**9))
def test_dues_are_the_rate_of_the_whole_rounded_to_a_fen(fen: int) -> None:
    rate = next(
        rate
        for limit, rate in ((3000, 5), (5000, 10), (10000, 15), (10**9, 20))
        if fen <= limit * 100
    )
    assert abs(dues(Base.WAGE, fen)[0] - Fraction(fen * rate, 1000)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("words", "yuan"), [("4500", "4500.00"), ("4,500.5元", "4500.50"), ("４５００", "4500.00")]
)
def test_amounts_are_read(words: str, yuan: str) -> None:
    assert read_yuan(words) == yuan == read_yuan(yuan)


@pytest.mark.parametrize("words", ["", "很多", "-1", "4500.555", "123456789"])
def test_what_is_no_amount_is_said_so(words: str) -> None:
    with pytest.raises(Unclear):
        read_yuan(words)


async def test_the_calculator_keeps_no_amount(town: Town) -> None:
    await hosted(town)
    li = town.phone("li")
    await li.says("党费怎么算", "1", "4567.89")
    assert "45.68 元" in li.screen and HOME in li.screen and "这里不收钱" in li.screen
    await town.bot.tick()
    content = b"".join(each.read_bytes() for each in town.path.parent.glob("bot.db*"))
    assert b"4567" not in content and b"456789" not in content


async def test_a_farmer_is_asked_for_no_amount(town: Town) -> None:
    stranger = town.phone("stranger")
    await stranger.says("党费怎么算", "4")
    assert "0.20 到 1.00 元" in stranger.screen
