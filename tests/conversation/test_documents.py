"""Files: taken where a question asks for one, kept while the form is filled in, and no longer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import (
    TO_MENU,
    Answers,
    Command,
    Document,
    DocumentKind,
    Field,
    Filling,
    Form,
    Refused,
    Screen,
    Tapped,
    TextKind,
    Turn,
    Unclear,
    Unread,
    Unsupported,
)
from bot.language import T, plain
from tests.conversation.counter import Counter, Phone
from tests.conversation.errands import COMMANDS, anybody

LIST = Document("list.csv", "text/csv", b"secret,name")


def tidied(document: Document) -> Document:
    if b"virus" in document.content:
        raise Unclear(T("That is not taken."))
    return Document(document.name or "typed", document.media, document.content.upper())


def brings(turn: Turn, about: str, answers: Answers) -> Screen:
    document = turn.document(answers["list"] or "")
    again = Document("again.csv", "text/csv", document.content)
    return Screen((plain(document.content.decode()),), back=TO_MENU, attachments=(again,))


def at_once(turn: Turn, about: str, answers: Answers) -> Screen:
    if b"EMPTY" in turn.document(answers["list"] or "").content:
        raise Refused(T("Nothing is in it."))
    return brings(turn, about, answers)


FORM = Form(
    T("Bring a list"),
    (
        Field(
            "list",
            T("List"),
            T("Please send the list."),
            DocumentKind(T("A file"), tidied, words=True),
        ),
    ),
)
BRING = Command("bring", FORM.title, anybody, Filling(FORM, brings), words=T("bring"))
AT_ONCE = Command(
    "atonce",
    FORM.title,
    anybody,
    Filling(replace(FORM, at_once=True), at_once),
    words=T("at once"),
)

SENT_ON = Form(
    T("Send on"),
    (
        Field("words", T("Words"), T("What do you say?"), TextKind()),
        Field(
            "file", T("File"), T("Which file?"), DocumentKind(T("A file"), tidied, caption="words")
        ),
    ),
)
SEND_ON = Command(
    "sendon",
    SENT_ON.title,
    lambda turn, about: turn.visitor.person == "wang",
    Filling(SENT_ON, brings),
    forwarded="words",
)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path / "counter.db", (*COMMANDS, BRING, AT_ONCE))
    yield counter
    counter.close()


@pytest.fixture
def li(counter: Counter) -> Phone:
    phone = counter.phone("li")
    phone.says("bring")
    return phone


def kept(counter: Counter) -> list[tuple[object, ...]]:
    return counter.rows("SELECT name, content FROM document")


def test_a_file_answers_the_question_and_goes_with_the_form(counter: Counter, li: Phone) -> None:
    assert "List: list.csv" in li.gives(LIST)
    assert kept(counter) == [("list.csv", b"secret,name")]
    assert li.taps("Send") == "secret,name"
    assert li.screen.attachments == (Document("again.csv", "text/csv", b"secret,name"),)
    assert kept(counter) == []


def test_typed_words_are_taken_as_a_file(counter: Counter, li: Phone) -> None:
    assert "List: typed" in li.says("Li Ming\n138")
    assert kept(counter) == [("typed", b"LI MING\n138")]


def test_words_that_cannot_be_taken_are_refused_and_not_kept(counter: Counter, li: Phone) -> None:
    assert li.says("a virus").startswith("That is not taken.")
    assert kept(counter) == []


def test_a_command_word_is_still_one(li: Phone) -> None:
    assert "Hello" not in li.says("back")
    assert li.session is None


def test_another_file_takes_the_place_of_the_first(counter: Counter, li: Phone) -> None:
    li.gives(LIST)
    li.taps("Change: List")
    li.gives(Document("new.csv", "text/csv", b"new"))
    assert li.taps("Send") == "new"
    assert kept(counter) == []


def test_a_dropped_form_keeps_no_file(counter: Counter, li: Phone) -> None:
    li.gives(LIST)
    li.taps("Cancel", "Drop it")
    assert kept(counter) == []


def test_a_form_that_waits_aside_keeps_its_file_over_a_restart(counter: Counter, li: Phone) -> None:
    li.gives(LIST)
    li.says("menu")
    counter.restart((*COMMANDS, BRING))
    li.says("bring")
    assert li.taps("Send") == "secret,name"


def test_a_file_that_nobody_asked_for_is_not_kept(counter: Counter) -> None:
    mei = counter.phone("mei")
    assert "did not understand" in mei.gives(LIST)
    assert "only when I have asked" in mei.gives(Unsupported("file"))
    mei.says("leave a word")
    assert "not needed here" in mei.gives(LIST)
    assert kept(counter) == []


def test_a_file_that_cannot_be_read_leaves_the_question(counter: Counter, li: Phone) -> None:
    assert "Please send the list." in li.gives(Unread(T("That is not taken.")))
    assert kept(counter) == []


def test_the_same_file_delivered_twice_is_kept_once(counter: Counter, li: Phone) -> None:
    li.gives(LIST, "test:twice")
    li.gives(LIST, "test:twice")
    assert len(kept(counter)) == 1


def test_a_form_that_goes_at_once_has_its_file(counter: Counter) -> None:
    mei = counter.phone("mei")
    mei.says("at once")
    assert mei.gives(LIST) == "secret,name"
    assert kept(counter) == []


def test_a_form_that_goes_at_once_asks_again_where_it_is_refused(counter: Counter) -> None:
    mei = counter.phone("mei")
    mei.says("at once")
    refused = mei.gives(Document("list.csv", "text/csv", b"EMPTY"))
    assert refused.startswith("Nothing is in it.")
    assert "Please send the list." in refused
    assert kept(counter) == []
    assert mei.says("li ming") == "LI MING"


def test_a_channel_learns_whether_a_file_is_wanted(counter: Counter, li: Phone) -> None:
    def wanted(phone: Phone) -> bool:
        asks = counter.run(lambda tx: counter.conversation.asks_document(tx, phone.chat))
        return asks is not None

    assert wanted(li)
    li.gives(LIST)
    assert not wanted(li)
    assert not wanted(counter.phone("stranger"))


def test_a_forwarded_file_is_wanted_where_a_form_begins_with_one(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "counter.db", (*COMMANDS, BRING, SEND_ON))
    wang, mei = counter.phone("wang"), counter.phone("mei")

    def wanted(phone: Phone, *, forwarded: bool = True) -> bool:
        asks = counter.conversation.asks_document
        return counter.run(lambda tx: asks(tx, phone.chat, forwarded=forwarded)) is not None

    assert wanted(wang) and not wanted(wang, forwarded=False) and not wanted(mei)
    assert "did not understand" in mei.gives(replace(LIST, forwarded=True))
    wang.says("leave a word")
    assert not wanted(wang)
    assert "not needed here" in wang.gives(replace(LIST, forwarded=True))
    wang.taps("Cancel")
    wang.gives(replace(LIST, caption="for all", forwarded=True))
    assert "Words: for all" in wang.text and "File: list.csv" in wang.text
    assert kept(counter) == [("list.csv", b"secret,name")]
    counter.close()


def test_a_forwarded_file_is_not_wanted_where_only_words_begin_a_form(tmp_path: Path) -> None:
    form = replace(SENT_ON, fields=SENT_ON.fields[:1])
    words_only = replace(SEND_ON, does=Filling(form, brings))
    counter = Counter(tmp_path / "counter.db", (*COMMANDS, words_only))
    wang = counter.phone("wang")
    asks = counter.conversation.asks_document
    assert counter.run(lambda tx: asks(tx, wang.chat, forwarded=True)) is None
    assert "not needed here" in wang.gives(replace(LIST, forwarded=True))
    assert kept(counter) == []
    counter.close()


def test_nobody_names_a_file_that_somebody_else_sent(counter: Counter, li: Phone) -> None:
    li.gives(LIST)
    ((id,),) = counter.rows("SELECT id FROM document")
    mei = counter.phone("mei")
    mei.says("bring")
    assert mei.session
    asked = mei.gives(Tapped(f"f/{mei.session.id}/list/{id} list.csv"))
    assert "Please send the list." in asked
    assert mei.session and not mei.session.answers
