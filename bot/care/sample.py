"""What waits when the demo begins: a neighbour's request for help, and a finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import organization, people
from bot.care import store
from bot.care.asking import REMIND
from bot.care.kinds import KINDS
from bot.care.model import REMIND_AFTER, Ask, State
from bot.delivery import plan
from bot.organization.wording import Wording, other_wordings, put_wordings
from bot.people import Person, Purpose
from bot.storage import Transaction

NAME = "demo.toml"


@dataclass(frozen=True, slots=True)
class SampleAsk:
    """Asked of a unit, either by a neighbour called `name` or by the committee `given_by`."""

    key: str
    at: str
    kind: str
    name: str
    given_by: str
    words: str
    wordings: tuple[Wording, ...]


def read_asks(folder: Path) -> tuple[SampleAsk, ...]:
    """What a folder has of them. Raise `Trouble` for one that cannot be read."""
    return organization.read_shipped(folder / NAME, "ask", _read)


def _read(given: dict[str, Any]) -> SampleAsk:
    if given["kind"] not in KINDS:
        raise ValueError("no such kind")
    return SampleAsk(
        given["key"],
        given["at"],
        given["kind"],
        given.get("name", ""),
        given.get("given_by", ""),
        given["words"].strip(),
        tuple(other_wordings(given, ("words",))),
    )


def put_sample(
    tx: Transaction, given: Sequence[SampleAsk], locale: str, zone: str, now: datetime
) -> None:
    """Put what is not there yet; nobody is told of it, so that the phones begin empty."""
    for each in given:
        unit = organization.by_name(tx, each.at)
        if unit is None or store.ask(tx, each.key):
            continue
        put_wordings(tx, each.wordings)
        if each.name:
            people.put_person(tx, Person(each.key, each.name, None, locale, zone))
            people.put_consent(tx, each.key, Purpose.HELP, now)
        store.put(tx, _ask(tx, each, unit.id, now))
        plan(tx, REMIND, each.key, now + REMIND_AFTER)


def _ask(tx: Transaction, sample: SampleAsk, unit: str, now: datetime) -> Ask:
    committee = organization.by_name(tx, sample.given_by)
    return Ask(
        id=sample.key,
        number=store.next_number(tx),
        kind=sample.kind,
        unit=unit,
        asker=sample.key if sample.name else None,
        given_by=committee.id if committee else None,
        for_other=False,
        about="",
        words=sample.words,
        state=State.OPEN,
        on_board=False,
        asked_at=now,
        changed_at=now,
    )
