"""What may not be done looks like what is not there, and can be tried in no other way."""

import pytest

from bot.conversation import Tapped
from tests.conversation.counter import Counter, Phone

DENIED = "That is not possible here, or it is already settled."


def shown(phone: Phone) -> tuple[str, list[str]]:
    return phone.text, phone.labels


@pytest.mark.parametrize("token", ["card/c1", "accept/c1", "office/", "office/x", "list2/", ""])
def test_denied_and_missing_look_the_same_to_a_stranger(li: Phone, token: str) -> None:
    li.gives(Tapped("card/no-such-card"))
    missing = shown(li)
    li.gives(Tapped(token))
    assert shown(li) == missing
    assert li.text == DENIED


@pytest.mark.parametrize("token", ["card/c21", "accept/", "accept/c1/x", "card/c1 ", "nothing/c1"])
def test_missing_things_look_the_same_to_somebody_known(wang: Phone, token: str) -> None:
    wang.gives(Tapped("card/no-such-card"))
    missing = shown(wang)
    wang.gives(Tapped(token))
    assert shown(wang) == missing


def test_a_word_is_no_way_around(li: Phone, counter: Counter) -> None:
    assert li.says("office") == DENIED
    assert li.session is None
    assert counter.tables()["sent"] == []


def test_nor_is_the_token_that_drops_a_form_first(li: Phone) -> None:
    li.says("move away", "Li Ming")
    assert li.session is not None
    li.gives(Tapped(f"new/{li.session.id}/office/"))
    assert li.text == DENIED
    assert li.session is not None
    assert li.session.answers == {"name": "Li Ming"}


def test_the_menu_shows_what_may_be_done(li: Phone, wang: Phone) -> None:
    li.opens()
    wang.opens()
    assert [label for label in wang.labels if label not in li.labels] == ["Back room"]
    assert wang.taps("Back room") == "In the back:"
    assert wang.labels == ["Office", "Back"]


def test_a_menu_without_anything_for_oneself_is_empty(li: Phone) -> None:
    assert li.gives(Tapped("backroom/")) == "There is nothing here for you."
    assert li.labels == ["Back"]


def test_a_right_that_is_lost_before_sending_is_lost(wang: Phone, counter: Counter) -> None:
    wang.says("office", "hello")
    del counter.people[wang.chat]
    assert wang.says("1") == DENIED
    assert counter.tables()["sent"] == []
    assert wang.session is None


def test_a_right_that_is_lost_is_lost_on_the_present_screen_too(
    wang: Phone, counter: Counter
) -> None:
    wang.says("cards", "1")
    assert wang.text == "Card 1"
    del counter.people[wang.chat]
    assert wang.opens() == DENIED


def test_denied_in_the_middle_of_a_form_keeps_the_form(li: Phone) -> None:
    li.says("move away", "Li Ming")
    assert li.gives(Tapped("card/c1")) == DENIED
    assert li.says("继续") == "Why?"
