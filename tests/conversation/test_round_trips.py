"""Texts, screens and sessions come back from the disk as they were."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Option, Screen
from bot.conversation.session import Session, State
from bot.language import T, Text, plain
from tests.town import CATALOGUES

unhurried = settings(max_examples=60, deadline=None)
words = st.text(max_size=30)
braces = st.text(alphabet="{}[]()!:.%$\\'\"<>&0a_李", max_size=20)
keys = st.sampled_from(["name", "home", "answer", "day"])
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones)
values = st.one_of(words, braces, st.integers(), moments, st.dates(date(1900, 1, 1)))


def counted(message: str, many: str, count: int, given: dict[str, Any]) -> Text:
    return Text(message, {**given, "count": count}, many)


texts = st.recursive(
    st.builds(Text, words, st.dictionaries(keys, values, max_size=3)),
    lambda inner: st.one_of(
        st.builds(Text, words, st.dictionaries(keys, inner, max_size=3)),
        st.builds(
            counted,
            words,
            words.filter(bool),
            st.integers(0, 99),
            st.dictionaries(keys, st.one_of(inner, values), max_size=2),
        ),
    ),
    max_leaves=6,
)
tokens = st.from_regex(r"[a-z]{1,8}/[a-z0-9]{0,12}", fullmatch=True)
options = st.builds(Option, texts, tokens)
answers = st.dictionaries(words, words, max_size=5)
sessions = st.builds(
    Session,
    words,
    words,
    words,
    answers,
    st.none() | words,
    st.booleans(),
    st.none() | words,
    st.none() | st.lists(words, max_size=5).map(tuple),
    st.integers(0, 9999),
    st.sampled_from(State),
)


def over_the_disk(written: Any) -> Any:
    return json.loads(json.dumps(written, ensure_ascii=False).encode())


@unhurried
@given(texts)
def test_a_text(text: Text) -> None:
    assert Text.from_json(over_the_disk(text.to_json())) == text


@unhurried
@given(moments)
def test_a_moment_is_read_the_same_in_every_zone(moment: datetime) -> None:
    text = T("{moment}", moment=moment)
    read = Text.from_json(over_the_disk(text.to_json()))
    for locale in CATALOGUES.locales:
        for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
            assert CATALOGUES.say(read, locale, zone) == CATALOGUES.say(text, locale, zone)


@unhurried
@given(st.lists(texts, max_size=4), st.lists(options, max_size=8))
def test_a_screen_that_stands_alone(paragraphs: list[Text], given: list[Option]) -> None:
    screen = Screen(tuple(paragraphs), tuple(given))
    assert Screen.from_json(over_the_disk(screen.to_json())) == screen


@unhurried
@given(st.lists(texts, min_size=1, max_size=2), options)
def test_of_any_other_screen_what_stands_alone_is_kept(given: list[Text], back: Option) -> None:
    screen = Screen(tuple(given), (back,), (back,), back, replace=True, again="list/2")
    assert Screen.from_json(over_the_disk(screen.to_json())) == Screen(tuple(given), (back,))


@unhurried
@given(sessions)
def test_a_session(session: Session) -> None:
    assert Session.from_json(session.to_json()) == session


def test_a_session_that_another_version_wrote() -> None:
    session = Session("i", "move", answers={"name": "Li"}, revisiting="name")
    written = json.loads(session.to_json())
    older = {key: value for key, value in written.items() if key not in ("asked", "editing")}
    newer = {**written, "mood": "good"}
    skipping = {**written, "answers": {"name": "Li", "phone": None}}
    assert Session.from_json(json.dumps(older)) == session
    assert Session.from_json(json.dumps(skipping)).answers == {"name": "Li", "phone": ""}
    assert Session.from_json(json.dumps(newer)) == session
    assert Session.from_json(replace(session, asked="why").to_json()).asked == "why"


@unhurried
@given(st.one_of(words, braces))
def test_peoples_words_are_shown_as_they_are(typed: str) -> None:
    for locale in CATALOGUES.locales:
        assert CATALOGUES.say(plain(typed), locale) == typed
        inside = CATALOGUES.say(T("Name: {name}", name=typed), locale)
        assert inside.endswith(typed)
        nested = T("{label}: {answer}", label=plain(typed), answer=T("Now: {answer}", answer=typed))
        shown = CATALOGUES.say(nested, locale)
        assert shown.startswith(typed)
        assert shown.endswith(typed)


@pytest.mark.parametrize("typed", ["{name}", "{0}", "{", "}}", "{name.__class__}", "%(a)s", "{!r}"])
def test_braces_do_no_harm_on_the_way_through_the_disk(typed: str) -> None:
    screen = Screen((T("Name: {name}", name=typed),), (Option(plain(typed), "a/b"),))
    read = Screen.from_json(over_the_disk(screen.to_json()))
    for text in (*read.paragraphs, read.options[0].label):
        assert CATALOGUES.say(text, "en").endswith(typed)


def test_times_are_written_in_utc() -> None:
    here = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=8)))
    assert T("{moment}", moment=here).to_json()[1] == {
        "moment": {"moment": datetime(2026, 11, 22, 4, tzinfo=UTC).isoformat()}
    }


@pytest.mark.parametrize("value", [{"text": 1, "more": 2}, {}, None, 1.5, [1]])
def test_what_is_no_value_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        Text.from_json(["{it}", {"it": value}])
