"""Chats know nothing of each other; each has a language, and goes on after a restart."""

import pytest

from bot.conversation import Chat, ChoiceKind, Command, Form, Input, Said, Tapped
from tests.conversation.counter import Counter, Phone
from tests.conversation.errands import COMMANDS, MOVE, moving
from tests.conversation.sheet import FORM, TEXT, choices, field


def test_two_chats_fill_in_the_same_form_side_by_side(li: Phone, wang: Phone) -> None:
    mine, theirs = ["move away", "Li", "1", "Foxconn"], ["move away", "Wang", "2", "139"]
    for my_words, their_words in zip(mine, theirs, strict=True):
        li.says(my_words)
        wang.says(their_words)
    assert li.session is not None
    assert wang.session is not None
    assert li.session.answers == {"name": "Li", "why": "work", "firm": "Foxconn"}
    assert wang.session.answers == {"name": "Wang", "why": "study", "phone": "139"}


def test_the_button_of_anothers_form_does_nothing(li: Phone, wang: Phone) -> None:
    li.says("move away", "Li")
    wang.says("move away", "Wang")
    assert wang.gives(Tapped(li.token("Work"))) == "Why?"
    assert wang.session is not None
    assert wang.session.answers == {"name": "Wang"}


def test_dropping_ones_own_form_leaves_the_others(li: Phone, wang: Phone) -> None:
    li.says("move away", "Li")
    wang.says("move away", "Wang", "cancel", "1")
    assert li.says("1") == "Firm?"


def test_the_same_address_on_two_channels_is_two_chats(counter: Counter, li: Phone) -> None:
    li.says("move away", "Li")
    other = Phone(counter, Chat("other", "li"), "en")
    assert other.says("no").startswith("I did not understand that")
    assert li.says("1") == "Firm?"


@pytest.mark.parametrize(
    ("device", "locale"),
    [("en", "en"), ("en-GB", "en"), ("zh-Hans-CN", "zh_CN"), ("zh-TW", "zh_CN"), ("fr", "zh_CN")],
)
def test_a_visitor_reads_the_nearest_language(counter: Counter, device: str, locale: str) -> None:
    phone = counter.phone("zhou", device)
    phone.opens()
    assert phone.reply is not None
    assert phone.reply.visitor.locale == locale


def test_a_visitor_may_choose_a_language_and_keeps_it(counter: Counter) -> None:
    phone = counter.phone("zhou", "en")
    phone.opens()
    assert "Moving away" in phone.labels
    phone.gives(Tapped("speak/zh_CN"))
    assert "返回" in phone.labels
    counter.restart()
    phone.says("move away", "Zhou", "好")
    assert phone.text.startswith("请从下面选一个")
    assert phone.labels[-1] == "取消"


def test_the_language_changes_in_the_middle_of_a_form_too(li: Phone) -> None:
    li.says("move away", "Li")
    li.gives(Tapped("speak/zh_CN"))
    li.says("继续")
    assert "取消" in li.labels
    assert li.session is not None
    assert li.session.answers == {"name": "Li"}


def test_each_chat_has_its_own_language(li: Phone, wang: Phone) -> None:
    li.gives(Tapped("speak/zh_CN"))
    wang.says("leave a word")
    assert "Cancel" in wang.labels
    li.says("leave a word")
    assert "取消" in li.labels


def test_a_visitor_may_be_asked_for_without_a_turn(counter: Counter, li: Phone) -> None:
    def ask(language: str | None) -> str:
        visitor = counter.run(lambda tx: counter.conversation.visitor(tx, li.chat, language))
        return visitor.locale

    assert ask("en") == "en"
    assert ask(None) == "zh_CN"
    li.gives(Tapped("speak/zh_CN"))
    assert ask("en") == "zh_CN"


@pytest.mark.parametrize("cut", range(8))
def test_a_restart_at_any_point_changes_nothing(li: Phone, counter: Counter, cut: int) -> None:
    words = ["move away", "Li", "1", "Foxconn", "skip", "Branch 4", "1", "1"]
    li.says(*words[:cut])
    counter.restart()
    li.says(*words[cut:])
    assert li.text == "Sent."


@pytest.mark.parametrize("typed", ["skip", "back", "cancel", "keep"])
def test_a_control_is_not_taken_for_a_question_that_was_not_seen(
    li: Phone, counter: Counter, typed: str
) -> None:
    li.says("move away", "Li", "2")
    assert li.text == "Phone?"
    age = field("age", TEXT, required=False)
    counter.restart([moving(Form(FORM.title, (age, *FORM.fields[:2]))), *without(MOVE)])
    assert li.says(typed) == "Age?"
    assert li.session is not None
    assert li.session.answers == {"name": "Li", "why": "study"}


def test_the_label_of_a_question_that_was_not_seen_is_not_taken(
    li: Phone, counter: Counter
) -> None:
    li.says("move away", "Li")
    colour = field("colour", ChoiceKind(choices("red", "blue")))
    counter.restart([moving(Form(FORM.title, (FORM.fields[0], colour))), *without(MOVE)])
    assert li.says("Red").endswith("Colour?")
    assert li.session is not None
    assert li.session.answers == {"name": "Li"}
    li.says("Red")
    assert li.session.answers == {"name": "Li", "colour": "red"}


def without(*gone: Command) -> list[Command]:
    return [command for command in COMMANDS if command not in gone]


@pytest.mark.parametrize("token", ["Work", "Back", "Cancel"])
def test_the_button_of_a_command_that_is_gone_leads_to_the_menu(
    li: Phone, counter: Counter, token: str
) -> None:
    li.says("move away", "Li")
    button = li.token(token)
    counter.restart(without(MOVE))
    assert li.gives(Tapped(button)) == "Welcome."
    assert "Go on with: Moving away" not in li.labels


@pytest.mark.parametrize("words", ["1", "Work", "hello", "back", "move away"])
def test_so_do_words(li: Phone, counter: Counter, words: str) -> None:
    li.says("move away", "Li")
    counter.restart(without(MOVE))
    li.says(words)
    assert "Leave a word" in li.labels


def test_another_form_may_begin_once_the_command_is_gone(li: Phone, counter: Counter) -> None:
    li.says("move away", "Li")
    counter.restart(without(MOVE))
    assert li.says("leave a word") == "Words?"


def test_a_form_whose_command_comes_back_comes_back(li: Phone, counter: Counter) -> None:
    li.says("move away", "Li")
    counter.restart(without(MOVE))
    li.says("help")
    counter.restart()
    li.says("help")
    assert li.says("go on") == "Why?"


def test_words_after_a_lost_reply_are_not_taken_for_an_answer(counter: Counter, li: Phone) -> None:
    counter.answer(Input(li.chat, "test:a", Said("move away"), "en", sure=False))
    counter.restart()
    li.says("hello?")
    assert li.text == "I was interrupted. This is where we are:\nName?"
    assert li.session is not None
    assert li.session.answers == {}
    assert li.says("Li") == "Why?"
