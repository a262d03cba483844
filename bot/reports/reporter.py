"""The reporter's side: what is sealed with a receipt, and what is read with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.reports.age import Unreadable
from bot.reports.directory import FEWEST_HOLDERS, Body, Concern, Directory, Holder
from bot.reports.envelope import (
    Direction,
    File,
    Message,
    Place,
    open_message,
    seal_content,
    signed,
)
from bot.reports.receipt import Mailbox

QUESTIONS = ("what", "where", "who", "check")
LONGEST_ANSWER = 4000


@dataclass(frozen=True, slots=True)
class Answered:
    """What a body has answered, by one of its holders; `state` is the case's as they said it.

    `without` are the recipients whom the case is closed to, None where nothing was said of it. An
    empty `text` says nothing else.
    """

    number: int
    body: str
    by: Holder
    state: str
    text: str
    without: frozenset[str] | None


def seal_report(
    mailbox: Mailbox,
    body: Body,
    concern: Concern,
    answers: Mapping[str, str],
    files: Sequence[File] = (),
) -> bytes:
    """The first message of a case. Raise `TooLarge`."""
    said: dict[str, object] = {
        "kind": "report",
        "concern": concern,
        "answers": {key: answers.get(key, "")[:LONGEST_ANSWER] for key in QUESTIONS},
    }
    return _sealed(mailbox, body, 1, said, files)


def seal_more(
    mailbox: Mailbox, body: Body, number: int, text: str, files: Sequence[File] = ()
) -> bytes:
    """Something more to a case that is there. Raise `TooLarge`."""
    return _sealed(mailbox, body, number, {"kind": "more", "text": text}, files)


def seal_withdrawal(mailbox: Mailbox, body: Body, number: int) -> bytes:
    """Asks the holders to let the case rest; what becomes of it is for them to decide."""
    return _sealed(mailbox, body, number, {"kind": "withdrawn"}, ())


def read_answer(sealed: bytes, mailbox: Mailbox, number: int, directory: Directory) -> Answered:
    """Raise `Unreadable`, also for an answer by anybody but a holder of the body it names."""
    message = open_message(sealed, mailbox.keys, Place(mailbox.id, Direction.ANSWER, number))
    body = directory.body(message.body)
    by = body.holder(message.by) if body else None
    if body is None or by is None or message.recipients != (mailbox.keys.recipient,):
        raise Unreadable
    match message.said:
        case {"state": str(state), "text": str(text)}:
            without = message.said.get("without")
            closed = frozenset(map(str, without)) if isinstance(without, list) else None
            return Answered(number, body.id, by, state, text, closed)
    raise Unreadable


def read_answers(
    sealed: Iterable[tuple[Place, bytes]], mailbox: Mailbox, directory: Directory
) -> list[Answered | None]:
    """In their order, of which none is missing; None stands for what cannot be believed."""
    return [
        _believed(each, mailbox, number, directory) for number, (_, each) in enumerate(sealed, 1)
    ]


def _believed(
    sealed: bytes, mailbox: Mailbox, number: int, directory: Directory
) -> Answered | None:
    try:
        return read_answer(sealed, mailbox, number, directory)
    except Unreadable:
        return None


def still_reading(body: Body, answers: Iterable[Answered | None]) -> Body | None:
    """The body with those holders alone whom the case is still open to.

    None where fewer than two are left: nothing is for one alone to read.
    """
    without: frozenset[str] = frozenset()
    for each in answers:
        # Nobody whom it is closed to opens it to themselves.
        if each and each.body == body.id and each.by.recipient not in without:
            without = without if each.without is None else each.without
    holders = tuple(each for each in body.holders if each.recipient not in without)
    return replace(body, holders=holders) if len(holders) >= FEWEST_HOLDERS else None


def _sealed(
    mailbox: Mailbox, body: Body, number: int, said: dict[str, object], files: Sequence[File]
) -> bytes:
    recipients = tuple(holder.recipient for holder in body.holders)
    place = Place(mailbox.id, Direction.REPORT, number)
    whole = {**said, "reply": mailbox.keys.recipient}
    message = Message(place, body.id, recipients, "", whole, tuple(files))
    return seal_content(signed(message, mailbox.keys).content, recipients)
