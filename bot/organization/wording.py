"""What ships with a county in several languages, found by the words in which it is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.conversation import Turn
from bot.storage import Transaction

SCRIPT = """
        CREATE TABLE wording (
            words TEXT NOT NULL,
            locale TEXT NOT NULL,
            worded TEXT NOT NULL,
            PRIMARY KEY (words, locale)
        ) STRICT, WITHOUT ROWID;
        """


@dataclass(frozen=True, slots=True)
class Wording:
    """How some words read in another language."""

    words: str
    locale: str
    worded: str


def other_wordings(given: dict[str, Any], fields: Iterable[str]) -> Iterator[Wording]:
    """The wordings of some fields of a table, from its tables that are named by a locale."""
    for locale, other in given.items():
        if isinstance(other, dict):
            for field in fields:
                if field in other:
                    yield from _pairs(given[field], other[field], locale)


def _pairs(words: str | list[str], worded: str | list[str], locale: str) -> Iterator[Wording]:
    if isinstance(words, list):
        for one, other in zip(words, worded, strict=True):
            yield from _pairs(one, other, locale)
    elif isinstance(worded, str):
        yield Wording(words.strip(), locale, worded.strip())


def put_wordings(tx: Transaction, wordings: Iterable[Wording]) -> None:
    for each in wordings:
        tx.change(
            "INSERT INTO wording VALUES (:words, :locale, :worded)"
            " ON CONFLICT DO UPDATE SET worded = excluded.worded",
            {"words": each.words, "locale": each.locale, "worded": each.worded},
        )


def worded(turn: Turn, words: str) -> str:
    """Words in the reader's language, where they shipped in it; else as they are."""
    found = turn.tx.value(
        "SELECT worded FROM wording WHERE words = :words AND locale = :locale",
        {"words": words, "locale": turn.visitor.locale},
    )
    return words if found is None else str(found)
