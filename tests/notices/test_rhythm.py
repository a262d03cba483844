"""Rhythms: how people say them, and when they come, whatever the clocks do."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.rhythm import Every, Rhythm, read_rhythms

FRIDAY = datetime(2026, 11, 27, 4, tzinfo=UTC)  # noon in Shanghai
SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("每周一早上八点", "week 0 0 08:00"),
        ("每周一8点", "week 0 0 08:00"),
        ("每天晚上7点半", "day 0 0 19:30"),
        ("每个工作日9点", "workday 0 0 09:00"),
        ("每月15号上午十点", "monthday 15 0 10:00"),
        ("每个月的第二个周六下午三点", "nth 2 5 15:00"),
        ("每月最后一个工作日", "lastworkday 0 0 09:00"),
        ("每月最后一天20:00", "lastday 0 0 20:00"),
        ("every Monday at 8am", "week 0 0 08:00"),
        ("every day at 19:30", "day 0 0 19:30"),
        ("the last workday of the month", "lastworkday 0 0 09:00"),
        ("the second Saturday of each month at 15:00", "nth 2 5 15:00"),
        ("every month on the 31st at 9:00", "monthday 31 0 09:00"),
    ],
)
def test_a_rhythm_is_read_as_it_is_said(words: str, written: str) -> None:
    assert str(read_rhythms(words)[0]) == written


def test_an_hour_alone_may_be_in_the_evening_too() -> None:
    assert [each.at for each in read_rhythms("每周一8点")] == [time(8), time(20)]


@pytest.mark.parametrize("words", ["", "明天", "每月32号", "每周八", "李明", "every", "每天25点"])
def test_what_is_no_rhythm_is_none(words: str) -> None:
    assert read_rhythms(words) == []


@pytest.mark.parametrize(
    ("written", "zone", "after", "then"),
    [
        ("week 0 0 08:00", SHANGHAI, FRIDAY, "2026-11-30T08:00+08:00"),
        ("day 0 0 12:00", SHANGHAI, FRIDAY, "2026-11-28T12:00+08:00"),
        ("day 0 0 12:01", SHANGHAI, FRIDAY, "2026-11-27T12:01+08:00"),
        ("workday 0 0 09:00", SHANGHAI, FRIDAY, "2026-11-30T09:00+08:00"),
        ("lastworkday 0 0 09:00", SHANGHAI, FRIDAY, "2026-11-30T09:00+08:00"),
        # 31 January 2027 is a Sunday.
        (
            "lastworkday 0 0 09:00",
            SHANGHAI,
            datetime(2027, 1, 2, tzinfo=UTC),
            "2027-01-29T09:00+08:00",
        ),
        (
            "monthday 31 0 09:00",
            SHANGHAI,
            datetime(2027, 2, 1, tzinfo=UTC),
            "2027-02-28T09:00+08:00",
        ),
        ("lastday 0 0 09:00", SHANGHAI, datetime(2028, 2, 2, tzinfo=UTC), "2028-02-29T09:00+08:00"),
        ("nth 2 5 15:00", SHANGHAI, FRIDAY, "2026-12-12T15:00+08:00"),
        # The clocks leave out 2:30 on 28 March 2027 in Berlin, and show it twice on 31 October.
        ("day 0 0 02:30", BERLIN, datetime(2027, 3, 27, 12, tzinfo=UTC), "2027-03-28T03:30+02:00"),
        ("day 0 0 02:30", BERLIN, datetime(2027, 10, 30, 12, tzinfo=UTC), "2027-10-31T02:30+02:00"),
        (
            "day 0 0 02:30",
            BERLIN,
            datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
            "2027-11-01T02:30+01:00",
        ),
    ],
)
def test_when_it_comes_next(written: str, zone: str, after: datetime, then: str) -> None:
    found = Rhythm.parse(written).after(after, zone)
    assert found == datetime.fromisoformat(then)
    assert found.tzinfo is UTC


rhythms = st.builds(
    Rhythm,
    st.sampled_from(Every),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(1, 4),
    st.integers(0, 6),
)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@given(rhythms, moments, st.sampled_from([SHANGHAI, BERLIN, "America/New_York", "Asia/Kathmandu"]))
def test_it_always_comes_later_and_on_one_of_its_days(
    rhythm: Rhythm, moment: datetime, zone: str
) -> None:
    then = rhythm.after(moment, zone)
    assert then > moment
    day: date = then.astimezone(ZoneInfo(zone)).date()
    assert rhythm.holds(day)
    assert Rhythm.parse(str(rhythm)) == rhythm
