"""Every command and every form of the bot fits what the conversation promises to channels."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import (
    Choice,
    ChoiceKind,
    Command,
    Filling,
    Place,
    Screen,
    SearchKind,
    TextKind,
    Unclear,
)
from bot.conversation.command import MENU
from bot.conversation.draft import FORM, Draft
from bot.conversation.engine import ask
from bot.conversation.form import Kind
from bot.conversation.front import ANEW
from bot.conversation.repertoire import ABOUT
from bot.conversation.screen import MOST_OPTIONS
from bot.conversation.session import Session, State
from bot.conversation.standing import REVIEW
from bot.language import Text, plain
from bot.rooms import COMMANDS, SOURCES

# https://core.telegram.org/bots/api#inlinekeyboardbutton
LONGEST_TOKEN = 64
ID = "i" * 12
LONGEST_ABOUT = "a" * 32
FORMS = [pytest.param(each, id=each.name) for each in COMMANDS if isinstance(each.does, Filling)]


class Longest:
    """Finds more than a screen holds, under the longest ids there are."""

    def search(self, words: str) -> list[Choice]:
        return [Choice(f"{number:0>12}", plain("x")) for number in range(40)]

    def near(self, place: Place) -> list[Choice]:
        return self.search("")

    def label(self, value: str) -> Text | None:
        return plain("x")


FIND = dict.fromkeys(SOURCES, Longest())


def filling(command: Command) -> Filling:
    assert isinstance(command.does, Filling)
    return command.does


def screens(command: Command) -> Iterator[Screen]:
    """Each screen that the form can show: its questions, found and not, its review, its end."""
    form = filling(command).form
    empty = Session(ID, command.name, LONGEST_ABOUT)
    found = tuple(choice.value for choice in Longest().search(""))
    for each in form.fields:
        answers = {other.key: "x" for other in form.fields if other is not each}
        asked = replace(empty, answers=answers, revisiting=each.key, asked=each.key)
        yield ask(form, asked, FIND).screen
        yield ask(form, replace(asked, found=found, page=4), FIND).screen
    yield ask(form, empty, FIND).screen
    yield ask(form, replace(empty, state=State.LEAVING), FIND).screen
    yield Screen((), (Draft(empty, filling(command), FIND).way_back,))


@pytest.mark.parametrize("command", FORMS)
def test_every_token_fits_into_a_button(command: Command) -> None:
    for screen in screens(command):
        back = [screen.back] if screen.back else []
        for option in (*screen.options, *screen.controls, *back):
            assert option.token.isascii()
            assert len(option.token) <= LONGEST_TOKEN, option.token
        assert len(screen.options) <= MOST_OPTIONS


@pytest.mark.parametrize("command", FORMS)
def test_so_does_the_token_that_drops_one_form_for_another(command: Command) -> None:
    assert len(f"{ANEW}/{ID}/{command.name}/{LONGEST_ABOUT}") <= LONGEST_TOKEN


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_commands_name_is_no_other_tokens_beginning(command: Command) -> None:
    assert command.name not in {FORM, ANEW, MENU}
    assert command.name.isascii()
    assert command.name.isalnum()
    assert len(f"{command.name}/{LONGEST_ABOUT}") <= LONGEST_TOKEN


def test_commands_and_links_are_told_apart() -> None:
    names = [command.name for command in COMMANDS]
    links = [command.link for command in COMMANDS if command.link]
    assert len(set(names)) == len(names)
    assert len(set(links)) == len(links)
    assert not any("-" in link for link in links)


@pytest.mark.parametrize("command", FORMS)
def test_every_field_can_be_named_in_a_token(command: Command) -> None:
    keys = [each.key for each in filling(command).form.fields]
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert key != REVIEW
        assert key.replace("_", "").isalpha()
        assert key.isascii()
        assert len(key) <= 12


def choices(kind: Kind) -> Sequence[Choice]:
    match kind:
        case ChoiceKind(choices=found) | SearchKind(otherwise=found):
            return found
    return ()


@pytest.mark.parametrize("command", FORMS)
def test_every_choice_can_be_chosen(command: Command) -> None:
    for each in filling(command).form.fields:
        values = [choice.value for choice in choices(each.kind)]
        assert len(set(values)) == len(values)
        assert all(value.isascii() and 0 < len(value) <= 32 for value in values)
        assert not any(value.startswith("!") for value in values)
        # What a search finds needs a place besides the other answers, and one to turn over.
        room = MOST_OPTIONS - 2 if isinstance(each.kind, SearchKind) else MOST_OPTIONS
        assert len(values) <= room


def text_kinds() -> list[TextKind]:
    """One of each that reads in a way of its own; most fields of most forms read alike."""
    found: list[TextKind] = []
    for command in COMMANDS:
        fields = command.does.form.fields if isinstance(command.does, Filling) else ()
        for each in fields:
            if isinstance(each.kind, TextKind):
                kind = replace(each.kind, hint=plain(""))
                found += [] if kind in found else [kind]
    return found


@pytest.mark.parametrize("kind", text_kinds())
@settings(max_examples=60, deadline=None)
@given(words=st.one_of(st.text(max_size=60), st.from_regex(r"[+0-9 \-]{7,18}", fullmatch=True)))
def test_what_a_field_keeps_it_reads_the_same_again(kind: TextKind, words: str) -> None:
    try:
        kept = kind.read(words.strip())
    except Unclear:
        return
    assert kind.read(kept) == kept


def test_ids_and_codes_can_be_what_a_command_is_about() -> None:
    for about in ("", ID, LONGEST_ABOUT, "12", "a-b_c"):
        assert ABOUT.fullmatch(about)
    for about in ("a" * 33, "a b", "李", "a/b", "a\n"):
        assert not ABOUT.fullmatch(about)
