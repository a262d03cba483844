"""Study as chats: read at leisure, in one's own rhythm, for one's own eyes alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import study
from bot.conversation import Tapped, Unclear
from bot.language import Trouble
from bot.resources import SAMPLE
from bot.study.model import Pace, Readers, next_evening, read_hours
from tests.rights import DENIED
from tests.study.story import piece_of_wang, shipped
from tests.town import CATALOGUES, Phone, Town


@pytest.fixture
async def li(town: Town) -> Phone:
    await shipped(town)
    li = town.phone("li")
    await li.looks()
    return li


async def goes_on(town: Town, **time: float) -> None:
    town.clock.move(timedelta(**time))
    await town.bot.tick()


async def test_a_piece_is_read_and_counts_for_oneself(li: Phone) -> None:
    assert "您看了什么，别人都看不到" in await li.says("学习")
    await li.taps("劳动合同与欠薪")
    assert "12333" in li.screen and "自己想一想" in li.screen
    assert "今年学了 0 小时 6 分钟；规定是 32 小时" in await li.taps("我看过了")
    assert "✓ 劳动合同与欠薪" in await li.says("学习", "8")


async def test_reading_twice_counts_once(li: Phone) -> None:
    for _ in range(2):
        await li.gives(Tapped("readpiece/wages"))
    assert "0 小时 6 分钟" in li.screen


async def test_secretaries_have_their_own_pieces_and_hours(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.says("学习", "8")
    assert "给在外党员打电话" in wang.screen or "给在外党员打电话" in await wang.taps("更多")
    await wang.gives(Tapped("studyyear/"))
    assert "规定是 56 小时" in wang.screen
    assert "办不了" in await li.gives(Tapped("piece/calling"))


async def test_study_elsewhere_is_noted_by_oneself(li: Phone) -> None:
    await li.says("学习", "1", "1")
    assert "用数字" in await li.says("很多")
    await li.says("1.5小时")
    assert "1 小时 30 分钟" in await li.taps("记下")


async def test_nothing_comes_unasked_for(town: Town, li: Phone) -> None:
    await goes_on(town, days=30)
    assert "约" not in await li.looks()


async def test_pieces_come_in_ones_own_rhythm_each_once(town: Town, li: Phone) -> None:
    await li.says("学习", "2", "1")
    seen = []
    for _ in range(3):
        await goes_on(town, days=7)
        seen.append((await li.looks()).split("（")[0])
    assert seen == ["劳动合同与欠薪", "工伤怎么办", "防电信诈骗"]


async def test_a_pause_is_one_tap_away(town: Town, li: Phone) -> None:
    await li.says("学习", "2", "2")
    await goes_on(town, days=3)
    assert "劳动合同" in await li.looks()
    await li.taps("暂停")
    assert "不自动来" in li.screen
    await goes_on(town, days=30)
    assert await li.looks() == ""


async def test_a_withdrawn_consent_ends_it(town: Town, li: Phone) -> None:
    await li.says("学习", "2", "1")
    await li.gives(Tapped("withhold/notices"))
    await goes_on(town, days=8)
    assert await li.looks() == ""


async def test_when_all_have_come_nothing_more_does(town: Town, li: Phone) -> None:
    await li.says("学习", "2", "1")
    for _ in range(12):
        await goes_on(town, days=7)
    await li.looks()
    await goes_on(town, days=7)
    assert await li.looks() == ""


async def test_a_branch_writes_a_piece_for_its_people(town: Town, li: Phone) -> None:
    id = await piece_of_wang(town)
    assert "看合同" in await li.gives(Tapped(f"piece/{id}"))
    assert "办不了" in await town.phone("zhou").gives(Tapped(f"piece/{id}"))


async def test_a_piece_taken_back_goes_on_counting(town: Town, li: Phone) -> None:
    id = await piece_of_wang(town)
    await li.gives(Tapped(f"readpiece/{id}"))
    await town.phone("wang").gives(Tapped(f"droppiece/{id}"))
    await town.phone("wang").taps("撤回")
    assert "办不了" in await li.gives(Tapped(f"piece/{id}"))
    assert "0 小时 3 分钟" in await li.gives(Tapped("studyyear/"))


async def test_nobody_else_sees_what_somebody_reads(town: Town, li: Phone) -> None:
    """No command of anybody else shows a reading; the store's table is read by one query each."""
    await li.gives(Tapped("readpiece/wages"))
    for other in ("wang", "chen", "sun"):
        phone = town.phone(other)
        for words in ("学习", "我的支部", "通知"):
            assert "李明" not in await phone.says(words)
        assert "0 小时 0 分钟" in await phone.gives(Tapped("studyyear/"))


async def test_last_years_hours_are_forgotten_but_no_piece_comes_twice(
    town: Town, li: Phone
) -> None:
    await li.says("学习", "2", "1")
    await goes_on(town, days=7)
    await li.looks()
    await li.taps("我看过了")
    await town.bot.tick()
    await goes_on(town, days=420)
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT read_on FROM reading"))
    assert all(row["read_on"] is None for row in rows)


def test_the_sample_is_whole_in_both_languages() -> None:
    pieces = study.read_pieces(SAMPLE)
    assert len({piece.id for piece in pieces}) == len(pieces) >= 10
    for piece in pieces:
        assert set(piece.wordings) == set(CATALOGUES.locales), piece.id
        assert len({len(each.questions) for each in piece.wordings.values()}) == 1, piece.id
    assert {piece.readers for piece in pieces} == set(Readers)


def test_a_folder_without_pieces_has_none(tmp_path: Path) -> None:
    assert study.read_pieces(tmp_path) == ()


@pytest.mark.parametrize("written", ["[[piece]", "[[piece]]\nkey = 'a'", "piece = 3", "\x00"])
def test_a_wrong_file_is_a_trouble_with_its_name(tmp_path: Path, written: str) -> None:
    (tmp_path / "study.toml").write_text(written)
    with pytest.raises(Trouble):
        study.read_pieces(tmp_path)


@pytest.mark.parametrize(
    ("pace", "now", "then"),
    [
        (Pace.WEEKLY, "2026-11-22T04:00", "2026-11-24T11:30"),
        (Pace.WEEKLY, "2026-11-24T11:30", "2026-12-01T11:30"),
        (Pace.TWICE, "2026-11-24T11:30", "2026-11-27T11:30"),
        (Pace.PAUSED, "2026-11-22T04:00", None),
    ],
)
def test_the_next_evening(pace: Pace, now: str, then: str | None) -> None:
    found = next_evening(pace, datetime.fromisoformat(now).replace(tzinfo=UTC), "Asia/Shanghai")
    assert found == (datetime.fromisoformat(then).replace(tzinfo=UTC) if then else None)


@pytest.mark.parametrize("words", ["", "很多", "0", "-1", "25", "nan", "inf", "1e9"])
def test_hours_that_are_none(words: str) -> None:
    with pytest.raises(Unclear):
        read_hours(words)


async def test_what_is_there_is_not_written_over_by_another_branch(town: Town, li: Phone) -> None:
    own = await town.bot.store.turn(lambda tx: tx.all("SELECT id FROM piece WHERE unit IS NULL"))
    assert own
    for about in (own[0]["id"], "nothing"):
        assert DENIED in await town.phone("zhou").gives(Tapped(f"writepiece/{about}"))


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        *(("1.5", "1.5"), ("1.5小时", "1.5"), ("一个半小时", "1.5"), ("半小时", "0.5")),
        *(
            ("两小时", "2"),
            ("2个小时", "2"),
            ("半个小时", "0.5"),
            ("90分钟", "1.5"),
            ("２ h", "2"),
        ),
        *(("三个小时", "3"), ("1小时半", "1.5"), ("100分钟", "1.67")),
    ],
)
def test_hours_are_read_as_they_are_said(words: str, hours: str) -> None:
    assert read_hours(words) == read_hours(hours) == hours


async def test_hours_noted_by_a_slip_are_taken_back(li: Phone) -> None:
    await li.gives(Tapped("studynote/"))
    await li.says("20小时")
    await li.taps("记下")
    assert "20 小时" in li.screen
    assert "0 小时 0 分钟" in await li.taps("撤回")


async def test_the_pace_is_told_as_it_is_without_consent(town: Town, li: Phone) -> None:
    await li.says("学习", "2", "1")
    await li.gives(Tapped("withhold/notices"))
    assert "现在填的是：不自动来" in await li.gives(Tapped("studypace/"))
