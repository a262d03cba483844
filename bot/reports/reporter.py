"""The reporter's side: what is sealed with a receipt, and what is read with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reports.age import Unreadable
from bot.reports.directory import Body, Concern, Directory
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
    """What a body has answered, by one of its holders; `state` is the case's as they said it."""

    number: int
    body: str
    state: str
    text: str


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
    if body is None or body.holder(message.by) is None:
        raise Unreadable
    if message.recipients != (mailbox.keys.recipient,):
        raise Unreadable
    match message.said:
        case {"state": str(state), "text": str(text)}:
            return Answered(number, body.id, state, text)
    raise Unreadable


def _sealed(
    mailbox: Mailbox, body: Body, number: int, said: dict[str, object], files: Sequence[File]
) -> bytes:
    recipients = tuple(holder.recipient for holder in body.holders)
    place = Place(mailbox.id, Direction.REPORT, number)
    whole = {**said, "reply": mailbox.keys.recipient}
    message = Message(place, body.id, recipients, "", whole, tuple(files))
    return seal_content(signed(message, mailbox.keys).content, recipients)
