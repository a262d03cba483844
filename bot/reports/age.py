"""Sealing as age v1 does, to a constant number of recipients and nothing besides.

Opening is pyrage's. It cannot seal here: it adds a "grease" stanza of random length, so that the
size would tell which program sealed a report. https://age-encryption.org/v1
"""

import random
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from hmac import digest
from os import urandom

import pyrage
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.reports import bech32
from bot.reports.keys import KeyPair

RECIPIENTS = 8
CHUNK = 65_536
_TAG = 16
# The version line, 8 stanzas of two lines, the line of the MAC, and the payload's nonce.
_HEAD = len("age-encryption.org/v1\n") + RECIPIENTS * (54 + 44) + len("--- \n") + 43 + 16


class Unreadable(ValueError):
    """Nothing that can be opened with this key; why is not told, for nobody could act on it."""


def sealed_length(length: int) -> int:
    """How long `length` bytes, at least one, are once they are sealed."""
    return _HEAD + length + _TAG * -(-length // CHUNK)


def seal(plain: bytes, recipients: list[str]) -> bytes:
    """Seal to these recipients, and to stand-ins that nobody has the keys of."""
    if not 1 <= len(recipients) <= RECIPIENTS:
        raise ValueError(f"cannot seal to {len(recipients)} recipients")
    publics = [_public(recipient) for recipient in recipients]
    while len(publics) < RECIPIENTS:
        publics.append(X25519PrivateKey.generate().public_key().public_bytes_raw())
    random.SystemRandom().shuffle(publics)
    file_key = urandom(16)
    header = "age-encryption.org/v1\n" + "".join(_stanza(file_key, each) for each in publics)
    header += "---"
    mac = digest(_key(file_key, b"", b"header"), header.encode(), sha256)
    return f"{header} {_base64(mac)}\n".encode() + _payload(file_key, plain)


def open_sealed(sealed: bytes, keys: KeyPair) -> bytes:
    """Raise `Unreadable` for what is not sealed to `keys`, or no longer as it was sealed."""
    try:
        return bytes(pyrage.decrypt(sealed, [keys.opener]))
    except pyrage.DecryptError:
        raise Unreadable from None


@lru_cache(maxsize=256)
def _public(recipient: str) -> bytes:
    """A recipient's key; they are few, and to read them took a third of the sealing."""
    return bech32.decode("age", recipient)


def _stanza(file_key: bytes, public: bytes) -> str:
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    wrap = _key(shared, share + public, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    return f"-> X25519 {_base64(share)}\n{_base64(body)}\n"


def _payload(file_key: bytes, plain: bytes) -> bytes:
    nonce = urandom(16)
    cipher = ChaCha20Poly1305(_key(file_key, nonce, b"payload"))
    parts = [nonce]
    for start in range(0, max(len(plain), 1), CHUNK):
        last = start + CHUNK >= len(plain)
        counter = (start // CHUNK).to_bytes(11) + bytes([last])
        parts.append(cipher.encrypt(counter, plain[start : start + CHUNK], None))
    return b"".join(parts)


def _key(material: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(material)


def _base64(data: bytes) -> str:
    return b64encode(data).rstrip(b"=").decode()
