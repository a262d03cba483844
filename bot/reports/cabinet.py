"""The cabinet: what the box does for a holder of a body, who has shown who they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports import store
from bot.reports.box import Box, Refusal
from bot.reports.directory import FEWEST_HOLDERS, Body, Holder
from bot.reports.envelope import SEALED_SIZES, Direction, Place
from bot.reports.finding import Finding
from bot.reports.model import (
    Act,
    Case,
    NotAllowed,
    close,
    keep,
    may_be_granted,
    pass_on,
    step,
)
from bot.reports.weeks import week_of
from bot.storage import Transaction

_RESEALED = (Direction.REPORT, Direction.LOG)


@dataclass(frozen=True, slots=True)
class Line:
    """A case as the list shows it: nothing of what it says."""

    case: Case
    late: bool
    reports: int
    entries: int
    answers: int


@dataclass(frozen=True, slots=True)
class Step:
    """An act, with the sealed entry that tells the other holders of it.

    `entries` is how many entries the writer of this one has read.
    """

    mailbox: str
    act: Act
    entries: int
    entry: bytes
    answer: bytes = b""
    back: int | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Resealing:
    """Everything of a case sealed anew; the last is the entry that says so.

    `to` is a holder's recipient, or the body above for `pass_on`. `answer` tells the reporter whom
    to seal to from now on.
    """

    mailbox: str
    act: Act
    entries: int
    to: str
    sealed: tuple[tuple[Direction, int, bytes], ...]
    answer: bytes = b""


class Cabinet:
    """The cases of one body, but for those that are closed to this holder.

    There is no row of these: who cannot read a case shall not be able to spoil it either.
    """

    def __init__(self, box: Box, body: Body, holder: Holder) -> None:
        self._box = box
        self._body = body
        self._holder = holder

    def lines(self, tx: Transaction) -> list[Line]:
        cases = store.cases(tx, self._body.id)
        return [self._line(tx, case) for case in cases if self._is_open(tx, case)]

    def late_below(self, tx: Transaction) -> dict[str, int]:
        """How many cases are late at each body right below: a bare number."""
        return {
            body.id: sum(case.is_late(self._week) for case in store.cases(tx, body.id))
            for body in self._box.directory().below(self._body.id)
        }

    def open(self, tx: Transaction, mailbox: str) -> tuple[Line, list[tuple[Place, bytes]]]:
        """A case with all that is sealed in it. Raise `Refusal`."""
        case = self._case(tx, mailbox)
        return self._line(tx, case), store.messages(tx, mailbox, Direction)

    def step(self, tx: Transaction, taken: Step) -> None:
        """Take a step. Raise `Refusal`; then nothing has changed."""
        case = self._case(tx, taken.mailbox)
        self._hold_to_entries(tx, taken.mailbox, taken.entries)
        if taken.act is Act.ANSWER and not taken.answer:
            raise Refusal("malformed")
        store.change(tx, self._after(case, taken))
        _put(tx, Place(case.mailbox, Direction.LOG, taken.entries + 1), taken.entry)
        _put_answer(tx, case.mailbox, taken.answer)

    def reseal(self, tx: Transaction, given: Resealing) -> None:
        """Put a case's reports and entries sealed anew in place of the old. Raise `Refusal`."""
        case = self._case(tx, given.mailbox)
        self._hold_to_entries(tx, given.mailbox, given.entries)
        changed = self._passed_on(case, given) if given.act is Act.PASS_ON else case
        closed_to = self._closed_to(tx, given)
        present = [place for place, _ in store.messages(tx, case.mailbox, _RESEALED)]
        expected = [*present, Place(case.mailbox, Direction.LOG, given.entries + 1)]
        places = [Place(case.mailbox, direction, number) for direction, number, _ in given.sealed]
        if sorted(places, key=str) != sorted(expected, key=str):
            raise Refusal("number")
        for place, (_, _, sealed) in zip(places, given.sealed, strict=True):
            _put(tx, place, sealed)
        _put_answer(tx, case.mailbox, given.answer)
        store.change(tx, changed)
        store.close_to(tx, case.mailbox, closed_to)

    def _after(self, case: Case, taken: Step) -> Case:
        now = self._box.now()
        try:
            match taken.act:
                case Act.CLOSE:
                    return close(case, self._body, taken.findings, now, self._box.chance)
                case Act.KEEP:
                    return keep(case, now, self._box.chance)
                case Act.GRANT | Act.WITHDRAW | Act.PASS_ON:
                    raise Refusal("refused")
            return step(case, taken.act, now, taken.back)
        except NotAllowed:
            raise Refusal("refused") from None

    def _passed_on(self, case: Case, given: Resealing) -> Case:
        above = self._box.directory().body(self._body.above or "")
        if above is None or above.id != given.to:
            raise Refusal("body")
        try:
            return pass_on(case, above, self._box.now())
        except NotAllowed:
            raise Refusal("refused") from None

    def _closed_to(self, tx: Transaction, given: Resealing) -> frozenset[str]:
        """Whom the case is closed to from now on: above, where it is passed on to, nobody."""
        if given.act is Act.PASS_ON:
            return frozenset()
        before = store.closed_to(tx, given.mailbox)
        after = before | {given.to} if given.act is Act.WITHDRAW else before - {given.to}
        enough = len(self._body.recipients_without(after)) >= FEWEST_HOLDERS
        if not may_be_granted(self._body, given.to) or not (enough or given.act is Act.GRANT):
            raise Refusal("refused")
        return after

    def _case(self, tx: Transaction, mailbox: str) -> Case:
        case = store.case(tx, mailbox)
        if case is None or case.body != self._body.id or not self._is_open(tx, case):
            raise Refusal("unknown")
        return case

    def _is_open(self, tx: Transaction, case: Case) -> bool:
        return self._holder.recipient not in store.closed_to(tx, case.mailbox)

    def _hold_to_entries(self, tx: Transaction, mailbox: str, entries: int) -> None:
        if entries != store.count(tx, mailbox, Direction.LOG):
            raise Refusal("number")

    def _line(self, tx: Transaction, case: Case) -> Line:
        counts = [store.count(tx, case.mailbox, each) for each in _DIRECTIONS]
        return Line(case, case.is_late(self._week), *counts)

    @property
    def _week(self) -> int:
        return week_of(self._box.now())


_DIRECTIONS: Sequence[Direction] = (Direction.REPORT, Direction.LOG, Direction.ANSWER)


def _put(tx: Transaction, place: Place, sealed: bytes) -> None:
    if len(sealed) not in SEALED_SIZES:
        raise Refusal("malformed")
    store.put(tx, place, sealed)


def _put_answer(tx: Transaction, mailbox: str, answer: bytes) -> None:
    """The next answer to the reporter, where there is one."""
    if answer:
        number = store.count(tx, mailbox, Direction.ANSWER) + 1
        _put(tx, Place(mailbox, Direction.ANSWER, number), answer)
