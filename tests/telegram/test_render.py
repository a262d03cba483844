"""From screens to messages: no text breaks them, nothing is lost, and buttons carry back."""

from html import escape
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.render import LONGEST, Renderer, split
from bot.conversation import Entry, Option, Screen
from bot.language import Text, plain
from tests.bot_api.html import parse_html
from tests.bot_api.query import Query
from tests.bot_api.text import message_text
from tests.town import CATALOGUES

RENDERER = Renderer(CATALOGUES)
# Zero-width and control characters, HTML, astral characters, and the ends of lines.
ODD = "<>&\"';\n\r \t\0\x1f\u200d\ufeff\u3000a李😀👩‍👩‍👧"
words = st.text() | st.text(ODD)
huge = st.builds(lambda piece, times: piece * times, st.text(ODD, min_size=1), st.integers(0, 3000))
texts = st.lists(words | huge, max_size=4).map("\n".join)
tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=64)
options = st.builds(Option, words.map(plain), tokens)


def shown(piece: str) -> str:
    """What the platform makes of a piece; it raises what it refuses."""
    return message_text(Query("sendMessage", {"text": piece, "parse_mode": "HTML"}), {})[0]


def visible(text: str) -> str:
    """A text without what alone cannot be seen."""
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return "".join(c for c in text if category(c) not in unseen and c not in "\u2800\ufffc")


@settings(deadline=None)
@given(texts)
@example("x" * (LONGEST + 1))
@example("&" * 5000)
@example("a" * 2043 + "&" * 4000)
@example("\n" * 9000 + "x")
@example(" " * 9000 + "\n" + "x" * LONGEST + "\n" + " " * 5000)
@example("😀" * 5000)
@example("<b>" * 3000 + "</b>")
def test_every_piece_is_taken_and_shows_exactly_its_text(text: str) -> None:
    left = text
    for piece in split(escape(text)):
        assert len(piece.encode("utf-16-le")) // 2 <= LONGEST
        plain_text, entities = parse_html(piece)
        assert entities == []
        assert shown(piece)
        # Between two pieces nothing is missing but white space.
        before, found, left = left.partition(plain_text)
        assert found and not visible(before)
    assert not visible(left)


@settings(deadline=None)
@given(st.lists(st.text("ab李", min_size=1, max_size=60), min_size=1, max_size=400))
def test_texts_over_the_limit_are_split_at_lines(lines: list[str]) -> None:
    pieces = list(split("\n".join(lines)))
    assert "\n".join(pieces) == "\n".join(lines)
    for piece, after in pairwise(pieces):
        assert len(f"{piece}\n{after.splitlines()[0]}") > LONGEST


def test_a_text_within_the_limit_is_one_piece() -> None:
    assert list(split("x" * LONGEST)) == ["x" * LONGEST]
    assert list(split("\n\n第一行\n\n第三行\n")) == ["第一行\n\n第三行"]


@pytest.mark.parametrize("nothing", ["", " \n ", "\0\x1f", "\u3000", "\u200b\ufeff", "\u2800"])
def test_a_message_says_something(nothing: str) -> None:
    (message,) = RENDERER.draw(Screen((plain(nothing),)), "zh_CN", "UTC", keys_up=False)
    assert message.text == "…"


@settings(deadline=None)
@given(st.lists(words.map(plain), max_size=3), st.lists(options, max_size=8), st.booleans())
def test_any_screen_can_be_drawn_and_any_button_carries_its_token(
    paragraphs: list[Text], buttons: list[Option], keys_up: bool
) -> None:
    screen = Screen(tuple(paragraphs), tuple(buttons), back=Option(plain("返回"), "menu/"))
    *before, last = RENDERER.draw(screen, "zh_CN", "UTC", keys_up=keys_up)
    assert all(message.keyboard is None for message in before)
    assert last.keyboard
    drawn = [button for row in last.keyboard["inline_keyboard"] for button in row]
    carried = [button["callback_data"] for button in drawn]
    assert carried == [*(button.token for button in buttons), "menu/"]
    assert all(len(str(token).encode()) <= 64 for token in carried)


# Keys

ASKED = (plain("怎么称呼您？"),)
CANCEL = Option(plain("取消"), "f/x/name/!cancel")
BACK = Option(plain("返回"), "f/x/name/!back")
NAME = Entry("text", plain("您的名字"))
NUMBER = Entry("phone", plain("手机号码"))
BRANCH = Entry("search", plain("支部名称"), place=True)
YES = Option(plain("同意"), "f/x/consent/yes")


def keys(screen: Screen, *, up: bool) -> list[list[str]] | str:
    """The labels of the keys at the bottom, or what there is in their place."""
    (message,) = RENDERER.draw(screen, "zh_CN", "UTC", keys_up=up)
    match message.keyboard:
        case {"keyboard": rows}:
            return [[key["text"] for key in row] for row in rows]
        case {"inline_keyboard": _}:
            return "buttons"
        case {"remove_keyboard": True}:
            return "removed"
    return "nothing"


@pytest.mark.parametrize(
    ("screen", "fresh", "keys_up"),
    [
        (
            Screen(ASKED, (), (CANCEL,), BACK, NUMBER),
            [["发送我的号码"], ["返回", "取消"]],
            [["发送我的号码"], ["返回", "取消"]],
        ),
        (
            Screen(ASKED, (), (CANCEL,), BACK, BRANCH),
            [["发送我的位置"], ["返回", "取消"]],
            [["发送我的位置"], ["返回", "取消"]],
        ),
        (Screen(ASKED, (), (CANCEL,), BACK, NAME), "buttons", [["返回", "取消"]]),
        (Screen(ASKED, (YES,), (CANCEL,), BACK, BRANCH), "buttons", "buttons"),
        (Screen(ASKED, (YES,)), "buttons", "buttons"),
        (Screen(ASKED, (), (CANCEL,)), "buttons", "buttons"),
        (Screen(ASKED), "nothing", "removed"),
    ],
)
def test_which_keys_stand_below(
    screen: Screen, fresh: list[list[str]] | str, keys_up: list[list[str]] | str
) -> None:
    assert keys(screen, up=False) == fresh
    assert keys(screen, up=True) == keys_up


def test_options_have_numbers_where_a_digit_answers_them() -> None:
    (message,) = RENDERER.draw(
        Screen(ASKED, (YES,), (CANCEL,), BACK), "zh_CN", "UTC", keys_up=False
    )
    assert message.keyboard
    labels = [[key["text"] for key in row] for row in message.keyboard["inline_keyboard"]]
    assert labels == [["1 同意"], ["0 返回", "取消"]]


def test_the_hint_in_the_field_is_not_too_long() -> None:
    hint = plain("很长的提示" * 40)
    screen = Screen(ASKED, (), (CANCEL,), BACK, Entry("phone", hint))
    (message,) = RENDERER.draw(screen, "zh_CN", "UTC", keys_up=False)
    assert message.keyboard
    assert len(message.keyboard["input_field_placeholder"]) == 64
