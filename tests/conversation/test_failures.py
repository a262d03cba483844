"""What is refused or goes wrong leaves nothing behind, and can be tried again."""

import pytest

from bot.conversation import Said, Tapped
from tests.conversation.counter import Counter, Phone


def test_a_refused_command_leaves_no_rows_and_tells_nobody(li: Phone, counter: Counter) -> None:
    assert li.says("ring") == "Nobody is here now."
    assert counter.tables()["accepted"] == []
    assert li.reply is not None
    assert li.reply.told == ()


def test_a_refused_form_leaves_no_rows_and_stands_at_its_review(
    li: Phone, counter: Counter
) -> None:
    li.says("leave a word", "refuse", "skip", "1")
    assert li.text == "That is not taken.\nPlease look it over.\nWords: refuse\nMore: none"
    assert counter.tables()["sent"] == []
    assert li.reply is not None
    assert li.reply.told == ()
    li.taps("Change: Words")
    li.says("hello")
    assert li.says("1") == "Sent."
    assert len(counter.tables()["sent"]) == 1


def test_a_form_that_asks_again_keeps_its_rows_and_stays_open(li: Phone, counter: Counter) -> None:
    li.says("leave a word", "wrong", "skip", "1")
    assert li.text == "That is not it.\nPlease look it over.\nWords: wrong\nMore: none"
    assert len(counter.tables()["sent"]) == 1
    assert li.reply is not None
    assert li.reply.told == (li.chat,)
    assert li.session is not None


def test_a_form_that_is_settled_ends_and_leaves_no_rows(li: Phone, counter: Counter) -> None:
    li.says("leave a word", "settle", "skip", "1")
    assert li.text == "That is settled already."
    assert li.session is None
    assert counter.tables()["sent"] == []
    assert li.reply is not None
    assert li.reply.told == ()


def test_a_form_that_may_not_begin_leaves_no_rows(li: Phone, counter: Counter) -> None:
    assert li.says("closed") == "This counter is closed."
    assert counter.tables()["accepted"] == []
    assert li.session is None


def test_a_refusal_in_the_middle_of_a_form_keeps_the_form(li: Phone) -> None:
    li.says("move away", "Li Ming", "ring")
    assert li.text == "Nobody is here now."
    assert li.says("go on") == "Why?"


@pytest.mark.parametrize("before", [[], ["move away", "Li Ming"], ["cards"]])
def test_an_error_in_a_command_keeps_nothing_of_the_turn(
    li: Phone, counter: Counter, before: list[str]
) -> None:
    li.says(*before)
    tables, ledger = counter.tables(), counter.rows("SELECT * FROM ledger")
    with pytest.raises(RuntimeError):
        li.says("kick")
    assert counter.tables() == tables
    assert counter.rows("SELECT * FROM ledger") == ledger


def test_after_an_error_the_same_update_can_be_tried_again(li: Phone, counter: Counter) -> None:
    li.says("leave a word", "explode", "skip")
    update = counter.new_update()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            li.gives(Said("1"), update)
    assert counter.tables()["sent"] == []
    li.taps("Change: Words")
    li.says("hello")
    assert li.gives(Said("1"), update) == "Sent."
    assert li.gives(Said("1"), update) == "Welcome."
    assert len(counter.tables()["sent"]) == 1


def test_an_error_for_one_is_no_error_for_another(li: Phone, wang: Phone) -> None:
    wang.says("move away", "Wang")
    with pytest.raises(RuntimeError):
        li.says("kick")
    assert wang.says("1") == "Firm?"


def test_an_error_on_the_present_screen_is_not_met_by_the_next_word(
    li: Phone, counter: Counter
) -> None:
    li.says("cards")
    with pytest.raises(RuntimeError):
        li.gives(Tapped("explode/"))
    assert li.says("help") == "Welcome."
