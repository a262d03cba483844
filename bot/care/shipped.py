"""Suggestions that ship as answered with a county, from its folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from bot import organization
from bot.care import store
from bot.care.kinds import SUGGESTION
from bot.care.model import LONGEST, Ask, Line, State, Step
from bot.language import T, Trouble
from bot.organization.wording import Wording, other_wordings, put_wordings
from bot.storage import Transaction

NAME = "care.toml"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A suggestion without a name, to a unit that is given by name, and what was done about it."""

    key: str
    unit_name: str
    words: str
    asked_at: datetime
    lines: tuple[Line, ...]
    wordings: tuple[Wording, ...]


def read_suggestions(folder: Path) -> tuple[Shipped, ...]:
    """The suggestions of a folder, none where it has no file of them.

    Raise `Trouble` for one that cannot be read.
    """
    return organization.read_shipped(folder / NAME, "suggestion", _shipped)


def put_shipped(tx: Transaction, suggestions: Sequence[Shipped]) -> None:
    """Put suggestions on the board; loading the same again changes nothing."""
    for each in suggestions:
        unit = organization.by_name(tx, each.unit_name)
        if unit is None:
            raise Trouble(T("{file} names an unknown unit: {name}", file=NAME, name=each.unit_name))
        put_wordings(tx, each.wordings)
        if store.ask(tx, each.key) is None:
            store.put(tx, _ask(each, unit.id, store.next_number(tx)))
            for line in each.lines:
                store.put_line(tx, each.key, line)


def _ask(shipped: Shipped, unit: str, number: int) -> Ask:
    return Ask(
        id=shipped.key,
        number=number,
        kind=SUGGESTION,
        unit=unit,
        asker=None,
        given_by=None,
        for_other=False,
        about="",
        words=shipped.words,
        state=State.SETTLED,
        on_board=True,
        asked_at=shipped.asked_at,
        changed_at=shipped.lines[-1].at,
    )


def _shipped(given: dict[str, Any]) -> Shipped:
    lines = [Line(_day(given["answered"]), None, Step.ANSWER, given["answer"].strip())]
    if "changed" in given:
        lines.append(Line(_day(given["changed"]), None, Step.CHANGED, given["change"].strip()))
    words, key = given["words"].strip(), given["key"]
    if len(words) > LONGEST or not (key.isascii() and key.isalnum() and len(key) <= 12):
        raise ValueError("a suggestion that does not fit")
    wordings = tuple(other_wordings(given, ("words", "answer", "change")))
    return Shipped(key, given["unit"], words, _day(given["day"]), tuple(lines), wordings)


def _day(given: Any) -> datetime:
    if not isinstance(given, date):
        raise ValueError("not a day")
    return datetime.combine(given, time(), UTC)
