"""Cancelling asks once more, and until then nothing is lost, whatever comes in."""

import pytest

from bot.conversation import Contact, Said
from bot.conversation.engine import Dropped, FormInput, Tap
from tests.conversation.sheet import HERE, Sheet, filled

ASKED = "Drop what you have filled in? It cannot be brought back."


def leaving() -> Sheet:
    sheet = Sheet().says("Li Ming").taps("Study", "Back", "Cancel")
    assert sheet.text == ASKED
    return sheet


def test_the_question_can_be_answered_both_ways_and_gone_back_from() -> None:
    sheet = leaving()
    assert sheet.labels == ["Drop it", "Go on filling in"]
    assert sheet.controls == ["Back"]
    assert isinstance(sheet.taps("Drop it").outcome, Dropped)


@pytest.mark.parametrize("out", ["Go on filling in", "Back"])
def test_going_on_shows_the_question_that_was_left(out: str) -> None:
    sheet = leaving().taps(out)
    assert sheet.text == "Why?\nNow: Study"
    assert sheet.answers == {"name": "Li Ming", "why": "study"}


@pytest.mark.parametrize(
    "given",
    [
        Said("Li Hong"),
        Said("drop"),
        Contact("138", own=True),
        HERE,
        Tap("why", "work"),
        Tap("why", "!skip"),
        Tap("why", "!keep"),
        Tap("why", "!back"),
        Tap("why", "!cancel"),
        Tap("review", "!send"),
        Tap("review", "!edit:name"),
        Tap("review", "!nothing"),
    ],
)
def test_anything_else_asks_again_and_changes_nothing(given: FormInput) -> None:
    sheet = leaving()
    before = sheet.session
    assert sheet.gives(given).text == ASKED
    assert sheet.session == before


def test_the_button_of_an_older_review_does_not_send_while_leaving() -> None:
    sheet = filled()
    send = sheet.button("Send")
    assert sheet.taps("Cancel").gives(send).text == ASKED


def test_the_button_to_drop_does_nothing_once_one_went_on() -> None:
    sheet = leaving()
    drop = sheet.button("Drop it")
    sheet.taps("Go on filling in").gives(drop)
    assert sheet.text == "Why?\nNow: Study"


def test_leaving_keeps_the_page_and_the_results() -> None:
    sheet = Sheet().says("Li Ming").taps("Study", "Skip").says("Branch").taps("More", "Cancel")
    assert sheet.taps("Back").labels[0] == "Branch 7"
