"""What other rooms ask of people: who is here, make them known, invite, keep the trail."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from bot import organization
from bot.conversation import Chat, Turn, Visitor, forget
from bot.language import T, Text
from bot.people import store
from bot.people.model import INVITE_LASTS, Office, Person, Role, TrailEntry
from bot.storage import Transaction


class Reception:
    """Knows whose turn it is in a chat. `zone` is for whoever has not said another one."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor:
        seats = store.seats(tx, chat)
        if not seats:
            return Visitor(None, None, locale, self._zone)
        if not seats[0].open:
            # Whoever writes receives again, whatever the channel has told us or not.
            store.set_open(tx, chat, True)
        number, person, helper = seats[0].number, seats[0].person, seats[0].helper
        return Visitor(
            person.id, person.name, person.locale, person.zone, number, len(seats) > 1, helper
        )

    def call(self, tx: Transaction, chat: Chat, seat: int) -> bool:
        """Let a shared chat go on for the person of a seat; False where there is none."""
        for each in store.seats(tx, chat):
            if each.number == seat:
                store.set_current(tx, chat, each.person.id)
                return True
        return False

    def filled_in(self, turn: Turn, form: Text) -> None:
        """Whoever fills in for somebody else stands in that person's trail."""
        person = turn.visitor.person
        helper = store.person(turn.tx, turn.visitor.helper) if turn.visitor.helper else None
        if helper and person and store.person(turn.tx, person):
            what = T("filled in for you: {form}", form=form)
            _enter(turn, person, helper.id, helper.name, what)


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
    if turn.visitor.person != person:
        _enter(turn, person, turn.visitor.person, turn.visitor.name or "", what)


def note_all(turn: Turn, persons: Collection[str], what: Text) -> None:
    """The same as `note` for many persons at once."""
    doer, by = turn.visitor.person, turn.visitor.name or ""
    entry = TrailEntry(int(turn.now.timestamp()), by, what, doer)
    store.put_trails(turn.tx, [each for each in persons if each != doer], entry)


def _enter(turn: Turn, person: str, doer: str | None, by: str, what: Text) -> None:
    entry = TrailEntry(int(turn.now.timestamp()), by, what, doer)
    store.put_trail(turn.tx, turn.new_id(), person, entry)


def erase(tx: Transaction, person: str) -> None:
    """Delete a person in every room and chat. Whoever shares a chat with them stays there."""
    for address in store.addresses(tx, person):
        forget(tx, address.chat, person)
    store.erase(tx, person)
