"""Suggestions as chats, and the promise that one without a name stays without it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from bot.conversation import Tapped
from bot.storage import Transaction
from tests.care.story import last_id, night, suggests
from tests.rights import asked, hosted
from tests.town import COUNTY, Town

MANY = 60


async def answers(town: Town, words: str) -> None:
    id = await last_id(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"answerask/{id}"))
    await wang.says(words, "跳过")
    await wang.taps("发送")


async def test_a_suggestion_with_a_name_is_answered_and_what_changed_is_shown(town: Town) -> None:
    await hosted(town)
    li, wang, stranger = town.phone("li"), town.phone("wang"), town.phone("stranger")
    await suggests(li, "晚上开会，好让上夜班的能来", signed=True)
    await li.says("1", "1")
    await li.taps("发送")
    await wang.looks()
    await answers(town, "从下月起改在周日晚上")
    await wang.gives(Tapped(f"ask/{await last_id(town)}"))
    await wang.taps("因此改了什么")
    await wang.says("12月的会改在周日晚七点")
    await wang.taps("发送")
    assert "有了改变" in await li.looks()
    await stranger.says("建议的答复")
    await stranger.taps("晚上开会")
    for shown in ("晚上开会，好让", "从下月起", "周日晚七点"):
        assert shown in stranger.screen
    assert "李明" not in stranger.screen


async def test_a_stranger_finds_the_committee_above_to_suggest_something_to_it(
    town: Town,
) -> None:
    stranger, sun = town.phone("stranger"), town.phone("sun")
    await stranger.says("提建议", "2", "窗口周末别关门", "县委")
    await stranger.taps(COUNTY)
    await stranger.taps("发送")
    await night(town)
    assert f"1 条不署名的意见交给{COUNTY}：建议" in await sun.looks()


async def test_without_consent_it_is_not_on_the_board(town: Town) -> None:
    await hosted(town)
    li = town.phone("li")
    await suggests(li, "修路灯", signed=True)
    await li.says("1", "2")
    await li.taps("发送")
    await answers(town, "好")
    id = await last_id(town)
    for phone in (town.phone("stranger"), town.phone("mei")):
        assert "修路灯" not in await phone.says("建议的答复")
        assert "修路灯" not in await phone.gives(Tapped(f"onboard/{id}"))


async def test_what_carries_no_name_comes_at_night_and_is_answered_on_the_board(
    town: Town,
) -> None:
    await asked(town)
    wang, stranger = town.phone("wang"), town.phone("stranger")
    await wang.looks()
    await suggests(stranger, "账目看不懂")
    assert "没有记您的名字" in stranger.screen
    assert await wang.looks() == ""
    assert "账目看不懂" not in await wang.says("待办的求助和建议")
    await night(town)
    assert "1 条不署名" in await wang.looks()
    await wang.taps("看一看")
    assert "账目看不懂" in wang.screen
    await answers(town, "做一页说明")
    await stranger.says("建议的答复")
    await stranger.taps("账目看不懂")
    assert "做一页说明" in stranger.screen


async def test_a_day_promised_to_nobody_by_name_stands_on_the_board_and_is_reminded_of(
    town: Town,
) -> None:
    await asked(town)
    wang, stranger = town.phone("wang"), town.phone("stranger")
    await suggests(stranger, "村口路灯坏了")
    await night(town)
    await wang.gives(Tapped(f"answerask/{await last_id(town)}"))
    await wang.says("去买", "后天", "1")
    await wang.taps("发送")
    await wang.looks()
    await stranger.says("建议的答复")
    await stranger.taps("村口路灯")
    assert "答应" in stranger.screen
    # The day comes also where nothing ran on it.
    town.clock.move(timedelta(days=4))
    await town.bot.tick()
    assert "答应今天办好" in await wang.looks()


async def test_words_that_name_somebody_do_not_stand_on_the_board(town: Town) -> None:
    await asked(town)
    await suggests(town.phone("stranger"), "张三天天喝酒")
    await night(town)
    await answers(town, "已知")
    await town.phone("wang").gives(Tapped(f"hideask/{await last_id(town)}"))
    stranger = town.phone("stranger")
    assert "张三" not in await stranger.says("建议的答复")
    await stranger.taps("原文不公开")
    assert "张三" not in stranger.screen and "已知" in stranger.screen


async def test_who_is_helped_to_fill_in_is_told_that_this_would_name_them(town: Town) -> None:
    await hosted(town)
    await town.bot.store.turn(
        lambda tx: tx.change("UPDATE address SET helper = 'wang' WHERE address = 'li'")
    )
    await suggests(town.phone("li"), "换个时间")
    assert "替您填写" in town.phone("li").screen
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM unsigned")) == 0


# Nothing that is on the disk ties what carries no name to a person


async def _many(town: Town) -> list[str]:
    """Strangers and members send something without a name; the words, in the order of arrival."""
    await hosted(town)
    words = [f"第{number}号心里话，不想让人知道是谁" for number in range(MANY)]
    for number, each in enumerate(words):
        key = "li" if number == 7 else "mei" if number == 13 else f"somebody{number}"
        await suggests(town.phone(key), each)
    return words


def _correlation(one: list[int], other: list[int]) -> float:
    """Kendall's rank correlation: 1 for the same order, -1 for the opposite one."""
    pairs = list(combinations(zip(one, other, strict=True), 2))
    signs = ((a[0] - b[0]) * (a[1] - b[1]) > 0 for a, b in pairs)
    return sum(1 if sign else -1 for sign in signs) / len(pairs)


def _cells(rows: list[tuple[object, ...]]) -> Iterator[object]:
    for row in rows:
        yield from row


async def _dump(town: Town) -> dict[str, list[tuple[object, ...]]]:
    def read(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
        tables = tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            row["name"]: [tuple(each) for each in tx.all(f"SELECT * FROM {row['name']}")]
            for row in tables
        }

    return await town.bot.store.turn(read)


async def test_what_carries_no_name_stands_alone_in_its_table(town: Town) -> None:
    words = await _many(town)
    before = await _dump(town)
    assert {row[0] for row in before["unsigned"]}
    ids = {str(row[0]) for row in before["unsigned"]}
    await town.bot.tick()
    content = _on_disk(town.path)
    # Neither a draft nor the log remembers what a chat had typed.
    assert all(content.count(each.encode()) == 1 for each in words)
    for name, rows in before.items():
        if name != "unsigned":
            text = "\n".join(map(str, _cells(rows)))
            assert not any(each in text for each in (*words, *ids)), name
    columns = await town.bot.store.turn(
        lambda tx: [row["name"] for row in tx.all("SELECT name FROM pragma_table_info('unsigned')")]
    )
    assert columns == ["id", "kind", "unit", "about", "words"]


async def test_no_table_of_them_numbers_its_rows_in_their_order(town: Town) -> None:
    tables = ("unsigned", "ask", "ask_line", "poll_count", "entry_addition")
    written = await town.bot.store.turn(
        lambda tx: {
            row["name"]: row["sql"]
            for row in tx.all("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        }
    )
    assert all("WITHOUT ROWID" in written[table] for table in tables)


async def test_after_the_night_neither_number_nor_place_tells_the_order(town: Town) -> None:
    words = await _many(town)
    await night(town)
    rows = await town.bot.store.turn(lambda tx: [dict(row) for row in tx.all("SELECT * FROM ask")])
    assert {row["words"] for row in rows} == set(words)
    number_of = {row["words"]: row["number"] for row in rows}
    arrival = list(range(MANY))
    # 0.25 is beyond what chance gives in 99 of 100 towns; this town's chance is always the same.
    assert abs(_correlation(arrival, [number_of[each] for each in words])) < 0.25
    assert all(row["asker"] is None and row["given_by"] is None for row in rows)
    assert all(row["asked_at"] % 86400 == 0 and row["changed_at"] % 86400 == 0 for row in rows)
    content = _on_disk(town.path)
    places = [content.find(each.encode()) for each in words]
    assert min(places) >= 0
    assert abs(_correlation(arrival, places)) < 0.25


async def test_after_the_night_the_words_stand_once_on_the_disk(town: Town) -> None:
    words = await _many(town)
    await night(town)
    await town.bot.tick()
    content = _on_disk(town.path)
    assert all(content.count(each.encode()) == 1 for each in words)


def _on_disk(path: Path) -> bytes:
    """The store's file and whatever stands beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
