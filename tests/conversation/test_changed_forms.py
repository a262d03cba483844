"""The program may change while somebody fills in a form: nothing is lost, nothing is mixed up."""

from bot.conversation import ChoiceKind, Contact, Form, TextKind, Unclear
from bot.conversation.engine import Submitted, Tap
from bot.language import T
from tests.conversation.sheet import (
    CHOICE,
    FORM,
    HERE,
    PHONE,
    SEARCH,
    TEXT,
    Sheet,
    choices,
    field,
    filled,
)

NAME, WHY, FIRM, PHONE_FIELD, BRANCH = FORM.fields
AGE = field("age", TEXT)


def test_a_new_question_is_asked_and_the_answers_stay() -> None:
    sheet = filled().becomes(AGE, *FORM.fields).taps("Send")
    assert sheet.text == "Age?"
    sheet.says("40").taps("Send")
    assert isinstance(sheet.outcome, Submitted)
    assert sheet.outcome.answers["name"] == "Li Ming"


def test_what_is_typed_answers_the_question_on_the_screen_and_no_new_one_before_it() -> None:
    sheet = Sheet().becomes(AGE, *FORM.fields).says("Li Ming")
    assert sheet.answers == {"name": "Li Ming"}
    assert sheet.text == "Age?"


def test_what_is_tapped_answers_the_question_on_the_screen_too() -> None:
    sheet = Sheet().says("Li Ming")
    work = sheet.button("Work")
    sheet.becomes(AGE, *FORM.fields).gives(work)
    assert sheet.answers == {"name": "Li Ming", "why": "work"}
    assert sheet.text == "Age?"


def test_what_is_typed_for_a_question_that_is_gone_answers_no_other_one() -> None:
    sheet = Sheet().becomes(AGE, WHY).says("Li Ming")
    assert sheet.text == "Age?"
    assert sheet.answers == {}
    assert sheet.says("40").answers == {"age": "40"}


def test_nor_does_a_contact_or_a_place() -> None:
    phone = Sheet(FORM, {"name": "Li Ming", "why": "study"})
    phone.becomes(field("office", PHONE)).gives(Contact("138", own=True))
    assert phone.text == "Office?"
    assert phone.answers == {"name": "Li Ming", "why": "study"}
    branch = Sheet(FORM, {**phone.answers, "phone": ""})
    branch.becomes(field("host", SEARCH)).gives(HERE)
    assert branch.labels == []


HOME, HOST = field("home", SEARCH), field("host", SEARCH)


def test_what_was_found_for_one_question_is_not_offered_for_another() -> None:
    sheet = Sheet(Form(T("Form"), (HOST,))).says("Branch")
    assert sheet.labels[0] == "Branch 1"
    sheet.becomes(HOME).says("Branch")
    assert sheet.text == "Home?"
    assert sheet.labels == []


def test_what_was_picked_stays_where_an_earlier_answer_lapsed_meanwhile() -> None:
    sheet = Sheet(Form(T("Form"), (HOME, HOST)), {"home": "b40"}).says("Branch")
    del sheet.branches.names["b40"]
    sheet.taps("Branch 1")
    assert sheet.answers["host"] == "b1"
    assert sheet.text == "What you chose before can no longer be chosen.\nHome?"
    assert sheet.labels == []


def test_an_old_button_does_not_send_what_was_not_looked_over() -> None:
    sheet = filled()
    send = sheet.button("Send")
    sheet.taps("Change: Branch").becomes(NAME, WHY).gives(send)
    assert sheet.text == "Please look it over.\nName: Li Ming\nWhy: Study"


def test_a_field_may_move() -> None:
    sheet = Sheet().says("Li Ming").becomes(BRANCH, WHY, NAME)
    sheet.taps("Work")
    assert sheet.answers == {"name": "Li Ming", "why": "work"}
    assert sheet.text == "Branch?"


def test_a_choice_that_is_gone_is_asked_anew_and_says_so() -> None:
    fewer = field("why", ChoiceKind(choices("study")))
    sheet = Sheet(FORM, {"name": "Li Ming", "why": "work"}).becomes(NAME, fewer)
    sheet.gives(Tap("review", "!resume"))
    assert sheet.text == "What you chose before can no longer be chosen.\nWhy?"
    assert sheet.taps("Study").answers["why"] == "study"


def test_the_button_of_a_choice_that_is_gone_says_so() -> None:
    sheet = Sheet().says("Li Ming")
    work = sheet.button("Work")
    sheet.becomes(NAME, field("why", ChoiceKind(choices("study")))).gives(work)
    assert sheet.text.startswith("That can no longer be chosen.")
    assert sheet.answers == {"name": "Li Ming"}


def test_a_branch_that_was_closed_before_sending_is_asked_anew() -> None:
    sheet = filled()
    send = sheet.button("Send")
    del sheet.branches.names["b7"]
    sheet.gives(send)
    assert sheet.text == "What you chose before can no longer be chosen.\nBranch?"


def test_a_kind_may_change_and_what_fits_it_stays() -> None:
    sheet = Sheet(FORM, {"name": "Li Ming", "why": "work", "firm": "138"})
    sheet.becomes(NAME, field("why", TEXT), field("firm", PHONE))
    sheet.gives(Tap("review", "!resume"))
    assert "Firm: 138" in sheet.text
    assert "Why: work" in sheet.text


def test_a_kind_may_change_and_what_does_not_fit_it_is_asked_anew() -> None:
    sheet = Sheet(FORM, {"name": "Li Ming"}).becomes(field("name", CHOICE), WHY).taps("Work")
    assert sheet.text == "What you chose before can no longer be chosen.\nName?"


def test_a_stricter_field_asks_anew() -> None:
    def no_latin(words: str) -> str:
        if words.isascii():
            raise Unclear(T("Please use characters."))
        return words

    strict = field("name", TextKind(T("Name"), parse=no_latin))
    sheet = Sheet(FORM, {"name": "Li Ming", "why": "work"}).becomes(strict, WHY)
    sheet.gives(Tap("review", "!resume"))
    assert sheet.text == "Name?"
    assert sheet.says("李明").answers == {"name": "李明", "why": "work"}


def test_a_form_without_questions_left_comes_to_its_review() -> None:
    sheet = Sheet().says("Li Ming").becomes(NAME)
    sheet.taps("Work")
    assert sheet.text == "Please look it over.\nName: Li Ming"


def test_an_answer_of_a_field_that_is_gone_comes_back_with_it() -> None:
    sheet = Sheet().says("Li Ming").becomes(WHY).taps("Work")
    assert sheet.text == "Please look it over.\nWhy: Work"
    sheet.becomes(NAME, WHY).gives(Tap("review", "!resume"))
    assert sheet.text == "Please look it over.\nName: Li Ming\nWhy: Work"
