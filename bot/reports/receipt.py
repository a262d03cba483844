"""The receipt: 24 digits on a slip of paper, and the keys that follow from them."""

import asyncio
import hashlib
import os
import random
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.reports.keys import LABEL, KeyPair

ROUNDS = 600_000
LENGTH = 24

_DASHES = "-–—·"


class SlipOfThePen(ValueError):
    """Digits that no receipt can have."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`digits` are 24, check digits and all."""

    digits: str = field(repr=False)

    @property
    def groups(self) -> str:
        """As it is shown: in groups of four."""
        return " ".join(self.digits[at : at + 4] for at in range(0, LENGTH, 4))


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What follows from a receipt: the keys, and what is shown to the server."""

    keys: KeyPair
    id: str
    access: bytes = field(repr=False)


def new_receipt(chance: random.Random) -> Receipt:
    """`chance` must be the system's secure source outside of tests."""
    digits = "".join(chance.choice("0123456789") for _ in range(LENGTH - 2))
    return Receipt(f"{digits}{98 - int(digits) * 100 % 97:02}")


def looks_like_one(said: str) -> bool:
    """Whether somebody typed a receipt, even one with a slip of the pen."""
    digits = _digits(said)
    return len(digits) == LENGTH and _is_number(digits)


def read_receipt(said: str) -> Receipt:
    """Raise `SlipOfThePen` where the digits cannot be right."""
    digits = _digits(said)
    if len(digits) != LENGTH or not _is_number(digits) or int(digits) % 97 != 1:
        raise SlipOfThePen
    return Receipt(digits)


def open_mailbox(receipt: Receipt) -> Mailbox:
    """Takes a good part of a second."""
    return _mailbox(_root(receipt))


async def mailbox_of(receipt: Receipt) -> Mailbox:
    """The same, one receipt after the other, stepping back for everybody else."""
    return _mailbox(await asyncio.get_running_loop().run_in_executor(_SLOW, _root, receipt))


def _mailbox(root: bytes) -> Mailbox:
    keys = KeyPair(_derived(root, "age"), _derived(root, "signing"))
    return Mailbox(keys, mailbox_id(keys.recipient, keys.verify), _derived(root, "access"))


def _root(receipt: Receipt) -> bytes:
    # It lets go of the GIL meanwhile.
    return hashlib.pbkdf2_hmac(
        "sha256", receipt.digits.encode(), f"{LABEL}/receipt".encode(), ROUNDS
    )


def _step_back() -> None:
    # On Linux a thread has a priority of its own: https://man7.org/linux/man-pages/man7/sched.7.html
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


_SLOW = ThreadPoolExecutor(1, "receipts", _step_back)


def mailbox_id(reply: str, verify: str) -> str:
    """The mailbox of the reporter with these public keys."""
    named = f"{LABEL}/mailbox\n{reply}\n{verify}".encode()
    return hashlib.sha256(named).digest()[:16].hex()


def _derived(root: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"{LABEL}/{purpose}".encode()).derive(root)


def _digits(said: str) -> str:
    shown = unicodedata.normalize("NFKC", said)
    return "".join(letter for letter in shown if not letter.isspace() and letter not in _DASHES)


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit()
