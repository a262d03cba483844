"""What other rooms ask of people: who is here, make them known, invite, keep the trail."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import organization
from bot.conversation import Chat, Turn, Visitor
from bot.language import Text
from bot.people import store
from bot.people.model import INVITE_LASTS, Office, Person, Role, TrailEntry
from bot.storage import Transaction


class Reception:
    """Finds the visitor of a chat. `zone` is for whoever has not said another one."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor:
        person = store.person_at(tx, chat)
        if person is None:
            return Visitor(None, None, locale, self._zone)
        return Visitor(person.id, person.name, person.locale, person.zone)


def become_known(turn: Turn, name: str, phone: str | None) -> str:
    """Make the visitor a person, or change what is known of them; the person's id."""
    id = turn.visitor.person or turn.new_id()
    known = store.person(turn.tx, id)
    person = (
        replace(known, name=name, phone=phone)
        if known
        else Person(id, name, phone, turn.visitor.locale, turn.visitor.zone)
    )
    store.put_person(turn.tx, person)
    store.put_address(turn.tx, turn.chat, id)
    return id


def invite(
    tx: Transaction, office: Office, now: datetime, new_code: Callable[[], str]
) -> tuple[str, datetime]:
    """A one-time code for an office, and until when it can be used."""
    code = new_code()
    expires_at = now + INVITE_LASTS
    store.put_invite(tx, hash_code(code), office, expires_at)
    return code, expires_at


def hash_code(code: str) -> str:
    """What is stored of a code. The code is random and long: a plain hash cannot be guessed."""
    return hashlib.sha256(code.encode()).hexdigest()


def responsible(tx: Transaction, unit: str) -> list[str]:
    """Who answers for a branch: its secretaries, or where it has none, the committee above."""
    if secretaries := store.holders(tx, unit, Role.SECRETARY):
        return secretaries
    return committee_above(tx, unit)


def has_secretary(tx: Transaction, unit: str) -> bool:
    return bool(store.holders(tx, unit, Role.SECRETARY))


def committee_above(tx: Transaction, unit: str) -> list[str]:
    """The officers of the nearest committee above a unit that has any."""
    for above in organization.above(tx, unit):
        if officers := store.holders(tx, above.id, Role.COMMITTEE):
            return officers
    return []


def note(turn: Turn, person: str, what: Text) -> None:
    """Write into a person's trail what the visitor does with their data, or looks at."""
    by = turn.visitor.name or ""
    if turn.visitor.person != person:
        entry = TrailEntry(int(turn.now.timestamp()), by, what)
        store.put_trail(turn.tx, turn.new_id(), person, entry)
