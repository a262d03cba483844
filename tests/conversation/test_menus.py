"""What stands in a menu: what makes sense now, with the number of what waits behind it."""

from dataclasses import replace

from bot.conversation import Field, Filling, Form, Refused, Screen, TextKind, Turn
from bot.conversation.form import Answers
from bot.language import T, plain
from tests.conversation.counter import Counter, Phone
from tests.conversation.errands import LIST, SETTINGS, SPEAK

WORDS = Field("words", T("Words"), T("Words?"), TextKind())


def refuses_shouting(turn: Turn, about: str, answers: Answers) -> Screen:
    words = answers["words"] or ""
    if words.isupper():
        raise Refused(T("Not so loud."))
    return Screen((plain(words),))


QUICK = replace(
    LIST,
    name="quick",
    label=T("Say it"),
    does=Filling(Form(T("Say it"), (WORDS,), at_once=True), refuses_shouting),
    words=T("say it"),
)


def test_a_number_tells_what_waits_also_behind_a_menu_within_the_menu(
    li: Phone, counter: Counter
) -> None:
    waiting = replace(LIST, count=lambda turn: 2)
    within = replace(SPEAK, count=lambda turn: 3)
    counter.restart([waiting, SETTINGS, within])
    li.opens()
    assert li.labels == ["All cards (2)", "Settings (3)"]
    assert li.says("1") == "All cards:"
    li.says("menu", "2")
    assert li.labels == ["语言 / Language (3)", "Back"]


def test_nothing_that_waits_is_no_number(li: Phone, counter: Counter) -> None:
    counter.restart([replace(LIST, count=lambda turn: 0)])
    li.opens()
    assert li.labels == ["All cards"]


def test_what_makes_no_sense_now_is_not_in_the_menu_but_is_understood(
    li: Phone, counter: Counter
) -> None:
    counter.restart([replace(LIST, when=lambda turn: False)])
    li.opens()
    assert li.labels == []
    assert li.says("cards") == "All cards:"


def test_back_from_a_menu_leads_to_the_menu_it_stands_in(li: Phone, counter: Counter) -> None:
    inner = replace(SETTINGS, name="inner", label=T("Inner"), under="settings")
    counter.restart([SETTINGS, inner, replace(SPEAK, under="inner")])
    li.opens()
    li.says("1", "1", "0")
    assert li.labels == ["Inner", "Back"]


def test_a_form_that_goes_at_once_is_sent_with_its_last_answer(li: Phone, counter: Counter) -> None:
    counter.restart([QUICK])
    assert li.says("say it") == "Words?"
    assert li.says("LOUD") == "Not so loud.\nWords?"
    assert li.says("softly") == "softly"
    assert li.says("say it", "back") == "Welcome."
