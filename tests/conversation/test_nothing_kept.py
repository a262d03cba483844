"""What is said outside of a form is answered, and is nowhere afterwards."""

import logging

import pytest

from bot.conversation import Event, Input, Place, Said, Tapped, Unsupported
from tests.conversation.counter import Counter, Phone

PLANTED = "planted-4711"
HELP = "I did not understand that, and have not kept it. Here is what I can do:"


def everything(counter: Counter, caplog: pytest.LogCaptureFixture) -> bytes:
    """All files of the store, and all that was logged."""
    files = [path.read_bytes() for path in sorted(counter.store.path.parent.iterdir())]
    return b"".join(files) + caplog.text.encode()


SAYINGS = [
    f"my key is under the mat, {PLANTED}",
    f"{PLANTED}\n" * 50,
    f"/{PLANTED} now",
    f"b-{PLANTED}",
    f"返回 {PLANTED}",
    f"1. {PLANTED}",
    f"{PLANTED}\x00\ud800",
]


@pytest.mark.parametrize("words", SAYINGS)
@pytest.mark.parametrize("before", [[], ["cards"], ["cards", "1"], ["move away", "Li", "cards"]])
def test_free_words_outside_of_a_form_are_answered_and_kept_nowhere(
    counter: Counter, caplog: pytest.LogCaptureFixture, before: list[str], words: str
) -> None:
    caplog.set_level(logging.DEBUG)
    wang = counter.phone("wang")
    wang.says(*before)
    assert wang.says(words) == HELP
    assert "Moving away" in wang.labels
    assert PLANTED.encode() not in everything(counter, caplog)


def test_a_chat_that_sent_what_leaves_no_trace_is_as_after_a_look_at_the_menu(
    counter: Counter,
) -> None:
    li, wang = counter.phone("li"), counter.phone("wang")
    for phone in (li, wang):
        phone.says("menu")
    before = counter.tables()["chat"]
    for phone in (li, wang):
        assert phone.says("leave a word", "vanish", "skip", "1") == "Sent, and forgotten."
        assert "Moving away" in phone.labels
    assert counter.tables()["chat"] == before
    assert len(counter.tables()["sent"]) == 2


def test_free_words_in_a_choice_field_are_kept_nowhere(
    li: Phone, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    li.says("move away", "Li Ming", PLANTED)
    assert li.text.endswith("Why?")
    assert PLANTED.encode() not in everything(counter, caplog)


def test_nor_are_the_words_of_a_search(
    li: Phone, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    li.says("move away", "Li Ming", "2", "skip", PLANTED)
    assert PLANTED in li.text
    assert PLANTED.encode() not in everything(counter, caplog)


def test_what_is_dropped_is_gone_from_the_disk(li: Phone, counter: Counter) -> None:
    li.says("move away", PLANTED)
    assert PLANTED in str(counter.tables())
    li.says("cancel", "1")
    assert PLANTED not in str(counter.tables())


def test_a_number_shared_outside_of_a_form_is_kept_nowhere(
    li: Phone, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    assert li.shares("13847114711") == HELP
    assert li.gives(Place(22.4711, 113.4711)) == HELP
    assert b"4711" not in everything(counter, caplog)


def test_a_place_where_none_is_asked_says_that_it_was_not_kept(li: Phone) -> None:
    li.says("move away")
    li.gives(Place(22.4711, 113.4711))
    assert li.text == "A position is not needed here, and was not kept.\nName?"


@pytest.mark.parametrize(
    ("event", "note"),
    [
        (Unsupported(), "I can read text only."),
        (Unsupported("voice"), "I do not listen to voice messages."),
        (Unsupported("edited"), "I have read it as it was before."),
    ],
)
def test_what_cannot_be_read_is_declined_where_one_is(
    li: Phone, event: Unsupported, note: str
) -> None:
    places = [(["help"], "Welcome."), (["cards"], "All cards:"), (["move away", "Li"], "Why?")]
    for words, question in places:
        li.says(*words)
        li.gives(event)
        assert li.text.startswith(note)
        assert li.text.endswith(question)
        li.says("help")


@pytest.mark.parametrize("event", [Said("hello"), Said(""), Tapped("x"), Unsupported()])
def test_the_first_word_of_anybody_gets_the_menu(li: Phone, event: Event) -> None:
    li.gives(event)
    assert "Moving away" in li.labels
    assert "Back room" not in li.labels


def test_coming_in_again_shows_where_one_was(li: Phone) -> None:
    assert li.opens() == "Welcome."
    li.says("cards", "More")
    assert li.opens() == "All cards:"
    assert "Card 8" in li.labels
    li.says("move away", "Li Ming")
    assert li.opens() == "Why?"


@pytest.mark.parametrize("start", ["", "x", "m", "m-", "x-c1", "m-a b", "m-李", "m-" + "a" * 33])
def test_a_link_that_leads_nowhere_shows_the_menu(li: Phone, start: str) -> None:
    assert li.opens(start) == "Welcome."
    assert li.session is None


def test_a_link_that_was_typed_is_followed(li: Phone) -> None:
    assert li.says("M-C7.") == "Name?"
    assert li.session is not None
    assert li.session.about == "c7"


def test_a_bare_input_needs_no_language(counter: Counter, li: Phone) -> None:
    reply = counter.answer(Input(li.chat, "test:x", Said("help")))
    assert reply.visitor.locale == "zh_CN"
