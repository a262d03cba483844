"""Days and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.days import read_days
from bot.conversation.times import read_times

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("今天", "2026-11-27"),
        ("明天", "2026-11-28"),
        ("大后天", "2026-11-30"),
        ("前天", "2026-11-25"),
        ("周六", "2026-11-28"),
        ("下周六", "2026-12-05"),
        ("上星期日", "2026-11-22"),
        ("12月5日", "2026-12-05"),
        ("十二月五号", "2026-12-05"),
        ("二十五号", "2026-11-25"),
        ("1月3日", "2027-01-03"),
        ("2026年12月5日", "2026-12-05"),
        ("２０２６－１２－０５", "2026-12-05"),
        ("2026/12/5", "2026-12-05"),
        ("20261205", "2026-12-05"),
        ("月底", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("三天后", "2026-11-30"),
        ("半年后", "2027-05-27"),
        ("两个月后", "2027-01-27"),
        ("2027年2月", "2027-02-01"),
        ("tomorrow", "2026-11-28"),
        ("Dec 5", "2026-12-05"),
        ("5 December 2027", "2027-12-05"),
        ("next Saturday", "2026-12-05"),
        ("in 2 weeks", "2026-12-11"),
    ],
)
def test_the_first_reading_is_the_nearest_day(words: str, day: str) -> None:
    assert read_days(words, FRIDAY)[0].isoformat() == day


@pytest.mark.parametrize("words", ["", "2月30日", "13月1日", "李明", "0000-00-00", "99999999天后"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert read_days(words, FRIDAY) == []


def test_a_month_gives_its_first_and_its_last_day() -> None:
    assert read_days("2028年2月", FRIDAY) == [date(2028, 2, 1), date(2028, 2, 29)]


@given(st.dates(date(1921, 1, 1), date(2098, 12, 31)), st.dates(date(1990, 1, 1)))
def test_a_whole_day_reads_as_itself_whatever_day_it_is(day: date, today: date) -> None:
    assert read_days(day.isoformat(), today) == [day]
    assert read_days(f"{day.year}年{day.month}月{day.day}日", today) == [day]


@given(st.text(max_size=12), st.dates(date(1970, 1, 1), date(2090, 1, 1)))
def test_any_words_are_read_without_harm(words: str, today: date) -> None:
    assert all(isinstance(day, date) for day in read_days(words, today))
    assert all(isinstance(each, time) for each in read_times(words))


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("8点", ["08:00", "20:00"]),
        ("早上八点", ["08:00"]),
        ("晚上八点半", ["20:30"]),
        ("下午3点一刻", ["15:15"]),
        ("中午12点", ["12:00"]),
        ("中午1点", ["13:00"]),
        ("晚上12点", ["00:00"]),
        ("19：30", ["19:30"]),
        ("1930", ["19:30"]),
        ("7pm", ["19:00"]),
        ("12am", ["00:00"]),
        ("十点十分", ["10:10"]),
        ("08:00", ["08:00"]),
        ("25点", []),
        ("现在", []),
    ],
)
def test_times_read_as_people_say_them(words: str, times: list[str]) -> None:
    assert [f"{each:%H:%M}" for each in read_times(words)] == times
