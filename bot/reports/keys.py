"""The two keys that a person of the report box has: one to read with, one to sign with."""

from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.reports import bech32

LABEL = "mobile-branch-bot/report/1"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both private halves, 32 bytes each; who may see this object may read and sign."""

    identity: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    @property
    def recipient(self) -> str:
        """The public half to seal to, as age writes it."""
        public = X25519PrivateKey.from_private_bytes(self.identity).public_key()
        return bech32.encode("age", public.public_bytes_raw())

    @property
    def verify(self) -> str:
        """The public half to check signatures with, in hex."""
        return verify_key(self.seed)

    @property
    def opener(self) -> pyrage.x25519.Identity:
        return pyrage.x25519.Identity.from_str(self.secret)

    @property
    def secret(self) -> str:
        """The private half to read with, as age writes it."""
        return bech32.encode("age-secret-key-", self.identity).upper()


def verify_key(seed: bytes) -> str:
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return public.public_bytes_raw().hex()


def sign(seed: bytes, purpose: str, *parts: bytes) -> bytes:
    """A signature that counts for one purpose only."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(_signed(purpose, parts))


def is_signed(verify: str, signature: bytes, purpose: str, *parts: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(verify))
        key.verify(signature, _signed(purpose, parts))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(purpose: str, parts: tuple[bytes, ...]) -> bytes:
    return f"{LABEL}/{purpose}\n".encode() + b"\n".join(parts)
