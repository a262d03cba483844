"""Choosing several of a few, and choosing among what is offered before anything is typed."""

from bot.conversation import Choice, Field, ManyKind, SearchKind
from bot.language import T, plain
from tests.conversation.sheet import Sheet

COLOURS = ManyKind(tuple(Choice(name.lower(), plain(name)) for name in ("Red", "Green", "Blue")))
MANY = Field("colours", T("Colours"), plain("Which?"), COLOURS)
NAMED = SearchKind("branch", T("Name"), offers=True)
OFFERED = Field("branch", T("Branch"), plain("Where?"), NAMED)


def sheet(*fields: Field) -> Sheet:
    return Sheet().becomes(*fields).says("x")


def test_taps_mark_and_unmark_until_that_is_all() -> None:
    colours = sheet(MANY)
    colours.taps("Blue", "Red")
    assert colours.labels == ["✓ Red", "Green", "✓ Blue", "All of them", "That is all"]
    colours.taps("✓ Blue", "Green", "That is all")
    assert colours.answers == {"colours": "red,green"}
    assert "Colours: Red, Green" in colours.text


def test_all_of_them_is_one_tap_whatever_was_marked() -> None:
    colours = sheet(MANY).taps("Blue", "All of them")
    assert colours.answers == {"colours": "red,green,blue"}
    two = Field("colours", T("Colours"), plain("Which?"), ManyKind(COLOURS.choices[:2]))
    assert "All of them" not in sheet(two).labels


def test_none_is_too_few() -> None:
    colours = sheet(MANY).taps("That is all")
    assert "at least one" in colours.text and colours.answers == {}


def test_a_change_begins_with_what_was_chosen() -> None:
    colours = sheet(MANY).taps("Red", "That is all", "Change: Colours")
    assert colours.labels == ["✓ Red", "Green", "Blue", "All of them", "That is all"]
    colours.taps("Keep it")
    assert colours.answers == {"colours": "red"}


def test_an_old_button_marks_nothing() -> None:
    colours = sheet(MANY)
    old = colours.button("Red")
    colours.taps("Green", "That is all")
    assert colours.gives(old).answers == {"colours": "green"}


def test_a_source_that_offers_is_shown_before_anything_is_typed() -> None:
    branch = sheet(OFFERED)
    assert branch.labels
    branch.taps(branch.labels[0])
    assert "branch" in branch.answers
