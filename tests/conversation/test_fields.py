"""What each kind of field makes of each kind of input, as a table."""

from dataclasses import replace
from itertools import product

import pytest

from bot.conversation import Contact, Form, Said
from bot.conversation.engine import Asking, Dropped, FormInput, Left, Submitted, Tap
from bot.language import T
from tests.conversation.sheet import CHOICE, HERE, PHONE, SEARCH, TEXT, Branches, Sheet, field

KINDS = {"text": TEXT, "phone": PHONE, "choice": CHOICE, "search": SEARCH}

INPUTS: dict[str, FormInput] = {
    "words": Said("Li Ming"),
    "a number": Said(" 138 0013 "),
    "a branch's name": Said("Branch 12"),
    "blanks": Said(" \u3000\n"),
    "nothing to see": Said("\u200b\u2060"),
    "a long text": Said("x" * 501),
    "own contact": Contact("13800138000", own=True),
    "own odd contact": Contact("tel:", own=True),
    "foreign contact": Contact("13800138000", own=False),
    "a place": HERE,
    "tap: work": Tap("it", "work"),
    "tap: b12": Tap("it", "b12"),
    "tap: elsewhere": Tap("it", "elsewhere"),
    "tap: gone": Tap("it", "gone"),
    "tap: nothing": Tap("it", ""),
    "tap: another field": Tap("other", "work"),
    "back": Tap("it", "!back"),
    "skip": Tap("it", "!skip"),
    "cancel": Tap("it", "!cancel"),
    "keep": Tap("it", "!keep"),
    "page": Tap("it", "!page:1"),
    "odd page": Tap("it", "!page:x"),
    "edit": Tap("it", "!edit:it"),
    "send": Tap("it", "!send"),
    "drop": Tap("review", "!drop"),
    "resume": Tap("review", "!resume"),
    "unknown control": Tap("it", "!jump"),
    "control elsewhere": Tap("other", "!skip"),
}

CELLS = list(product(KINDS, INPUTS))

# What comes of it: "same" is the same question without a word.
TABLE = """
                    text        phone       choice      search
words               taken       unclear     choose      nothing
a number            taken       taken       choose      nothing
a branch's name     taken       unclear     choose      found
blanks              blank       blank       choose      same
nothing to see      blank       blank       choose      nothing
a long text         long        long        choose      nothing
own contact         no number   taken       no number   no number
own odd contact     no number   unclear     no number   no number
foreign contact     no number   foreign     no number   no number
a place             no place    no place    no place    found
tap: work           same        same        taken       gone
tap: b12            same        same        gone        taken
tap: elsewhere      same        same        gone        taken
tap: gone           same        same        gone        gone
tap: nothing        same        same        gone        gone
tap: another field  same        same        same        same
back                left        left        left        left
skip                needed      needed      needed      needed
cancel              dropped     dropped     dropped     dropped
keep                same        same        same        same
page                same        same        same        same
odd page            same        same        same        same
edit                same        same        same        same
send                same        same        same        same
drop                same        same        same        same
resume              same        same        same        same
unknown control     same        same        same        same
control elsewhere   same        same        same        same
"""

NOTES = {
    "It?": "same",
    "Which one is it? If it is not here, type other words.": "found",
    "Is it this one? If not, type other words.": "found",
    "That is no number.": "unclear",
    "Nothing can be read in that. Please type it again.": "blank",
    "That is too long: at most 20 characters.": "long",
    "That is too long: at most 500 characters.": "long",
    "Please choose one of the answers: a number is enough.": "choose",
    "A telephone number is not needed here.": "no number",
    "That is somebody else's number. Please share your own.": "foreign",
    "A position is not needed here, and was not kept.": "no place",
    "That can no longer be chosen.": "gone",
    "This cannot be skipped.": "needed",
    "Please look it over.": "taken",
    "Drop what you have filled in? It cannot be brought back.": "leaving",
}


def column(kind: str) -> dict[str, str]:
    head, *rows = TABLE.strip("\n").splitlines()
    start = head.index(kind)
    return {row[:20].strip(): row[start : start + 12].strip() for row in rows}


def came_of(sheet: Sheet, given: FormInput) -> str:
    sheet.gives(given)
    match sheet.outcome:
        case Left():
            return "left"
        case Dropped():
            return "dropped"
        case Submitted():
            return "sent"
    first = sheet.text.splitlines()[0]
    return "nothing" if first.startswith("Nothing was found for") else NOTES[first]


@pytest.mark.parametrize(("kind", "given"), CELLS)
def test_a_required_field(kind: str, given: str) -> None:
    sheet = Sheet(Form(T("Form"), (field("it", KINDS[kind]),)))
    expected = column(kind)[given]
    assert came_of(sheet, INPUTS[given]) == expected
    if isinstance(sheet.outcome, Asking):
        assert ("it" in sheet.answers) == (expected == "taken")


@pytest.mark.parametrize(("kind", "given"), CELLS)
def test_a_field_that_may_be_skipped_differs_in_that_alone(kind: str, given: str) -> None:
    sheet = Sheet(Form(T("Form"), (field("it", KINDS[kind], required=False),)))
    expected = "taken" if given == "skip" else column(kind)[given]
    assert came_of(sheet, INPUTS[given]) == expected
    if given == "skip":
        assert sheet.answers == {"it": ""}
        assert "It: none" in sheet.text


@pytest.mark.parametrize(("kind", "given"), CELLS)
def test_an_answer_stays_until_another_is_taken(kind: str, given: str) -> None:
    old = {"text": "old", "phone": "110", "choice": "study", "search": "b3"}[kind]
    sheet = Sheet(Form(T("Form"), (field("it", KINDS[kind]),)), {"it": old})
    sheet.gives(Tap("review", "!edit:it"))
    assert "Now: " in sheet.text
    came_of(sheet, INPUTS[given])
    changed = column(kind)[given] == "taken"
    assert (sheet.answers["it"] != old) == changed


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  Li  Ming ", "Li  Ming"),
        ("text", "2", "2"),
        ("text", "x" * 20, "x" * 20),
        ("text", "0", "0"),
        ("text", "②", "②"),
        ("text", "{name}", "{name}"),
        ("phone", "138 0013", "1380013"),
    ],
)
def test_what_is_typed_is_kept_as_the_field_reads_it(kind: str, typed: str, kept: str) -> None:
    sheet = Sheet(Form(T("Form"), (field("it", KINDS[kind]),)))
    sheet.says(typed)
    assert sheet.answers == {"it": kept}
    assert f"It: {kept}" in sheet.text


def test_a_search_may_have_no_use_for_a_place() -> None:
    nowhere = replace(SEARCH, place=False)
    sheet = Sheet(Form(T("Form"), (field("it", nowhere),)))
    assert came_of(sheet, HERE) == "no place"


def test_nothing_near_says_so() -> None:
    sheet = Sheet(Form(T("Form"), (field("it", SEARCH),)), branches=Branches(0)).gives(HERE)
    assert sheet.text.startswith("Nothing was found near you.")


def test_the_screen_says_what_may_be_typed() -> None:
    entries = {
        kind: Sheet(Form(T("Form"), (field("it", KINDS[kind]),))).screen.entry for kind in KINDS
    }
    kinds = {kind: entry.kind for kind, entry in entries.items() if entry}
    assert kinds == {"text": "text", "phone": "phone", "search": "search"}
    assert [kind for kind, entry in entries.items() if entry and entry.place] == ["search"]
