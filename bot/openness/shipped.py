"""What ships as published with a county, from its folder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot import organization
from bot.language import T, Trouble
from bot.openness import store
from bot.openness.model import KINDS, LONGEST, Addition, Approval, Change, Entry
from bot.organization.wording import Wording, other_wordings, put_wordings
from bot.storage import Transaction

NAME = "openness.toml"


@dataclass(frozen=True, slots=True)
class Shipped:
    """An entry whose unit is given by name, what was added to it, and all in other languages."""

    unit_name: str
    entry: Entry
    additions: tuple[Addition, ...]
    wordings: tuple[Wording, ...]


def read_entries(folder: Path) -> tuple[Shipped, ...]:
    """The entries of a folder, none where it has no file of them.

    Raise `Trouble` for one that cannot be read.
    """
    return organization.read_shipped(folder / NAME, "entry", _shipped)


def put_shipped(tx: Transaction, entries: Sequence[Shipped]) -> None:
    """Publish entries; loading the same again changes nothing."""
    for each in entries:
        unit = organization.by_name(tx, each.unit_name)
        if unit is None:
            raise Trouble(T("{file} names an unknown unit: {name}", file=NAME, name=each.unit_name))
        entry = replace(each.entry, unit=unit.id)
        put_wordings(tx, each.wordings)
        if store.put_entry(tx, entry):
            for addition in each.additions:
                store.add(tx, entry.id, addition)


def _shipped(given: dict[str, Any]) -> Shipped:
    entry = Entry(
        id=_key(given["key"]),
        unit="",
        kind=_kind(given["kind"]),
        title=given["title"].strip(),
        words=given.get("words", "").strip(),
        made_on=_day(given["day"]),
        year=given.get("year"),
        amount=given.get("yuan"),
        state=Approval(given["state"]) if "state" in given else None,
        until=_day(given["until"]) if "until" in given else None,
        choices=tuple(given.get("choices", ())),
    )
    if len(entry.words) > LONGEST:
        raise ValueError("too many words")
    added = given.get("added", ())
    wordings = [*other_wordings(given, ("title", "words", "choices"))]
    for each in added:
        wordings += other_wordings(each, ("words",))
    return Shipped(given["unit"], entry, tuple(map(_added, added)), tuple(wordings))


def _added(given: dict[str, Any]) -> Addition:
    return Addition(
        made_on=_day(given["day"]),
        change=Change(given["change"]),
        words=given["words"].strip(),
        amount=given.get("yuan"),
        state=Approval(given["state"]) if "state" in given else None,
    )


def _key(given: str) -> str:
    if not (given.isascii() and given.isalnum() and len(given) <= 12):
        raise ValueError("a key is at most 12 letters and digits")
    return given


def _kind(given: str) -> str:
    if given not in KINDS:
        raise ValueError("no such kind")
    return given


def _day(given: Any) -> date:
    if not isinstance(given, date):
        raise ValueError("not a day")
    return given
