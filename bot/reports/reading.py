"""From a frame's head to what was meant. Whatever else comes is malformed."""

import re
from dataclasses import dataclass
from typing import Any

from bot.reports import weeks
from bot.reports.box import Refusal
from bot.reports.cabinet import Resealing, Step
from bot.reports.envelope import Direction
from bot.reports.finding import Finding, read_finding
from bot.reports.frames import parted
from bot.reports.model import Act

_MAILBOX = re.compile("[0-9a-f]{32}")
_ACCESS = re.compile("[0-9a-f]{64}")
_MOST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A reporter's message besides its sealed bytes."""

    mailbox: str
    access: bytes
    body: str
    number: int
    challenge: str
    answer: str


def read_sent(head: dict[str, Any]) -> Sent:
    match head:
        case {
            "body": str(body),
            "number": int(number),
            "challenge": str(challenge),
            "answer": str(answer),
        } if 0 < number < _MOST_NUMBER and len(challenge) < 200 and len(answer) < 40:
            mailbox, access = read_opener(head)
            return Sent(mailbox, access, body, number, challenge, answer)
    raise Refusal("malformed")


def read_opener(head: dict[str, Any]) -> tuple[str, bytes]:
    """The mailbox and what opens it to its reporter."""
    match head:
        case {"mailbox": str(mailbox), "access": str(access)} if _MAILBOX.fullmatch(
            mailbox
        ) and _ACCESS.fullmatch(access):
            return mailbox, bytes.fromhex(access)
    raise Refusal("malformed")


def read_mailbox(head: dict[str, Any]) -> str:
    match head.get("mailbox"):
        case str(mailbox) if _MAILBOX.fullmatch(mailbox):
            return mailbox
    raise Refusal("malformed")


def read_step(head: dict[str, Any], data: bytes) -> Step:
    match head:
        case {
            "act": str(act),
            "entries": int(entries),
            "back": str() | None as back,
            "findings": [*findings],
            "entry": int(entry),
            "answer": int(answer),
        } if act in set(Act):
            sealed_entry, sealed_answer = parted(data, [entry, answer])
            return Step(
                read_mailbox(head),
                Act(act),
                entries,
                sealed_entry,
                sealed_answer,
                _week(back),
                tuple(_finding(each) for each in findings[:2]),
            )
    raise Refusal("malformed")


def read_resealing(head: dict[str, Any], data: bytes) -> Resealing:
    match head:
        case {
            "act": "grant" | "withdraw" | "pass_on" as act,
            "entries": int(entries),
            "to": str(to),
            "sizes": [*sizes],
            "answer": int(answer),
        }:
            places = [_place(each) for each in sizes]
            *parts, sealed_answer = parted(data, [*(size for _, _, size in places), answer])
            sealed = tuple(
                (direction, number, part)
                for (direction, number, _), part in zip(places, parts, strict=True)
            )
            return Resealing(read_mailbox(head), Act(act), entries, to, sealed, sealed_answer)
    raise Refusal("malformed")


def _place(listed: object) -> tuple[Direction, int, int]:
    match listed:
        case ["report" | "log" as direction, int(number), int(size)] if number > 0:
            return Direction(direction), number, size
    raise Refusal("malformed")


def _week(written: str | None) -> int | None:
    try:
        return None if written is None else weeks.read(written)
    except ValueError:
        raise Refusal("malformed") from None


def _finding(written: object) -> Finding:
    finding = read_finding(written)
    if finding is None:
        raise Refusal("refused")
    return finding
