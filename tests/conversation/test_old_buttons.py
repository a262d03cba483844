"""Buttons of old messages stay where they are in a chat; those of a form do nothing any more."""

import pytest

from bot.conversation import Tapped
from tests.conversation.counter import Counter, Phone


def test_a_button_of_an_old_question_shows_the_present_one(li: Phone, counter: Counter) -> None:
    li.says("move away", "Li Ming")
    study = li.token("Study")
    li.says("1", "Foxconn")
    stored = counter.tables()
    assert li.gives(Tapped(study)) == "Phone?"
    assert counter.tables() == stored


@pytest.mark.parametrize("label", ["Study", "Back", "Cancel"])
def test_no_button_of_an_old_question_changes_anything(
    li: Phone, counter: Counter, label: str
) -> None:
    li.says("move away", "Li Ming")
    old = li.token(label)
    for words in (["1"], ["Foxconn"], ["skip"], ["Branch"], ["More"], ["1"], ["cancel"]):
        li.says(*words)
        stored, text = counter.tables(), li.text
        assert li.gives(Tapped(old)) == text
        assert counter.tables() == stored


def test_the_buttons_of_a_form_that_was_sent_do_not_send_again(li: Phone, counter: Counter) -> None:
    li.says("leave a word", "hello", "skip")
    send = li.token("Send")
    li.says("1")
    assert li.gives(Tapped(send)) == "Welcome."
    assert len(counter.tables()["sent"]) == 1


def test_nor_do_they_touch_the_same_form_begun_anew(li: Phone, counter: Counter) -> None:
    li.says("move away", "Li Ming")
    study = li.token("Study")
    li.says("cancel", "1", "move away", "Li Hong")
    assert li.gives(Tapped(study)) == "Why?"
    assert li.session is not None
    assert li.session.answers == {"name": "Li Hong"}


def test_the_button_to_drop_a_form_does_not_drop_it_later(li: Phone) -> None:
    li.says("move away", "Li Ming", "cancel")
    drop = li.token("Drop it")
    li.says("2", "1")
    assert li.gives(Tapped(drop)) == "Firm?"
    assert li.session is not None


@pytest.mark.parametrize(
    "token",
    [
        "",
        "/",
        "f",
        "f/",
        "f//x",
        "f///",
        "f/x/y",
        "f/x/y/z",
        "f/{id}",
        "f/{id}/",
        "f/{id}/why",
        "f/{id}/why/",
        "f/{id}/why/nothing",
        "f/{id}/why/!",
        "f/{id}/why/!page:",
        "f/{id}/why/!page:-1",
        "f/{id}/why/!page:²",
        "f/{id}/why/!edit:why",
        "f/{id}/why/!send",
        "f/{id}/review/!send",
        "f/{id}/review/!drop",
        "f/{id}/review/!edit:name",
        "f/{id}/name/Li Hong",
        "f/{id}/name/!skip",
        "f/{id}/phone/138",
        "f/{id}/why/work" + "k" * 60,
        "f/{id}/why/wörk",
        "f/{id}/why/\ud800",
        "f/{id}/why/a\x00b",
    ],
)
def test_an_odd_token_of_a_form_changes_nothing(li: Phone, counter: Counter, token: str) -> None:
    li.says("move away", "Li Ming")
    assert li.session is not None
    answers = li.session.answers
    li.gives(Tapped(token.replace("{id}", li.session.id)))
    assert li.session is not None
    assert li.session.answers == answers
    assert counter.tables()["sent"] == []
    assert li.says("go on", "Work") == "Firm?"


@pytest.mark.parametrize(
    "token",
    [
        "new",
        "new/",
        "new//",
        "new//word/",
        "new/x/word/c1",
        "new/x/new/x/word/",
        "new/{id}/",
        "new/{id}/nothing/",
        "new/{id}/list/",
        "menu",
        "menu/",
        "menu/1",
        "menu/99999999",
        "menu/-1",
        "menu/x",
        "list/x",
        "list/9999",
        "list/" + "9" * 58,
        "list/" + "9" * 5000,
        "speak/xx",
        "word/" + "a" * 59,
        "nothing/at/all",
        "\x00",
        "；/；",
    ],
)
def test_an_odd_token_of_a_command_drops_nothing(li: Phone, token: str) -> None:
    li.says("move away", "Li Ming")
    assert li.session is not None
    li.gives(Tapped(token.replace("{id}", li.session.id)))
    assert li.session is not None
    assert li.session.answers == {"name": "Li Ming"}
    assert li.labels
    assert all(len(button.token) <= 64 for button in li.buttons)
    assert li.says("go on").endswith("Why?")


def test_buttons_that_name_a_thing_work_at_any_time(wang: Phone, counter: Counter) -> None:
    wang.says("cards", "1")
    accept = wang.token("Accept")
    wang.says("Back", "move away", "Wang")
    assert wang.gives(Tapped(accept)) == "Accepted."
    assert wang.gives(Tapped(accept)) == "Accepted."
    assert counter.rows("SELECT card FROM accepted") == [("c1",)]
