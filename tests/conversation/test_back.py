"""Going back, changing an answer on the review, and keeping the old one after all."""

import pytest

from bot.conversation import Form
from bot.conversation.engine import Dropped, Left, Submitted, Tap
from tests.conversation.sheet import CHOICE, FORM, Sheet, field, filled


def question(sheet: Sheet) -> str:
    return next(line for line in sheet.text.splitlines() if line.endswith("?"))


def walked_back(sheet: Sheet) -> list[str]:
    """The questions on the way out, the present one first."""
    asked: list[str] = []
    for _ in range(9):
        if isinstance(sheet.outcome, Left):
            return asked
        asked.append(question(sheet))
        assert sheet.controls[0] == "Back"
        sheet.taps("Back")
    raise AssertionError(f"no way out: {asked}")


def test_back_goes_question_by_question_and_then_out() -> None:
    sheet = Sheet().says("Li Ming").taps("Work").says("Foxconn", "138")
    assert walked_back(sheet) == ["Branch?", "Phone?", "Firm?", "Why?", "Name?"]


def test_going_back_keeps_all_answers() -> None:
    sheet = Sheet().says("Li Ming").taps("Work").says("Foxconn", "138")
    sheet.taps("Back", "Back", "Back", "Back")
    assert sheet.text == "Name?\nNow: Li Ming"
    assert sheet.answers == {"name": "Li Ming", "why": "work", "firm": "Foxconn", "phone": "138"}


def test_back_from_the_review_also_goes_question_by_question() -> None:
    assert walked_back(filled().taps("Back")) == ["Branch?", "Phone?", "Why?", "Name?"]


def test_an_answer_gone_back_to_is_shown_and_may_be_kept() -> None:
    sheet = Sheet().says("Li Ming").taps("Back")
    assert "Now: Li Ming" in sheet.text
    assert sheet.controls == ["Back", "Keep it", "Cancel"]
    assert question(sheet.taps("Keep it")) == "Why?"


def test_an_answer_gone_back_to_may_be_changed() -> None:
    sheet = Sheet().says("Li Ming").taps("Back").says("Li Hong")
    assert sheet.answers == {"name": "Li Hong"}
    assert question(sheet) == "Why?"


def test_what_is_asked_for_the_first_time_cannot_be_kept() -> None:
    assert "Keep it" not in Sheet().controls
    assert question(Sheet().gives(Tap("name", "!keep"))) == "Name?"


@pytest.mark.parametrize("out", ["Back", "Keep it"])
@pytest.mark.parametrize("label", ["Name", "Why", "Phone", "Branch"])
def test_changing_on_the_review_can_be_left_with_the_old_answer(label: str, out: str) -> None:
    sheet = filled()
    before = dict(sheet.answers)
    sheet.taps(f"Change: {label}", out)
    assert sheet.text.startswith("Please look it over.")
    assert sheet.answers == before


def test_only_the_review_leads_to_another_question() -> None:
    sheet = Sheet().says("Li Ming").gives(Tap("why", "!edit:name"))
    assert sheet.text == "Why?"


def test_an_empty_answer_to_a_required_question_is_none() -> None:
    assert Sheet(FORM, {"name": ""}).text == "Name?"


def test_a_search_begun_on_the_review_is_left_in_two_steps() -> None:
    sheet = filled().taps("Change: Branch").says("Branch 3")
    assert question(sheet.taps("Back")) == "Branch?"
    assert sheet.taps("Back").text.startswith("Please look it over.")
    assert sheet.answers["branch"] == "b7"


def test_found_results_can_be_left_for_other_words() -> None:
    sheet = Sheet().says("Li Ming").taps("Study").says("138", "Branch")
    assert sheet.text == "Which one is it? If it is not here, type other words."
    assert question(sheet.taps("Back")) == "Branch?"
    assert question(sheet.taps("Back")) == "Phone?"


def test_a_changed_answer_can_bring_a_new_question_up() -> None:
    sheet = filled().taps("Change: Why", "Work")
    assert question(sheet) == "Firm?"
    assert "Firm: Foxconn" in sheet.says("Foxconn").text


def test_a_question_that_no_longer_applies_is_not_sent_but_remembered() -> None:
    sheet = filled().taps("Change: Why", "Work").says("Foxconn").taps("Change: Why", "Study")
    assert "Firm" not in sheet.text
    sent = Sheet(FORM, sheet.answers).taps("Send").outcome
    assert isinstance(sent, Submitted)
    assert set(sent.answers) == {"name", "why", "phone", "branch"}
    assert "Firm: Foxconn" in sheet.taps("Change: Why", "Work").text


def test_only_valid_answers_are_sent() -> None:
    sheet = filled().taps("Send")
    assert sheet.outcome == Submitted(
        {"name": "Li Ming", "why": "study", "phone": "138", "branch": "b7"}
    )


def test_a_skipped_answer_is_sent_empty() -> None:
    sheet = filled().taps("Change: Phone", "Skip")
    assert "Phone: none" in sheet.text
    sheet.taps("Send")
    assert isinstance(sheet.outcome, Submitted)
    assert sheet.outcome.answers["phone"] == ""


def test_what_is_not_for_the_review_is_sent_without_being_shown() -> None:
    consent = field("consent", CHOICE, review=False)
    sheet = Sheet(Form(FORM.title, (consent, FORM.fields[0]))).taps("Work").says("Li Ming")
    assert sheet.text == "Please look it over.\nName: Li Ming"
    assert sheet.labels == ["Send", "Change: Name"]
    assert sheet.taps("Send").outcome == Submitted({"consent": "work", "name": "Li Ming"})


@pytest.mark.parametrize("missing", ["name", "why", "phone", "branch"])
def test_nothing_is_sent_while_a_question_is_open(missing: str) -> None:
    answers = {key: value for key, value in filled().answers.items() if key != missing}
    sheet = Sheet(FORM, answers).gives(Tap("review", "!send"))
    assert question(sheet) == f"{missing.capitalize()}?"


def test_cancel_without_answers_asks_nothing() -> None:
    assert isinstance(Sheet().taps("Cancel").outcome, Dropped)


def test_cancel_after_nothing_but_skips_asks_nothing() -> None:
    assert isinstance(Sheet(FORM, {"phone": ""}).taps("Cancel").outcome, Dropped)
