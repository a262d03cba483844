"""What ships with the sample county, loaded as it is for the demo."""

from pathlib import Path

import pytest

from bot.care import read_suggestions
from bot.county import load_county, read_folder
from bot.language import Trouble
from bot.openness import read_entries
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


@pytest.mark.parametrize(
    "written",
    [
        "[[entry]]\nkey = 'a'",
        "[[entry]]\nkey = '太长'\nunit = 'x'\nkind = 'affair'\ntitle = 't'\nday = 2026-01-01",
        "[[entry]]\nkey = 'a'\nunit = 'x'\nkind = 'nothing'\ntitle = 't'\nday = 2026-01-01",
        "[[entry]]\nkey = 'a'\nunit = 'x'\nkind = 'affair'\ntitle = 't'\nday = '2026'",
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
