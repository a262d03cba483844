"""Nobody is woken at night, wherever they are and whatever the clocks do."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.quiet import QuietHours

NIGHT = QuietHours(time(22), time(7))
SIESTA = QuietHours(time(12), time(14))
NEVER = QuietHours(time(0), time(0))


@pytest.mark.parametrize(
    ("hours", "now", "zone", "over"),
    [
        (NIGHT, "2026-11-22T04:00", "Asia/Shanghai", "2026-11-22T04:00"),
        (NIGHT, "2026-11-22T14:00", "Asia/Shanghai", "2026-11-22T23:00"),
        (NIGHT, "2026-11-22T22:59", "Asia/Shanghai", "2026-11-22T23:00"),
        (NIGHT, "2026-11-22T23:00", "Asia/Shanghai", "2026-11-22T23:00"),
        (NIGHT, "2026-11-22T23:00", "Europe/London", "2026-11-23T07:00"),
        (SIESTA, "2026-11-22T04:30", "Asia/Shanghai", "2026-11-22T06:00"),
        (NEVER, "2026-11-22T17:00", "Asia/Shanghai", "2026-11-22T17:00"),
        # The clocks go forward at 2 in that night, and back in the other one.
        (NIGHT, "2026-03-29T00:30", "Europe/Berlin", "2026-03-29T05:00"),
        (NIGHT, "2026-10-25T00:30", "Europe/Berlin", "2026-10-25T06:00"),
    ],
)
def test_when_something_may_be_said(hours: QuietHours, now: str, zone: str, over: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert hours.over(moment, zone) == datetime.fromisoformat(over).replace(tzinfo=UTC)


@given(
    st.times(),
    st.times(),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]),
)
def test_the_end_of_quiet_hours_is_not_quiet_and_not_far(
    start: time, end: time, now: datetime, zone: str
) -> None:
    hours = QuietHours(start.replace(tzinfo=None), end.replace(tzinfo=None))
    over = hours.over(now, zone)
    assert now <= over or hours.over(over, zone) == over
    assert (over - now).total_seconds() <= 26 * 3600


def test_it_is_written_as_people_say_it() -> None:
    assert str(NIGHT) == "22:00-07:00"
    assert QuietHours.parse("22:00-07:00") == NIGHT
