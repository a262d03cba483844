"""Spreading: unit by unit, and nobody is missed or told twice who moves meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.conversation import Tapped, Work
from bot.delivery import broadcast, plan
from bot.notices import spreading, store
from bot.notices.model import State
from bot.storage import Transaction
from tests.delivery.test_schedule import full_disk
from tests.notices.story import hosted_li, notice_id, writes
from tests.town import Phone, Town

WORDS = "请各支部开会"


@pytest.fixture
async def li(town: Town, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """li, where each turn reaches the people of one unit only."""
    monkeypatch.setattr(spreading, "PERSONS", 1)
    monkeypatch.setattr(spreading, "UNITS", 1)
    await hosted_li(town)
    return town.phone("li")


async def sends(town: Town) -> str:
    """The committee writes to all below; the notice's id."""
    await writes(town, WORDS, "1", "2", by="sun")
    await town.phone("sun").taps("发出去")
    return await notice_id(town)


async def spreads(town: Town, id: str) -> None:
    """One turn of it."""

    def turn(tx: Transaction) -> None:
        notice = store.notice(tx, id)
        assert notice
        spreading.spread(Work(tx=tx, now=town.clock.now(), new_id=town.bot.new_id), notice)

    await town.bot.store.turn(turn)


async def goes_on(town: Town, id: str) -> list[str]:
    """Spread to the end; which unit was reached last in each turn."""
    found: list[str] = []
    while await state(town, id) is State.GOING:
        await spreads(town, id)
        found.append(await reached(town, id))
    return found


async def branches(town: Town) -> list[str]:
    rows = await town.bot.store.turn(
        lambda tx: tx.all("SELECT id FROM unit WHERE kind = 'branch' ORDER BY id")
    )
    return [row["id"] for row in rows]


async def reached(town: Town, id: str) -> str:
    notice = await town.bot.store.turn(lambda tx: store.notice(tx, id))
    assert notice
    return notice.reached


async def state(town: Town, id: str) -> State:
    notice = await town.bot.store.turn(lambda tx: store.notice(tx, id))
    assert notice
    return notice.state


async def moves(town: Town, to: str) -> None:
    """li has moved, and nobody knows where home is."""
    moved = {"to": to}
    await town.bot.store.turn(
        lambda tx: tx.change("UPDATE placement SET host = :to, home = NULL", moved)
    )


async def test_each_unit_is_reached_in_its_turn(town: Town, li: Phone) -> None:
    found = await goes_on(town, await sends(town))
    assert len(found) > 1 and found == sorted(found)
    for key in ("li", "wang", "chen", "zhou"):
        assert (await town.phone(key).looks()).count(WORDS) == 1, key


async def test_whoever_moves_to_where_all_were_told_is_told_too(town: Town, li: Phone) -> None:
    first, *_, last = await branches(town)
    await moves(town, last)
    id = await sends(town)
    while await reached(town, id) < first:
        await spreads(town, id)
    await moves(town, first)
    await goes_on(town, id)
    assert WORDS not in await li.looks()
    await town.bot.tick()
    assert (await li.looks()).count(WORDS) == 1
    assert (await town.phone("wang").looks()).count(WORDS) == 1


async def test_the_reminder_goes_from_unit_to_unit_as_one_message(town: Town, li: Phone) -> None:
    id = await sends(town)
    await goes_on(town, id)
    await li.looks()
    await li.taps("我看过了")
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
    for key, times in (("li", 0), ("wang", 1), ("chen", 1), ("zhou", 1)):
        assert (await town.phone(key).looks()).count("这条通知在等您回答") == times, key
    messages = "SELECT count(*) FROM message WHERE screen LIKE '%asked for an answer%'"
    assert await town.bot.store.turn(lambda tx: tx.value(messages)) == 1


async def test_a_stopped_notice_spreads_no_further(town: Town, li: Phone) -> None:
    await sends(town)
    sun = town.phone("sun")
    await sun.taps("看一看")
    await sun.taps("停止发送")
    await sun.taps("停止发送")
    await town.bot.tick()
    told = "SELECT count(DISTINCT person) FROM outbox WHERE to_many"
    assert int(await town.bot.store.turn(lambda tx: tx.value(told)) or 0) <= 1


async def test_a_full_disk_leaves_nobody_out_for_long_and_tells_nobody_twice(
    town: Town, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def broadcasts(work: Work, message: str, persons: Sequence[str]) -> list[str]:
        told.extend(persons)
        without = broadcast(work, message, persons)
        if len(told) > 1 and len(told) < 4:
            raise full_disk()
        return without

    await sends(town)
    monkeypatch.setattr(spreading, "broadcast", broadcasts)
    for _ in range(8):
        await town.bot.tick()
        town.clock.move(timedelta(minutes=1))
    for key in ("li", "wang", "chen", "zhou"):
        assert (await town.phone(key).looks()).count(WORDS) == 1, key


async def test_what_is_corrected_while_it_spreads_reaches_everybody_in_its_last_words(
    town: Town, li: Phone
) -> None:
    id = await sends(town)
    await spreads(town, id)
    phones = [town.phone(key) for key in ("li", "wang", "chen", "zhou")]
    first = [await each.looks() for each in phones]
    assert any(WORDS in each for each in first)
    sun = town.phone("sun")
    await sun.gives(Tapped(f"mendnotice/{id}"))
    await sun.says("会议取消")
    await sun.taps("更正")
    await goes_on(town, id)
    await town.bot.tick()
    for each in phones:
        assert (await each.looks()).count("会议取消") == 1


async def test_a_reminder_goes_on_where_whoever_had_it_is_gone(town: Town, li: Phone) -> None:
    id = await sends(town)
    await goes_on(town, id)
    await li.looks()
    await town.bot.store.turn(
        lambda tx: plan(tx, spreading.REMIND, f"{id}/0/gone", town.clock.now())
    )
    await town.bot.tick()
    assert "这条通知在等您回答" in await li.looks()
