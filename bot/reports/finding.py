"""Findings: what a check came to, and whether another holder found the same; each is signed."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.reports.keys import KeyPair, is_signed, sign

_OUTCOMES = {True: "confirmed", False: "not_confirmed"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`act` is `check` or `verify`; `of` names the check that a verification is about.

    There is none without a signature by `by`: it comes from `sign_finding` or `read_finding`.
    """

    mailbox: str
    act: str
    confirmed: bool
    by: str
    of: str
    text: str
    signature: str

    @property
    def digest(self) -> str:
        return sha256(self.text.encode()).hexdigest()

    def to_json(self) -> Any:
        return {"finding": self.text, "signature": self.signature}


def sign_finding(
    mailbox: str, confirmed: bool, keys: KeyPair, of: Finding | None = None
) -> Finding:
    """A check's finding, or with `of` that of a verification."""
    fields = {
        "mailbox": mailbox,
        "act": "verify" if of else "check",
        "outcome": _OUTCOMES[confirmed],
        "by": keys.verify,
        "of": of.digest if of else "",
    }
    text = json.dumps(fields)
    signature = sign(keys.seed, "finding", text.encode()).hex()
    return Finding(mailbox, fields["act"], confirmed, keys.verify, fields["of"], text, signature)


def read_finding(written: object) -> Finding | None:
    """None where it is no finding, or not signed by whom it names."""
    match written:
        case {"finding": str(text), "signature": str(signature)}:
            try:
                return _read(json.loads(text), text, signature)
            except (ValueError, RecursionError):
                return None
    return None


def _read(fields: object, text: str, signature: str) -> Finding | None:
    match fields:
        case {
            "mailbox": str(mailbox),
            "act": "check" | "verify" as act,
            "outcome": "confirmed" | "not_confirmed" as outcome,
            "by": str(by),
            "of": str(of),
        } if is_signed(by, bytes.fromhex(signature), "finding", text.encode()):
            return Finding(mailbox, act, outcome == "confirmed", by, of, text, signature)
    return None
