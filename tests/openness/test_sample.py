"""What ships with the sample county, loaded as it is for the demo."""

from pathlib import Path

import pytest

from bot.care import read_suggestions
from bot.county import load_county, read_folder
from bot.language import Trouble
from bot.openness import read_entries
from bot.openness.model import Addition, Entry
from bot.resources import SAMPLE
from bot.storage import Transaction
from tests.town import Town


async def _loads(town: Town) -> list[int]:
    folder = read_folder(SAMPLE)

    def work(tx: Transaction) -> list[int]:
        load_county(tx, folder, town.bot.new_id)
        return [
            int(tx.value(f"SELECT count(*) FROM {table}") or 0)
            for table in ("entry", "entry_addition", "ask", "ask_line")
        ]

    return await town.bot.store.turn(work)


async def test_loading_it_again_changes_nothing(town: Town) -> None:
    assert await _loads(town) == await _loads(town)
    stranger = town.phone("stranger")
    await stranger.says("建议的答复")
    await stranger.taps("学习会总在周三晚上")
    assert "周日下午三点" in stranger.screen
    await stranger.says("公开栏")
    await stranger.taps("查找支部")
    await stranger.says("河湾")
    await stranger.taps("河湾村")
    await stranger.taps("今年承诺")
    await stranger.taps("路灯")
    assert "24 盏全部亮灯" in stranger.screen


async def test_whoever_reads_english_is_shown_it_in_english(town: Town) -> None:
    await _loads(town)
    reader = town.phone("stranger")
    reader.language = "en"
    await reader.says("openness board")
    await reader.taps("Find a branch")
    await reader.says("河湾")
    await reader.taps("河湾村")
    await reader.taps("Promised")
    await reader.taps("Street lamps")
    assert "All 24 are lit" in reader.screen and "路灯" not in reader.screen
    await reader.says("suggestions")
    await reader.taps("The study meeting is always")
    assert "It is on Sundays at three now" in reader.screen and "学习会" not in reader.screen


async def test_all_that_ships_is_said_in_english_too(town: Town) -> None:
    await _loads(town)
    texts = [text for each in read_entries(SAMPLE) for text in _texts(each.entry, each.additions)]
    for each in read_suggestions(SAMPLE):
        texts += [each.words, *(line.words for line in each.lines)]

    def untold(tx: Transaction) -> list[str]:
        told = {row["words"] for row in tx.all("SELECT words FROM wording WHERE locale = 'en'")}
        return [text for text in texts if text and text not in told]

    assert await town.bot.store.turn(untold) == []


def _texts(entry: Entry, additions: tuple[Addition, ...]) -> list[str]:
    return [entry.title, entry.words, *entry.choices, *(each.words for each in additions)]


@pytest.mark.parametrize(
    "written",
    [
        "[[entry]]\nkey = 'a'",
        "[[entry]]\nkey = '太长'\nunit = 'x'\nkind = 'affair'\ntitle = 't'\nday = 2026-01-01",
        "[[entry]]\nkey = 'a'\nunit = 'x'\nkind = 'nothing'\ntitle = 't'\nday = 2026-01-01",
        "[[entry]]\nkey = 'a'\nunit = 'x'\nkind = 'affair'\ntitle = 't'\nday = '2026'",
        "[[entry]]\nkey = 'a'\nunit = 'x'\nkind = 'poll'\ntitle = 't'\nday = 2026-01-01"
        "\nchoices = ['a', 'b']\n[entry.en]\nchoices = ['c']",
        "not toml",
    ],
)
def test_what_cannot_be_read_is_said_so(tmp_path: Path, written: str) -> None:
    (tmp_path / "openness.toml").write_text(written)
    with pytest.raises(Trouble):
        read_entries(tmp_path)


def test_a_suggestion_that_does_not_fit_is_said_so(tmp_path: Path) -> None:
    assert read_suggestions(tmp_path) == ()
    (tmp_path / "care.toml").write_text("[[suggestion]]\nkey = 'a'\nunit = 'x'\nwords = 'w'")
    with pytest.raises(Trouble):
        read_suggestions(tmp_path)
