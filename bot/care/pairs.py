"""Pairs: somebody with a contact person, by consent of both, ended by either.

Nobody counts how often they speak: the contact person is reminded gently, and that is all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.language import T, Text
from bot.storage import Transaction

REMIND_EVERY = timedelta(days=30)

SCRIPT = """
        CREATE TABLE pair (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            contact TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            state TEXT NOT NULL
        ) STRICT;
        CREATE INDEX pair_person ON pair (person);
        CREATE INDEX pair_contact ON pair (contact);
        """


class PairState(StrEnum):
    """First the contact person agrees, then the one who asked for one."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    PAIRED = "paired"


STATES: Mapping[PairState, Text] = MappingProxyType(
    {
        PairState.PROPOSED: T("the contact person is being asked"),
        PairState.OFFERED: T("waiting for the other one to agree"),
        PairState.PAIRED: T("paired"),
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    person: str
    contact: str
    state: PairState

    def other(self, one: str) -> str:
        return self.contact if one == self.person else self.person


def asked(pair: Pair) -> str | None:
    """Whose consent a pair waits for."""
    match pair.state:
        case PairState.PROPOSED:
            return pair.contact
        case PairState.OFFERED:
            return pair.person
        case PairState.PAIRED:
            return None


def agreed(pair: Pair) -> Pair:
    """The pair after the one who is asked has agreed."""
    further = {PairState.PROPOSED: PairState.OFFERED, PairState.OFFERED: PairState.PAIRED}
    return replace(pair, state=further[pair.state])


def put(tx: Transaction, pair: Pair) -> None:
    tx.change(
        "INSERT INTO pair VALUES (:id, :person, :contact, :state)"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state",
        {"id": pair.id, "person": pair.person, "contact": pair.contact, "state": pair.state},
    )


def pair(tx: Transaction, id: str) -> Pair | None:
    row = tx.one("SELECT id, person, contact, state FROM pair WHERE id = :id", {"id": id})
    return _pair(row) if row else None


def of_person(tx: Transaction, person: str) -> list[Pair]:
    """The pairs that somebody knows of: what is only proposed, the contact person alone."""
    rows = tx.all(
        "SELECT id, person, contact, state FROM pair WHERE contact = :person"
        " OR (person = :person AND state <> 'proposed') ORDER BY id",
        {"person": person},
    )
    return [_pair(row) for row in rows]


def end(tx: Transaction, id: str) -> None:
    """Nothing is kept of a pair that has ended, neither that it was nor who ended it."""
    tx.change("DELETE FROM pair WHERE id = :id", {"id": id})


def _pair(row: Any) -> Pair:
    return Pair(row["id"], row["person"], row["contact"], PairState(row["state"]))
