"""The box: what it does for reporters. It sees receipts' shadows and sealed bytes, never a word."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from bot.reports import store
from bot.reports.directory import Directory
from bot.reports.envelope import SEALED_SIZES, Direction, Place
from bot.reports.model import CLOSED, WAITING, Case, State, received
from bot.reports.weeks import shown, week_of, weeks_of, year_of
from bot.reports.years import RunningYear, finished, may_be_published, with_deleted
from bot.storage import Transaction

# A reporter's messages about one case.
MOST_REPORTS = 50

_NOBODYS = sha256(b"").hexdigest()


class Refusal(Exception):
    """An answer that is none; `word` is one of those in FORMAT.md."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class Look:
    """What a reporter sees of the case."""

    state: State
    body: str
    back: str | None
    next: int
    begun: bool
    answers: list[tuple[Place, bytes]]


class Box:
    """The box over its store. `directory` gives the bodies as they are now."""

    def __init__(
        self,
        directory: Callable[[], Directory],
        now: Callable[[], datetime],
        chance: random.Random,
    ) -> None:
        self.directory = directory
        self.now = now
        self.chance = chance

    def send(
        self, tx: Transaction, mailbox: str, access: bytes, body: str, number: int, sealed: bytes
    ) -> None:
        """Take a reporter's message; the same one again changes nothing. Raise `Refusal`."""
        if len(sealed) not in SEALED_SIZES:
            raise Refusal("malformed")
        place = Place(mailbox, Direction.REPORT, number)
        if number == 1 and store.case(tx, mailbox) is None:
            self._receive(tx, place, access, body)
        else:
            self._admit(tx, mailbox, access)
            present = store.get(tx, place)
            if present == sealed:
                return
            if present or number != store.count(tx, mailbox, Direction.REPORT) + 1:
                raise Refusal("number")
            if number > MOST_REPORTS:
                raise Refusal("large")
        store.put(tx, place, sealed)

    def look(self, tx: Transaction, mailbox: str, access: bytes) -> Look:
        """Raise `Refusal`."""
        case = self._admit(tx, mailbox, access)
        return Look(
            case.state,
            case.body,
            shown(case.due) if case.state in WAITING else None,
            store.count(tx, mailbox, Direction.REPORT) + 1,
            self._begun(tx, mailbox),
            store.messages(tx, mailbox, [Direction.ANSWER]),
        )

    def withdraw(self, tx: Transaction, mailbox: str, access: bytes) -> None:
        """Delete what nobody has begun to look into. Raise `Refusal`."""
        self._admit(tx, mailbox, access)
        if self._begun(tx, mailbox):
            raise Refusal("begun")
        store.delete(tx, mailbox)

    def tidy(self, tx: Transaction) -> None:
        """Publish the year that is over, and delete what was closed long ago."""
        week = week_of(self.now())
        self._turn_year(tx, year_of(week))
        self._count_deleted(tx, week)
        store.forget(tx, week)

    def _turn_year(self, tx: Transaction, year: int) -> None:
        running = store.running_year(tx)
        if running and running.year >= year:
            return
        if running and may_be_published(len(self.directory().bodies)):
            closed = store.closed(tx, weeks_of(running.year))
            store.publish(tx, [finished(running, closed, store.open_cases(tx))])
        store.put_running_year(tx, RunningYear(year, whole=running is not None))

    def _count_deleted(self, tx: Transaction, week: int) -> None:
        """What is about to be deleted counts for the year that runs; earlier ones are published."""
        running = store.running_year(tx)
        assert running is not None
        closed = store.closed(tx, weeks_of(running.year), week)
        store.put_running_year(tx, with_deleted(running, closed))

    def _receive(self, tx: Transaction, place: Place, access: bytes, body: str) -> None:
        if self.directory().body(body) is None:
            raise Refusal("body")
        store.add(tx, received(place.mailbox, body, self.now()), _digest(access))

    def _admit(self, tx: Transaction, mailbox: str, access: bytes) -> Case:
        """The case of whoever has the receipt.

        An unknown, a wrong and an expired receipt are refused after the same work.
        """
        stored = store.access(tx, mailbox)
        case = store.case(tx, mailbox)
        right = compare_digest(stored or _NOBODYS, _digest(access))
        if not right or case is None or self._expired(case):
            raise Refusal("unknown")
        return case

    def _begun(self, tx: Transaction, mailbox: str) -> bool:
        return store.count(tx, mailbox, Direction.LOG) > 0

    def _expired(self, case: Case) -> bool:
        return case.state in CLOSED and case.due <= week_of(self.now())


def _digest(access: bytes) -> str:
    return sha256(access).hexdigest()
