"""Notices and the clock: set back, set ahead, changed for summer, after an outage."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.claims import claim
from tests.notices.story import hosted_li, writes
from tests.town import Phone, Town

BERLIN = "Europe/Berlin"
WEEKLY = ("3", "每周一早上八点", "1")


@pytest.fixture
async def li(town: Town) -> Phone:
    await hosted_li(town)
    li = town.phone("li")
    await li.looks()
    return li


async def sends_later(town: Town, words: str, *when: str) -> None:
    await writes(town, words, asks=("1",), when=when)
    await town.phone("wang").taps("到时候发")


async def moves(town: Town, **by: float) -> None:
    town.clock.move(timedelta(**by))
    await town.bot.tick()


async def set_to(town: Town, local: str, zone: str = "Asia/Shanghai") -> None:
    there = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    await moves(town, seconds=(there - town.clock.now()).total_seconds())


async def times_seen(town: Town, li: Phone, words: str) -> int:
    await li.looks()
    return sum(words in each.text for each in li.notices)


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(hours=3), timedelta(days=3)])
async def test_a_clock_set_back_sends_nothing_twice(town: Town, li: Phone, back: timedelta) -> None:
    await sends_later(town, "周会", *WEEKLY)
    await set_to(town, "2026-11-23T08:00:20")
    assert await times_seen(town, li, "周会") == 1
    for step in (-back, back / 2, back / 2, timedelta(minutes=1)):
        await moves(town, seconds=step.total_seconds())
    assert await times_seen(town, li, "周会") == 1
    await set_to(town, "2026-11-30T08:00:20")
    assert await times_seen(town, li, "周会") == 2


async def test_a_clock_that_ran_ahead_sends_nothing_twice_when_it_is_right_again(
    town: Town, li: Phone
) -> None:
    await sends_later(town, "周会", *WEEKLY)
    await set_to(town, "2026-11-23T09:00")
    await moves(town, hours=-30)
    await set_to(town, "2026-11-23T09:00")
    assert await times_seen(town, li, "周会") == 1


async def test_reminders_stay_two_whatever_the_clock_does(town: Town, li: Phone) -> None:
    await writes(town, "开会")
    await town.phone("wang").taps("发出去")
    for days in (1.1, -1, 1, 2, -2, 2, 5, -5, 6):
        await moves(town, days=days)
    assert await times_seen(town, li, "等您回答") == 2


@pytest.mark.parametrize(
    ("first", "hours"),
    # The clocks leave out 2:30 on 28 March 2027, and show it twice on 31 October.
    [("2027-03-27T12:00", 47), ("2027-10-30T12:00", 49)],
    ids=["spring", "autumn"],
)
async def test_once_a_day_also_where_the_clocks_are_changed(
    town: Town, li: Phone, first: str, hours: int
) -> None:
    await town.bot.store.turn(lambda tx: tx.change(f"UPDATE person SET zone = '{BERLIN}'"))
    await sends_later(town, "早安", "3", "每天2:30", "1")
    await set_to(town, first, BERLIN)
    before = await times_seen(town, li, "早安")
    for _ in range(2 * hours):
        await moves(town, minutes=30)
    assert await times_seen(town, li, "早安") == before + 2


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("每月最后一天9:00", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("每月31号9:00", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("每月最后一个工作日9:00", ["2027-01-29", "2027-02-26", "2027-03-31"]),
    ],
)
async def test_the_ends_of_months(town: Town, li: Phone, words: str, days: list[str]) -> None:
    await set_to(town, "2027-01-01T12:00")
    await sends_later(town, "月底", "3", words, "1")
    came: list[str] = []
    for day in range(90):
        await set_to(town, f"{datetime(2027, 1, 2) + timedelta(days=day):%Y-%m-%d}T09:01")
        if await times_seen(town, li, "月底") > len(came):
            came.append(f"{town.clock.now().astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}")
    assert came == days


async def test_the_last_day_of_february_in_a_leap_year(town: Town, li: Phone) -> None:
    await set_to(town, "2028-02-27T12:00")
    await sends_later(town, "月底", "3", "每月最后一天9:00", "1")
    await set_to(town, "2028-02-28T23:00")
    assert await times_seen(town, li, "月底") == 0
    await set_to(town, "2028-02-29T09:01")
    assert await times_seen(town, li, "月底") == 1


async def test_after_an_outage_what_is_useful_comes_as_one_and_what_was_dropped_is_said(
    town: Town, li: Phone
) -> None:
    await sends_later(town, "太晚了的", "2", "明天", "1", "19:30")
    await sends_later(town, "周三的", "2", "12月2日", "1", "09:00")
    await sends_later(town, "周四的", "2", "12月3日", "1", "09:00")
    await set_to(town, "2026-12-03T12:00")
    town.restart()
    await town.bot.tick()
    now = town.clock.now()
    (digest,) = [
        each
        for each in await town.bot.store.turn(lambda tx: claim(tx, "test", now, 99))
        if each.chat == li.chat
    ]
    labels = str(town.message(digest.screen, "zh_CN", "Asia/Shanghai"))
    assert len(digest.ids) == 2 and "2" in labels and "太晚了的" not in labels
    assert "太晚了，没有发" in await town.phone("wang").looks()
