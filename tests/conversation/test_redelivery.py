"""An update that comes again does nothing again; its id is forgotten after two days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import Contact, Event, Opened, Said, Tapped, Unsupported
from tests.conversation.counter import Counter, Phone
from tests.conversation.errands import COMMANDS, LIST

DAY = timedelta(days=1)

# How somebody got there, and what was sent last.
MOMENTS: dict[str, tuple[list[str], Event]] = {
    "coming in": ([], Opened()),
    "coming in by a link": ([], Opened("m-c7")),
    "free words": ([], Said("hm")),
    "a menu's page": ([], Tapped("menu/1")),
    "a menu within the menu": ([], Tapped("settings/")),
    "an empty menu": ([], Tapped("settings/9")),
    "a list": ([], Said("cards")),
    "a list's page": (["cards"], Said("More")),
    "a look at a card": (["cards"], Said("1")),
    "a look at a card with a form aside": (["move away", "Li", "cards"], Said("1")),
    "beginning a form": ([], Said("move away")),
    "an answer": (["move away"], Said("Li Ming")),
    "what is no answer": (["move away", "Li"], Said("perhaps")),
    "a chosen answer": (["move away", "Li"], Said("1")),
    "a skipped answer": (["move away", "Li", "2"], Said("skip")),
    "a shared number": (["move away", "Li", "2"], Contact("138", own=True)),
    "a search": (["move away", "Li", "2", "skip"], Said("Branch")),
    "a page of a search": (["move away", "Li", "2", "skip", "Branch"], Said("More")),
    "a picked answer": (["move away", "Li", "2", "skip", "Branch 7"], Said("1")),
    "going back": (["move away", "Li"], Said("0")),
    "going back out": (["move away", "Li", "0"], Said("back")),
    "cancelling": (["move away", "Li"], Said("cancel")),
    "cancelling an empty form": (["move away"], Said("cancel")),
    "dropping": (["move away", "Li", "cancel"], Said("1")),
    "pausing": (["move away", "Li"], Said("cards")),
    "a second form": (["move away", "Li"], Said("leave a word")),
    "dropping one form for another": (["move away", "Li", "leave a word"], Said("2")),
    "a voice message": (["move away", "Li"], Unsupported("voice")),
    "what is refused": ([], Said("ring")),
    "a refused form": (["leave a word", "refuse", "skip"], Said("1")),
    "choosing a language": ([], Tapped("speak/zh_CN")),
    "what is denied": ([], Tapped("card/c99")),
}
# After these there is only a last word, and then the menu.
LAST_WORDS: dict[str, tuple[list[str], Event]] = {
    "doing something": (["cards", "1"], Said("Accept")),
    "sending a form": (["leave a word", "hello", "skip"], Said("1")),
}


def tokens(phone: Phone) -> list[str]:
    return [button.token for button in phone.buttons]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_last_update_once_more_changes_nothing(
    wang: Phone, counter: Counter, moment: str
) -> None:
    before, event = MOMENTS[moment]
    wang.says(*before)
    wang.gives(event, "test:again")
    stored, shown = counter.tables(), tokens(wang)
    for _ in range(3):
        wang.gives(event, "test:again")
        assert counter.tables() == stored
        assert tokens(wang) == shown
        assert wang.reply is not None
        assert wang.reply.told == ()


@pytest.mark.parametrize("moment", LAST_WORDS)
def test_after_a_last_word_it_shows_the_menu(wang: Phone, counter: Counter, moment: str) -> None:
    before, event = LAST_WORDS[moment]
    wang.says(*before)
    wang.gives(event, "test:again")
    stored = counter.tables()
    assert wang.gives(event, "test:again") == "Welcome."
    for name, rows in counter.tables().items():
        assert name == "chat" or rows == stored[name]
    stored = counter.tables()
    wang.gives(event, "test:again")
    assert counter.tables() == stored


def test_a_long_menu_stays_on_its_page(li: Phone, counter: Counter) -> None:
    more = [replace(LIST, name=f"list{letter}", words=None) for letter in "abcdefgh"]
    counter.restart([*COMMANDS, *more])
    li.opens()
    li.gives(Said("8"), "test:page")
    stored, shown = counter.tables(), tokens(li)
    assert "menu/0" in shown
    li.gives(Said("8"), "test:page")
    assert counter.tables() == stored
    assert tokens(li) == shown


@pytest.mark.parametrize("number", range(7))
def test_an_older_update_once_more_shows_the_present_screen(
    wang: Phone, counter: Counter, number: int
) -> None:
    words = ["move away", "Li Ming", "1", "Foxconn", "skip", "Branch 4", "2"]
    for at, each in enumerate(words):
        wang.gives(Said(each), f"test:old{at}")
    stored, shown = counter.tables(), tokens(wang)
    wang.gives(Said(words[number]), f"test:old{number}")
    assert counter.tables() == stored
    assert tokens(wang) == shown
    assert wang.says("1") == "Sent."


def test_the_same_id_with_other_words_is_still_the_same_update(li: Phone, counter: Counter) -> None:
    li.gives(Said("move away"), "test:a")
    li.gives(Said("Li Ming"), "test:a")
    assert li.text == "Name?"
    assert li.session is not None
    assert li.session.answers == {}


def test_it_survives_a_restart(li: Phone, counter: Counter) -> None:
    li.says("leave a word", "hello", "skip")
    li.gives(Said("1"), "test:send")
    counter.restart()
    li.gives(Said("1"), "test:send")
    assert len(counter.tables()["sent"]) == 1


def ledger(counter: Counter) -> set[object]:
    return {update for (update,) in counter.rows("SELECT update_id FROM ledger")}


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize(
    ("days", "kept"), [(0, True), (1, True), (2, False), (3, False), (4, False), (30, False)]
)
def test_an_update_is_remembered_for_a_day_and_forgotten_after_two(
    li: Phone, counter: Counter, days: int, kept: bool, restarts: bool
) -> None:
    li.gives(Said("help"), "test:old")
    counter.clock.move(DAY * days)
    if restarts:
        counter.restart()
    li.gives(Said("help"), "test:new")
    assert ledger(counter) == {"test:new"} | ({"test:old"} if kept else set())


def test_day_by_day_no_more_than_two_days_are_kept(li: Phone, counter: Counter) -> None:
    for day in range(10):
        li.gives(Said("help"), f"test:{day}")
        assert ledger(counter) == {f"test:{each}" for each in range(max(0, day - 1), day + 1)}
        counter.clock.move(DAY)


def test_a_day_that_began_with_an_error_forgets_all_the_same(li: Phone, counter: Counter) -> None:
    li.gives(Said("help"), "test:old")
    counter.clock.move(2 * DAY)
    with pytest.raises(RuntimeError):
        li.says("kick")
    li.gives(Said("help"), "test:new")
    assert ledger(counter) == {"test:new"}


def test_a_clock_that_is_set_back_over_midnight_forgets_nothing(
    li: Phone, counter: Counter
) -> None:
    li.gives(Said("help"), "test:1")
    counter.clock.move(DAY)
    li.gives(Said("help"), "test:2")
    counter.clock.move(-DAY)
    li.gives(Said("help"), "test:3")
    counter.clock.move(DAY)
    li.gives(Said("help"), "test:4")
    assert ledger(counter) == {f"test:{number}" for number in range(1, 5)}


def test_the_ledger_knows_neither_chats_nor_times(li: Phone, wang: Phone, counter: Counter) -> None:
    li.says("help")
    wang.says("help")
    columns = [name for (name,) in counter.rows("SELECT name FROM pragma_table_info('ledger')")]
    assert columns == ["update_id", "generation"]
    assert {row[1] for row in counter.rows("SELECT * FROM ledger")} <= {0, 1}
    assert len(counter.rows("SELECT * FROM ledger_day")) == 1
