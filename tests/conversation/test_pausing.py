"""A command in the middle of a form puts the form aside; a chat has one form at a time."""

from bot.conversation import Tapped
from bot.conversation.session import State
from tests.conversation.counter import Phone
from tests.conversation.sheet import HERE

GO_ON = "Go on with: Moving away"


def begun(phone: Phone) -> Phone:
    phone.says("move away", "Li Ming")
    assert phone.text == "Why?"
    return phone


def test_a_command_word_in_a_choice_field_pauses_and_offers_to_go_on(li: Phone) -> None:
    assert begun(li).says("cards") == "All cards:"
    assert li.labels[-1] == GO_ON
    assert li.taps(GO_ON) == "Why?"
    assert li.session is not None
    assert li.session.answers == {"name": "Li Ming"}


def test_the_menu_too(li: Phone) -> None:
    assert begun(li).says("help") == "Welcome."
    assert li.taps(GO_ON) == "Why?"


def test_the_button_of_a_notice_too(wang: Phone) -> None:
    begun(wang)
    accept = "accept/c1"
    assert wang.gives(Tapped(accept)) == "Accepted."
    assert wang.taps(GO_ON) == "Why?"


def test_one_goes_on_with_words_as_well(li: Phone) -> None:
    begun(li).says("cards")
    assert li.says("继续") == "Why?"
    li.says("cards")
    assert li.says("go on") == "Why?"
    li.says("cards")
    assert li.says(GO_ON) == "Why?"
    li.says("cards")
    assert li.says("move away") == "Why?"


def test_the_buttons_of_the_question_go_on_as_well(li: Phone) -> None:
    work = begun(li).token("Work")
    li.says("cards")
    assert li.gives(Tapped(work)) == "Firm?"
    assert li.says("Foxconn") == "Phone?"


def test_words_do_not_answer_what_waits_aside(li: Phone) -> None:
    begun(li).says("1")
    assert li.text == "Firm?"
    li.says("返回", "help")
    li.says("Foxconn")
    assert li.text.startswith("I did not understand that, and have not kept it.")
    assert li.labels[-1] == GO_ON
    assert li.session is not None
    assert li.session.answers == {"name": "Li Ming", "why": "work"}


def test_nor_does_a_number_or_a_place(li: Phone) -> None:
    li.says("move away", "Li Ming", "2", "/cards")
    assert li.shares("13800138000").startswith("I did not understand that")
    assert li.gives(HERE).startswith("I did not understand that")
    assert li.says("go on") == "Phone?"


def test_what_waits_aside_can_be_dropped_with_a_word(li: Phone) -> None:
    begun(li).says("cards")
    assert li.says("取消").startswith("Drop what you have filled in?")
    assert li.says("1") == "Dropped. Nothing of it was kept."
    assert li.session is None
    assert GO_ON not in li.labels


def test_a_command_word_on_the_way_out_pauses_too(li: Phone) -> None:
    begun(li).says("cancel", "cards")
    assert li.text == "All cards:"
    assert li.taps(GO_ON) == "Why?"


def test_going_back_out_of_a_form_says_that_it_is_kept(li: Phone) -> None:
    begun(li).says("back", "back")
    assert li.text == "What you have filled in is kept; you can go on at any time."
    assert li.taps(GO_ON) == "Name?\nNow: Li Ming"


def test_going_back_out_of_an_empty_form_leaves_nothing_in_the_way(li: Phone) -> None:
    li.says("move away", "back")
    assert li.text == "Welcome."
    assert li.session is None
    assert li.says("leave a word") == "Words?"


def test_a_second_form_offers_to_go_on_or_to_drop_the_first(li: Phone) -> None:
    begun(li).says("leave a word")
    assert li.text == "Something else is not finished yet."
    assert li.labels == [GO_ON, "Drop it and begin: Leave a word", "Back"]
    assert li.says("1") == "Why?"


def test_the_second_form_is_begun_when_the_first_is_dropped(li: Phone) -> None:
    begun(li).says("leave a word", "2")
    assert li.text == "Words?"
    assert li.session is not None
    assert li.session.command == "word"
    assert li.session.answers == {}


def test_neither_is_chosen_by_going_back(li: Phone) -> None:
    begun(li).says("leave a word", "0")
    assert li.text == "Welcome."
    assert li.taps(GO_ON) == "Why?"


def test_a_form_without_answers_is_in_nobodys_way(li: Phone) -> None:
    li.says("move away", "/cards")
    assert li.says("leave a word") == "Words?"


def test_the_same_form_about_something_else_is_another_one(wang: Phone) -> None:
    wang.gives(Tapped("word/c1"))
    wang.says("hello")
    wang.gives(Tapped("word/c2"))
    assert wang.text == "Something else is not finished yet."
    wang.gives(Tapped("word/c1"))
    assert wang.text == "More?"


def test_a_link_in_the_middle_of_a_form_is_answered_the_same_way(li: Phone) -> None:
    assert begun(li).opens("m-c7") == "Something else is not finished yet."
    li.says("2")
    assert li.session is not None
    assert (li.session.about, li.session.answers) == ("c7", {})


def test_what_is_dropped_for_another_form_stays_when_that_cannot_be_begun(li: Phone) -> None:
    begun(li).says("closed")
    assert li.says("2") == "This counter is closed."
    assert li.taps(GO_ON) == "Why?"


def test_the_button_to_drop_a_form_drops_no_later_one(li: Phone) -> None:
    drop = begun(li).says("leave a word") and li.token("Drop it and begin: Leave a word")
    li.says("2", "hello", "skip", "1")
    assert li.text == "Sent."
    begun(li)
    li.gives(Tapped(drop))
    assert li.text == "Something else is not finished yet."
    assert li.session is not None
    assert li.session.state is State.PAUSED
    assert li.session.answers == {"name": "Li Ming"}


def test_sending_from_aside_that_is_refused_stands_at_the_review(li: Phone) -> None:
    li.says("leave a word", "refuse", "skip")
    send = li.token("Send")
    li.says("cards")
    assert li.gives(Tapped(send)).startswith("That is not taken.\nPlease look it over.")
    assert li.says("back") == "More?"
