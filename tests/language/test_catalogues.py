"""Every text of the code stands whole in every catalogue, and nothing else does."""

import ast
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.conversation.command import MENU
from bot.conversation.repertoire import MENU_WORDS
from bot.conversation.words import CONTROL_WORDS, tidy
from bot.language import Text
from bot.resources import LOCALES
from bot.rooms import COMMANDS
from tests.town import CATALOGUES

CODE = Path(__file__).parents[2] / "bot"
LANGUAGES = ("zh_CN", "en")
# What an error's constructor adds to its text.
GIVEN_BY_ERRORS = {"path", "file", "line"}
# What the pages fill in by themselves.
GIVEN_BY_PAGES = {
    "channels/web/page.py": {"most", "over", "name"},
    "reports/desk_page_words.py": {
        *("name", "body", "case", "state", "due", "count", "label", "answer", "text", "act"),
        *("signer", "outcome", "week", "least"),
    },
    "reports/page_words.py": {
        *("most", "over", "server", "number", "of", "count", "body", "state", "week", "text"),
    },
}
# Read the same in every language.
NAMES = {"简体中文", "English", "语言 / Language", "{now}", "{moment}", "✓ {label}"}


@dataclass(frozen=True)
class Literal:
    """One call of T or TN in the code."""

    where: str
    messages: tuple[str, ...]
    values: frozenset[str]


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("T", "TN"):
                yield f"{path.relative_to(CODE)}:{node.lineno}", node


def literals() -> Iterator[Literal]:
    for where, call in calls():
        count = 2 if getattr(call.func, "id", "") == "TN" else 1
        messages = [arg.value for arg in call.args[:count] if isinstance(arg, ast.Constant)]
        values = {keyword.arg or "**" for keyword in call.keywords}
        implied = {"count"} if count == 2 else set()
        words = tuple(message for message in messages if isinstance(message, str))
        yield Literal(where, words, frozenset(values | implied))


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def catalogue(language: str) -> Catalog:
    path = LOCALES / language / "LC_MESSAGES" / "bot.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def entries(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue(language):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            words = message.string
            found[key] = (words,) if isinstance(words, str) else tuple(words or ())
    return found


def test_every_text_is_a_literal_that_extraction_can_see() -> None:
    for literal in literals():
        assert literal.messages, f"{literal.where}: not a literal"
    counted = sum(1 for _, call in calls() if isinstance(call.args[0], ast.Constant))
    assert counted == sum(1 for _ in calls())


def test_every_placeholder_gets_a_value() -> None:
    for literal in literals():
        for message in literal.messages:
            by_the_page = GIVEN_BY_PAGES.get(literal.where.partition(":")[0], set())
            given = literal.values | GIVEN_BY_ERRORS | by_the_page
            assert placeholders(message) <= given, literal.where


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_code_says_and_nothing_else(language: str) -> None:
    said = {literal.messages[0] for literal in literals()}
    held = set(entries(language))
    assert said - held == set(), "missing: run `make catalogues` and translate"
    assert held - said == set(), "no longer said: run `make catalogues`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated_with_its_placeholders(language: str) -> None:
    for message, words in entries(language).items():
        for form in words:
            assert form.strip(), f"empty: {message}"
            assert placeholders(form) == placeholders(message), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_and_every_plural_has_its_forms(language: str) -> None:
    read = catalogue(language)
    for message in read:
        assert not message.id or "fuzzy" not in message.flags, message.id
        if isinstance(message.id, tuple | list):
            assert len(message.string or ()) == read.num_plurals, message.id


def test_no_english_is_left_in_the_chinese_catalogue() -> None:
    for message, words in entries("zh_CN").items():
        assert message in NAMES or words != (message,), message


def test_a_word_stands_for_one_command_in_all_languages() -> None:
    texts: dict[str, Text] = {command.name: command.words for command in COMMANDS if command.words}
    texts |= {MENU: MENU_WORDS, **CONTROL_WORDS}
    spoken = Counter(
        word
        for text in texts.values()
        for word in {tidy(part) for words in CATALOGUES.every(text) for part in words.split("|")}
    )
    assert [word for word, count in spoken.items() if count > 1] == []
