"""The holders' door: who asks is shown by a signature over the request, good once."""

import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.reports.box import Refusal
from bot.reports.directory import Body, Directory, Holder
from bot.reports.frames import read_object
from bot.reports.keys import KeyPair, is_signed, sign

GOOD_FOR = 60.0
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was signed by a holder of `body`; `digest` is that of its bytes."""

    body: Body
    holder: Holder
    head: dict[str, Any]
    digest: str


class Door:
    def __init__(self, directory: Callable[[], Directory], now: Callable[[], float]) -> None:
        self._directory = directory
        self._now = now
        self._nonces: OrderedDict[str, float] = OrderedDict()

    def nonce(self) -> str:
        nonce = os.urandom(16).hex()
        self._nonces[nonce] = self._now()
        if len(self._nonces) > _MOST:
            self._nonces.popitem(last=False)
        return nonce

    def read(self, head: dict[str, Any], do: str) -> Asked:
        """Raise `Refusal`; whoever is no holder learns no more than that."""
        match head:
            case {
                "by": str(by),
                "nonce": str(nonce),
                "signature": str(signature),
                "request": str(request),
            }:
                body = self._directory().of_holder(by)
                holder = body.holder(by) if body else None
                fresh = self._now() - self._nonces.pop(nonce, -GOOD_FOR) < GOOD_FOR
                signed = _is_signed(by, nonce, signature, request)
                if body is None or holder is None or not fresh or not signed:
                    raise Refusal("unknown")
                return _asked(body, holder, read_object(request), do)
        raise Refusal("malformed")


def sign_request(request: str, nonce: str, keys: KeyPair) -> dict[str, Any]:
    """The head of a request, as a holder sends it."""
    signature = sign(keys.seed, "request", nonce.encode(), request.encode()).hex()
    return {"by": keys.verify, "nonce": nonce, "signature": signature, "request": request}


def _is_signed(by: str, nonce: str, signature: str, request: str) -> bool:
    try:
        return is_signed(by, bytes.fromhex(signature), "request", nonce.encode(), request.encode())
    except ValueError:
        return False


def _asked(body: Body, holder: Holder, head: dict[str, Any], do: str) -> Asked:
    match head:
        case {"do": str(done), "sha256": str(digest)} if done == do:
            return Asked(body, holder, head, digest)
    raise Refusal("malformed")
