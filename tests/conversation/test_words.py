"""What people type for a number, a control or a command."""

import pytest

from bot.conversation import BACK
from bot.conversation.draw import CANCEL, KEEP, SKIP
from bot.conversation.words import CONTROL_WORDS, Words, digit, sound, tidy
from bot.language import T
from tests.town import CATALOGUES

WORDS = Words(
    CATALOGUES,
    {"list": T("list|show all"), "help": T("help")},
    {"help": T("List"), "activities": T("Activities"), "one": T("Members"), "other": T("Members")},
)


@pytest.mark.parametrize("typed", ["Activities", "activities.", "活动", "/活动"])
def test_what_stands_in_a_menu_is_a_word_for_it(typed: str) -> None:
    assert WORDS.command(typed) == "activities"


def test_a_label_gives_way_to_a_word_and_counts_once_only() -> None:
    assert WORDS.command("list") == "list"
    assert WORDS.command("Members") is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("8", 8),
        ("9", 9),
        (" 2 ", 2),
        ("2.", 2),
        ("2。", 2),
        ("2、", 2),
        ("2)", 2),
        ("(2)", 2),
        ("（2）", 2),
        ("２", 2),
        ("２．", 2),
        ("②", 2),
        ("⑵", 2),
        ("⒉", 2),
        ("2️⃣", 2),
        ("10", None),
        ("22", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1 2", None),
        ("⑩", None),
        ("½", None),
        ("二", None),
        ("٢", None),
        ("", None),
        ("no 2", None),
    ],
)
def test_a_number_as_people_type_it(typed: str, number: int | None) -> None:
    assert digit(typed) == number


@pytest.mark.parametrize(
    ("typed", "control"),
    [
        ("back", "back"),
        ("Back.", "back"),
        ("返回", "back"),
        ("返回。", "back"),
        ("上一步", "back"),
        ("/back", "back"),
        ("SKIP", "skip"),
        ("ｓｋｉｐ", "skip"),
        ("跳过", "skip"),
        ("没有", "skip"),
        ("/cancel", "cancel"),
        ("取消！", "cancel"),
        ("算了", "cancel"),
        ("keep it", "keep"),
        ("keep  it", "keep"),
        ("不改", "keep"),
        ("go on", "resume"),
        ("继续", "resume"),
        ("0", None),
        ("back to work", None),
        ("cancel" + " " * 60 + "the meeting", None),
        ("跳过第一题", None),
        ("", None),
        ("/", None),
        ("。", None),
    ],
)
def test_a_control_is_the_whole_message_in_any_language(typed: str, control: str | None) -> None:
    assert WORDS.control(typed) == control


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("list", "list"),
        ("Show all", "list"),
        ("show   all!", "list"),
        ("/list", "list"),
        ("the list", None),
        ("lists", None),
        ("l" * 5000, None),
        ("\ud83d", None),
    ],
)
def test_a_command_is_the_whole_message(typed: str, name: str | None) -> None:
    assert WORDS.command(typed) == name


@pytest.mark.parametrize("locale", CATALOGUES.locales)
def test_the_label_of_every_control_may_be_typed(locale: str) -> None:
    labels = {"back": BACK, "skip": SKIP, "cancel": CANCEL, "keep": KEEP}
    for control, label in labels.items():
        assert WORDS.control(CATALOGUES.say(label, locale)) == control


def test_no_control_is_a_number() -> None:
    spoken = {
        word
        for text in CONTROL_WORDS.values()
        for words in CATALOGUES.every(text)
        for word in words.split("|")
    }
    assert [word for word in spoken if digit(word) is not None] == []


@pytest.mark.parametrize("words", ["", "李明", "a\x00b", "👍🏽", "\ud83d\ude00", "\udc80 x \ud800"])
def test_what_was_said_can_be_written_down(words: str) -> None:
    written = sound(words)
    assert written.encode().decode() == written
    assert len(tidy(written)) <= len(written) * 18
