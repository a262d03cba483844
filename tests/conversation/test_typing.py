"""Numbers, labels and words typed out do what the buttons do; in a text field they are text."""

import pytest

from tests.conversation.counter import Counter, Phone


@pytest.mark.parametrize("typed", ["1", "１", "①", "1.", "1、", "(1)", "1️⃣", "Work", "WORK。"])
def test_a_choice_can_be_typed_in_many_ways(li: Phone, typed: str) -> None:
    assert li.says("move away", "Li Ming", typed) == "Firm?"


@pytest.mark.parametrize("typed", ["0", "０", "0.", "back", "Back", "返回", "上一步", "/back"])
def test_zero_is_back_in_a_choice_field(li: Phone, typed: str) -> None:
    assert li.says("move away", "Li Ming", typed) == "Name?\nNow: Li Ming"


@pytest.mark.parametrize("typed", ["4", "9", "maybe", "work and study", "10"])
def test_what_is_no_choice_is_asked_again(li: Phone, typed: str) -> None:
    li.says("move away", "Li Ming", typed)
    assert li.text == "Please choose one of the answers: a number is enough.\nWhy?"


@pytest.mark.parametrize("typed", ["0", "1", "2", "２", "②", "2.", "9", "10"])
def test_digits_are_text_where_text_is_asked(li: Phone, typed: str) -> None:
    li.says("move away", typed)
    assert li.text == "Why?"
    assert li.session is not None
    assert li.session.answers == {"name": typed}


@pytest.mark.parametrize(
    "typed",
    ["cards", "help", "move away", "Work", "Leave a word", "keep", "不改", "go on", "继续", "menu"],
)
def test_command_words_are_text_where_text_is_asked(li: Phone, typed: str) -> None:
    li.says("move away", typed)
    assert li.text == "Why?"
    assert li.session is not None
    assert li.session.answers == {"name": typed}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("back", "Welcome."),
        ("返回", "Welcome."),
        ("skip", "This cannot be skipped.\nName?"),
        ("跳过", "This cannot be skipped.\nName?"),
        ("cancel", "Dropped. Nothing of it was kept."),
        ("取消。", "Dropped. Nothing of it was kept."),
        ("/cards", "All cards:"),
        ("/help", "Welcome."),
    ],
)
def test_only_controls_and_slashes_are_no_text(li: Phone, typed: str, shown: str) -> None:
    assert li.says("move away", typed) == shown
    assert li.session is None or li.session.answers == {}


def test_keeping_is_a_word_only_where_something_can_be_kept(li: Phone) -> None:
    li.says("move away", "keep", "back", "keep")
    assert li.text == "Why?"
    assert li.session is not None
    assert li.session.answers == {"name": "keep"}


@pytest.mark.parametrize("typed", ["Skip", "skip", "none", "跳过", "没有", "不填"])
def test_a_field_that_may_be_skipped_is_skipped_in_words(li: Phone, typed: str) -> None:
    li.says("move away", "Li Ming", "2", typed)
    assert li.text == "Branch?"


def test_found_results_are_chosen_by_number_and_label_and_searched_again_in_words(
    li: Phone,
) -> None:
    li.says("move away", "Li Ming", "2", "skip", "Branch 1")
    assert li.labels[:2] == ["Branch 1", "Branch 10"]
    assert "Branch: Branch 10" in li.says("2")
    li.says("Change: Branch", "Branch 3")
    assert "Branch 30" in li.labels
    assert "Branch: Branch 30" in li.says("branch 30")
    li.says("Change: Branch", "Branch 3", "Branch 2")
    assert "Branch 20" in li.labels


@pytest.mark.parametrize("typed", ["7", "9"])
def test_a_number_that_is_not_among_the_results_leaves_them_there(li: Phone, typed: str) -> None:
    li.says("move away", "Li Ming", "2", "skip", "Branch 12")
    assert li.labels[:2] == ["Branch 12", "Elsewhere"]
    li.says(typed)
    assert li.text.startswith("Please choose one of the answers: a number is enough.")
    assert li.labels[:2] == ["Branch 12", "Elsewhere"]


def test_a_search_takes_digits_as_words_until_something_is_found(li: Phone) -> None:
    li.says("move away", "Li Ming", "2", "skip", "3")
    assert "Branch 3" in li.labels
    assert "Branch: Branch 3" in li.says("1")


def test_nothing_found_leaves_the_other_answer(li: Phone) -> None:
    li.says("move away", "Li Ming", "2", "skip", "Shanghai {name}")
    assert li.text.startswith("Nothing was found for “Shanghai {name}”.")
    assert "Branch: Elsewhere" in li.says("1")


@pytest.mark.parametrize("typed", ["Drop it", "drop it!", "1"])
def test_the_last_word_before_dropping_can_be_typed_too(li: Phone, typed: str) -> None:
    li.says("move away", "Li Ming", "back", "cancel")
    assert li.says(typed) == "Dropped. Nothing of it was kept."


@pytest.mark.parametrize("typed", ["Go on filling in", "2", "0", "back"])
def test_so_can_going_on(li: Phone, typed: str) -> None:
    li.says("move away", "Li Ming", "back", "cancel")
    assert li.says(typed) == "Name?\nNow: Li Ming"


def test_a_whole_form_by_numbers_and_words(li: Phone, counter: Counter) -> None:
    li.opens()
    li.says("1", "Li Ming", "1", "Foxconn", "138", "Branch 40", "1", "1")
    assert li.text == "Sent."
    assert counter.rows("SELECT answers FROM sent") == [
        ('{"name": "Li Ming", "why": "work", "firm": "Foxconn", "phone": "138", "branch": "b40"}',)
    ]


def test_the_menu_is_named_to_the_channel_where_it_is_shown_and_only_there(li: Phone) -> None:
    for words, named in [("help", True), ("hm", True), ("Leave a word", False), ("back", True)]:
        li.says(words)
        assert li.reply is not None
        assert bool(li.reply.menu) == named


def test_a_menu_within_the_menu_is_answered_and_left_the_same_way(li: Phone) -> None:
    li.opens()
    assert li.says("Settings") == "Set what?"
    assert li.labels == ["语言 / Language", "Back"]
    assert li.says("1") == "Which language do you read?"
    assert li.says("0") == "Welcome."
    assert li.says("settings", "返回") == "Welcome."


@pytest.mark.parametrize("typed", ["Leave a word", "leave a word.", "2"])
def test_the_menu_is_answered_by_label_and_number(li: Phone, typed: str) -> None:
    li.opens()
    assert li.says(typed) == "Words?"


def test_labels_on_lists_and_cards_can_be_typed(wang: Phone, counter: Counter) -> None:
    wang.says("cards", "More", "Card 9")
    assert wang.text == "Card 9"
    assert wang.says("Accept") == "Accepted."
    assert counter.rows("SELECT card FROM accepted") == [("c9",)]


def test_back_can_be_typed_on_lists_and_cards(wang: Phone) -> None:
    wang.says("cards", "1")
    assert wang.says("返回") == "All cards:"
    assert wang.says("后退") == "Welcome."


def test_looking_for_a_label_is_no_look_at_a_card(wang: Phone, counter: Counter) -> None:
    wang.says("cards", "1", "hm", "cards", "1", "Back")
    assert counter.rows("SELECT card FROM looked") == [("c1",), ("c1",)]


def test_a_label_that_stands_there_twice_is_not_guessed(wang: Phone, counter: Counter) -> None:
    counter.branches.names = {"b1": "Riverside", "b2": "Riverside", "b3": "Hill"}
    wang.says("move away", "Li Ming", "2", "skip", "i", "riverside")
    assert wang.text.startswith("Which one is it?")
    assert wang.session is not None
    assert "branch" not in wang.session.answers


@pytest.mark.parametrize("typed", ["9", "8", "0", "７"])
def test_a_number_that_is_not_on_the_menu_is_answered_with_a_hint(li: Phone, typed: str) -> None:
    li.opens()
    li.says(typed)
    assert li.text == "Please choose one of the answers: a number is enough.\nWelcome."


def test_a_wrong_number_on_a_list_stays_on_the_list(li: Phone) -> None:
    li.says("cards", "9")
    assert li.text == "Please choose one of the answers: a number is enough.\nAll cards:"


@pytest.mark.parametrize("typed", ["cancel", "取消", "back", "skip", "go on"])
def test_a_control_word_outside_of_a_form_shows_the_menu(li: Phone, typed: str) -> None:
    li.opens()
    assert li.says(typed) == "Welcome."


def test_a_choices_label_counts_before_a_controls_word(li: Phone, counter: Counter) -> None:
    li.says("move away", "Li Ming", "2", "skip")
    counter.branches.names = {"b1": "None", "b2": "Hill"}
    li.says("n", "none")
    assert li.session is not None
    assert li.session.answers["branch"] == "b1"
