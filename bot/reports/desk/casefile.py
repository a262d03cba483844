"""A case as its holders read it: opened, and believed only as far as signatures go."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from bot.reports.age import Unreadable
from bot.reports.directory import Body, Directory
from bot.reports.envelope import Direction, Message, Place, open_message
from bot.reports.finding import Finding, read_finding
from bot.reports.keys import KeyPair
from bot.reports.model import Act, State
from bot.reports.receipt import mailbox_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One step in the case's log. `signer` is None where they hold for the body no more."""

    message: Message
    act: Act
    text: str
    signer: str | None

    @property
    def finding(self) -> Finding | None:
        """What was found in this step, by whoever signed it."""
        finding = read_finding(self.message.said.get("finding"))
        if finding is None or finding.by != self.message.by:
            return None
        return finding if finding.mailbox == self.message.place.mailbox else None

    @property
    def to(self) -> tuple[str, ...]:
        """The recipients whom this step opened the case to, or closed it for."""
        listed = self.message.said.get("to")
        return tuple(map(str, listed)) if isinstance(listed, list) else ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`unreadable` are the places where something stands that cannot be opened or believed."""

    mailbox: str
    body: Body
    state: State
    reports: tuple[Message, ...]
    log: tuple[Entry, ...]
    unreadable: tuple[Place, ...]
    answers: int
    sealed: tuple[tuple[Place, bytes], ...]

    @property
    def reply(self) -> str:
        """The recipient to seal answers to. Raise `Unreadable` where no report can be read."""
        if not self.reports:
            raise Unreadable
        return str(self.reports[0].said["reply"])

    @property
    def withdrawn(self) -> frozenset[str]:
        """The recipients whom the case was closed to, and not opened again."""
        withdrawn: frozenset[str] = frozenset()
        for entry in self.log:
            if entry.act is Act.WITHDRAW:
                withdrawn |= set(entry.to)
            elif entry.act is Act.GRANT:
                withdrawn -= set(entry.to)
        return withdrawn

    @property
    def readers(self) -> tuple[str, ...]:
        """The recipients of the body's holders who read this case now."""
        return self.body.recipients_without(self.withdrawn)

    def finding(self, act: Act) -> Finding | None:
        """The last finding of a check or a verification."""
        found = [entry.finding for entry in self.log if entry.act is act and entry.finding]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Received:
    """A case as the server hands it out."""

    mailbox: str
    body: Body
    state: State
    sealed: tuple[tuple[Place, bytes], ...]


def read_case(received: Received, keys: KeyPair, directory: Directory) -> CaseFile:
    """Open what can be opened; nothing that fails keeps the rest from being read."""
    opened = {place: _opened(sealed, keys, place) for place, sealed in received.sealed}
    log = _log(opened, directory)
    reports = tuple(
        message
        for place, message in opened.items()
        if place.direction is Direction.REPORT and message and _is_reporters(message)
    )
    believed = {each.place for each in reports} | {entry.message.place for entry in log}
    mine = keys.recipient
    named = {recipient for entry in log for recipient in entry.to}
    reports = tuple(each for each in reports if mine in each.recipients or mine in named)
    answers = sum(place.direction is Direction.ANSWER for place, _ in received.sealed)
    unreadable = tuple(
        place
        for place, _ in received.sealed
        if place.direction is not Direction.ANSWER and place not in believed
    )
    return CaseFile(
        received.mailbox,
        received.body,
        received.state,
        reports,
        log,
        unreadable,
        answers,
        received.sealed,
    )


def _opened(sealed: bytes, keys: KeyPair, place: Place) -> Message | None:
    try:
        return open_message(sealed, keys, place)
    except Unreadable:
        return None


def _is_reporters(message: Message) -> bool:
    """Whether the keys in a report are those that its mailbox follows from."""
    reply = message.said.get("reply")
    return isinstance(reply, str) and mailbox_id(reply, message.by) == message.place.mailbox


def _log(opened: dict[Place, Message | None], directory: Directory) -> tuple[Entry, ...]:
    """The entries in their order, as far as each follows from the one before."""
    entries: list[Entry] = []
    before = ""
    for place, message in opened.items():
        if place.direction is not Direction.LOG:
            continue
        entry = _entry(message, directory) if message else None
        if entry is None or message is None or message.said.get("before") != before:
            break
        entries.append(entry)
        before = message.digest
    return tuple(entries)


def _entry(message: Message, directory: Directory) -> Entry | None:
    body = directory.body(message.body)
    match message.said:
        case {"act": str(act), "text": str(text)} if act in set(Act) and body:
            holder = body.holder(message.by)
            return Entry(message, Act(act), text, holder.name if holder else None)
    return None


def next_entry(
    case: CaseFile, act: Act, text: str, recipients: Sequence[str], extra: dict[str, Any]
) -> Message:
    """The entry that tells the other holders of an act, not signed yet."""
    before = case.log[-1].message.digest if case.log else ""
    said = {"act": act, "text": text, "before": before, **extra}
    place = Place(case.mailbox, Direction.LOG, len(case.log) + 1)
    return Message(place, case.body.id, tuple(recipients), "", said)


def next_answer(case: CaseFile, state: State, text: str, without: AbstractSet[str]) -> Message:
    """What the reporter reads; `without` are those whom nothing that is added is sealed to."""
    place = Place(case.mailbox, Direction.ANSWER, case.answers + 1)
    said = {"state": state, "text": text, "without": sorted(without)}
    return Message(place, case.body.id, (case.reply,), "", said)
