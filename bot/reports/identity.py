"""Identity files: private keys under a passphrase, as any age tool opens them.

The passphrase's derivation holds the GIL for seconds: for the command line, never in the bot.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyrage

from bot.language import T, Trouble
from bot.reports import bech32
from bot.reports.directory import Holder
from bot.reports.keys import KeyPair, verify_key

SHORTEST_PASSPHRASE = 12
_SIGNING = re.compile("SIGNING-KEY-([0-9a-f]{64})")


class IdentityTrouble(Trouble):
    """An identity file that cannot be made or used."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file holds. `keys` is None in an offline key, which only signs."""

    name: str
    keys: KeyPair | None
    seed: bytes = field(repr=False)

    @property
    def holder(self) -> Holder | None:
        """As the list of a body names them; an offline key belongs to no holder."""
        return Holder(self.name, self.keys.recipient, self.keys.verify) if self.keys else None

    @property
    def card(self) -> str:
        """The public halves, to be handed to the body above."""
        if self.holder is None:
            return json.dumps({"name": self.name, "offline": verify_key(self.seed)})
        return json.dumps(asdict(self.holder), ensure_ascii=False)


def new_holder(name: str) -> Identity:
    keys = KeyPair(os.urandom(32), os.urandom(32))
    return Identity(name, keys, keys.seed)


def new_offline(name: str) -> Identity:
    return Identity(name, None, os.urandom(32))


def write(path: Path, identity: Identity, passphrase: str) -> None:
    """Make the file, for this user's eyes alone. Raise `IdentityTrouble`; it never overwrites."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise IdentityTrouble(
            T("Take a longer passphrase: at least {least} characters.", least=SHORTEST_PASSPHRASE)
        )
    if passphrase != passphrase.strip():
        # The page's input line drops them.
        raise IdentityTrouble(T("A passphrase neither begins nor ends with a blank."))
    sealed = pyrage.passphrase.encrypt(lines_of(identity).encode(), passphrase)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(sealed)
    except FileExistsError:
        raise IdentityTrouble(
            T("{path} is there already and may hold a key: take another name.", path=str(path))
        ) from None
    except OSError:
        raise IdentityTrouble(T("{path} cannot be written.", path=str(path))) from None


def read(path: Path, passphrase: str) -> Identity:
    """Raise `IdentityTrouble`."""
    try:
        sealed = path.read_bytes()
    except OSError:
        raise IdentityTrouble(T("{path} cannot be read.", path=str(path))) from None
    try:
        return _read(pyrage.passphrase.decrypt(sealed, passphrase).decode())
    except (pyrage.DecryptError, ValueError):
        raise IdentityTrouble(
            T("{path} does not open: a wrong passphrase, or no identity file.", path=str(path))
        ) from None


def read_card(path: Path) -> Holder:
    """A holder's public halves. Raise `IdentityTrouble`."""
    try:
        match json.loads(path.read_text(encoding="utf-8")):
            case {"name": str(name), "recipient": str(recipient), "verify": str(verify)}:
                return Holder(name, recipient, verify)
    except (OSError, ValueError):
        pass
    raise IdentityTrouble(T("{path} is no holder's card.", path=str(path)))


def lines_of(identity: Identity) -> str:
    """What stands in the file under the passphrase."""
    lines = [f"# name: {identity.name}"]
    if identity.keys:
        lines.append(identity.keys.secret)
    return "\n".join([*lines, f"SIGNING-KEY-{identity.seed.hex()}", ""])


def _read(text: str) -> Identity:
    """Raise `ValueError`."""
    name, secret, seed = "", None, None
    for line in text.splitlines():
        if line.startswith("# name: "):
            name = line.removeprefix("# name: ")
        elif line.startswith("AGE-SECRET-KEY-1"):
            secret = bech32.decode("age-secret-key-", line.lower())
        elif signing := _SIGNING.fullmatch(line):
            seed = bytes.fromhex(signing[1])
    if seed is None:
        raise ValueError("no signing key")
    return Identity(name, KeyPair(secret, seed) if secret else None, seed)
