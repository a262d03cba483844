"""Texts are put into words in the receiver's language and zone, whoever wrote them where."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.language import TN, Catalogues, T, Text, plain
from tests.town import CATALOGUES

EVENING = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def said(text: Text, locale: str, zone: str = "Asia/Shanghai") -> str:
    return CATALOGUES.say(text, locale, zone)


def test_a_text_is_said_in_the_receivers_language() -> None:
    assert said(T("Back"), "zh_CN") == "返回"
    assert said(T("Back"), "en") == "Back"


def test_an_unknown_language_gets_the_default_one() -> None:
    assert said(T("Back"), "fr") == "返回"


def test_what_people_wrote_is_never_taken_for_a_placeholder() -> None:
    assert said(plain("{name} {0} {"), "en") == "{name} {0} {"
    assert said(T("Name: {name}", name="{phone}"), "en") == "Name: {phone}"


def test_times_are_shown_in_the_persons_zone() -> None:
    now = T("{now}", now=EVENING)
    assert "20:00" in said(now, "zh_CN")
    assert "07:00" in said(now, "zh_CN", "America/New_York")


def test_a_text_within_a_text_is_said_too() -> None:
    outer = T("Telephone: {phone}", phone=T("not given"))
    assert said(outer, "zh_CN") == "电话：没留"


def test_a_text_can_be_written_down_and_read_again() -> None:
    text = T("{label}: {answer}", label=T("Name"), answer=EVENING)
    day = T("{now}", now=date(2026, 2, 28))
    counted = TN("{count} day", "{count} days", 3)
    for each in (text, day, counted):
        assert Text.from_json(json.loads(json.dumps(each.to_json()))) == each


@pytest.mark.parametrize(
    ("wanted", "locale"),
    [
        ("zh-Hans", "zh_CN"),
        ("zh-TW", "zh_CN"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("fr", "zh_CN"),
        ("", "zh_CN"),
        (None, "zh_CN"),
    ],
)
def test_the_nearest_language_is_found(wanted: str | None, locale: str) -> None:
    assert CATALOGUES.nearest(wanted) == locale


def test_a_missing_default_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zh_CN"):
        Catalogues(tmp_path, "zh_CN")


def words_of(folder: Path) -> str:
    return Catalogues(folder, "en").say(T("Name"), "en")


def test_a_catalogue_is_compiled_again_once_its_words_change(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "bot.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Name"\nmsgstr "Name"\n')
    assert words_of(tmp_path) == "Name"
    made = source.with_suffix(".compiled").stat().st_mtime_ns
    assert words_of(tmp_path) == "Name"
    assert source.with_suffix(".compiled").stat().st_mtime_ns == made
    source.write_text('msgid "Name"\nmsgstr "Call"\n')
    assert words_of(tmp_path) == "Call"
    assert sorted(each.name for each in source.parent.iterdir()) == ["bot.compiled", "bot.po"]


def test_a_catalogue_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "bot.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Name"\nmsgstr "Call"\n')
    source.with_suffix(".compiled").mkdir()
    assert words_of(tmp_path) == "Call"
