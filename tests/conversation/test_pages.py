"""At most eight options a screen; more of them are turned over page by page."""

from dataclasses import replace

import pytest

from bot.conversation import Choice, ChoiceKind, Form, Option, Screen, listed, page_of
from bot.conversation.engine import Tap
from bot.language import T, plain
from tests.conversation.sheet import SEARCH, TEXT, Branches, Sheet, choices, field, filled

MORE = "More"
AGAIN = "From the beginning"


def options(count: int) -> list[Option]:
    return [Option(plain(str(number)), f"o/{number}") for number in range(count)]


def turned(count: int, most: int = 8) -> list[list[str]]:
    """The tokens of all pages, walked through by their last button."""
    pages: list[list[str]] = []
    page = 0
    for _ in range(count + 1):
        shown = page_of(options(count), page, "page/", most)
        pages.append([option.token for option in shown])
        last = pages[-1][-1] if pages[-1] else ""
        if not last.startswith("page/") or last == "page/0":
            return pages
        page = int(last.removeprefix("page/"))
    raise AssertionError("no last page")


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (8, [8]),
        (9, [8, 3]),
        (14, [8, 8]),
        (15, [8, 8, 2]),
        (40, [8, 8, 8, 8, 8, 6]),
    ],
)
def test_every_option_is_on_one_page(count: int, sizes: list[int]) -> None:
    pages = turned(count)
    assert [len(page) for page in pages] == sizes
    shown = [token for page in pages for token in page if token.startswith("o/")]
    assert shown == [option.token for option in options(count)]


@pytest.mark.parametrize("page", [6, 7, 12, 100, 9999])
def test_a_page_that_is_not_there_is_one_that_is(page: int) -> None:
    assert page_of(options(40), page, "page/") in [
        page_of(options(40), known, "page/") for known in range(6)
    ]


def test_nine_options_are_too_many_for_a_screen() -> None:
    with pytest.raises(ValueError, match="too many"):
        Screen((), tuple(options(9)))


def listed_of(count: int, page: str = "", also: int = 2) -> Screen:
    own = [Option(plain(f"own {number}"), f"own/{number}") for number in range(also)]
    return listed("list", page, options(count), T("Full"), T("Empty"), also=own)


def test_what_can_be_done_beside_a_list_does_not_make_it_look_full() -> None:
    screen = listed_of(0)
    assert [option.token for option in screen.options] == ["own/0", "own/1"]
    assert screen.paragraphs == (T("Empty"),)


def test_what_can_be_done_beside_a_list_begins_each_of_its_pages() -> None:
    assert [option.token for option in listed_of(6).options[1:3]] == ["own/1", "o/0"]
    pages = [[option.token for option in listed_of(11, page).options] for page in ("", "1", "2")]
    assert [page[:2] for page in pages] == [["own/0", "own/1"]] * 3
    assert pages[0][2:] == [*(f"o/{number}" for number in range(5)), "list/1"]
    assert pages[2][2:] == ["o/10", "list/0"]


def test_a_list_of_one_thing_names_it_in_its_pages() -> None:
    screen = listed("list", "1", options(9), T("Full"), T("Empty"), of="thing")
    assert screen.again == "list/thing-1"
    assert screen.options[-1].token == "list/thing-0"


def searched(count: int) -> Sheet:
    form = Form(T("Form"), (field("it", SEARCH),))
    return Sheet(form, branches=Branches(count)).says("Branch")


def test_up_to_seven_results_and_the_other_answer_fit_on_one_screen() -> None:
    sheet = searched(7)
    assert sheet.labels == [*(f"Branch {number}" for number in range(1, 8)), "Elsewhere"]


def test_forty_results_are_turned_over_and_the_other_answer_is_on_every_page() -> None:
    sheet, seen = searched(40), []
    for _ in range(7):
        assert sheet.labels[-1] == "Elsewhere"
        assert len(sheet.labels) <= 8
        seen += sheet.labels[:-2]
        sheet.taps(sheet.labels[-2])
    assert seen == [f"Branch {number}" for number in range(1, 41)]
    assert sheet.labels[:2] == ["Branch 1", "Branch 2"]


def test_a_result_of_a_later_page_can_be_picked() -> None:
    sheet = searched(40).taps(MORE, MORE, "Branch 13")
    assert sheet.answers == {"it": "b13"}


def test_a_new_search_begins_on_the_first_page() -> None:
    sheet = searched(40).taps(MORE).says("Branch 2")
    assert sheet.labels[0] == "Branch 2"


def test_the_last_page_leads_to_the_first() -> None:
    sheet = searched(9).taps(MORE)
    assert sheet.labels == ["Branch 7", "Branch 8", "Branch 9", AGAIN, "Elsewhere"]
    assert sheet.taps(AGAIN).labels[0] == "Branch 1"


def test_what_was_closed_since_is_not_offered() -> None:
    sheet = searched(8)
    del sheet.branches.names["b3"]
    sheet.gives(Tap("it", "!page:0"))
    assert "Branch 3" not in sheet.labels
    assert "Branch 4" in sheet.labels


def test_where_all_of_it_was_closed_the_question_is_asked_anew() -> None:
    sheet = searched(3)
    sheet.branches.names.clear()
    sheet.gives(Tap("it", "b1"))
    assert "That can no longer be chosen." in sheet.text
    assert sheet.labels == ["Elsewhere"]


def test_nobody_is_asked_to_pick_where_nothing_is_left() -> None:
    sheet = Sheet(Form(T("Form"), (field("it", replace(SEARCH, otherwise=())),))).says("Branch")
    sheet.branches.names.clear()
    assert sheet.gives(Tap("it", "!page:1")).text == "It?"
    assert sheet.labels == []


def test_eight_choices_fit_on_one_screen() -> None:
    kind = ChoiceKind(tuple(Choice(str(number), plain(f"No {number}")) for number in range(8)))
    assert len(Sheet(Form(T("Form"), (field("it", kind),))).labels) == 8


def test_a_long_review_is_turned_over_too_and_begins_with_send() -> None:
    keys = [f"f{letter}" for letter in "abcdefghij"]
    sheet = Sheet(Form(T("Form"), tuple(field(key, TEXT) for key in keys)))
    sheet.says(*keys)
    assert sheet.labels[0] == "Send"
    sheet.taps(MORE, "Change: Fj")
    assert sheet.text.startswith("Fj?")
    assert sheet.says("new").labels[0] == "Send"


def test_the_short_review_has_one_page() -> None:
    assert filled().labels == [
        "Send",
        "Change: Name",
        "Change: Why",
        "Change: Phone",
        "Change: Branch",
    ]


def test_choices_are_shown_in_their_order() -> None:
    kind = ChoiceKind(choices("b", "a", "c"))
    assert Sheet(Form(T("Form"), (field("it", kind),))).labels == ["B", "A", "C"]
