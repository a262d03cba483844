"""The wire format, against the vectors that the page is tested with too."""

import json
from hashlib import sha256
from typing import Any

import pyrage
import pytest

from bot.reports.age import sealed_length
from bot.reports.directory import Concern, SignedList, believe
from bot.reports.envelope import Direction, Place, open_message, pad
from bot.reports.keys import KeyPair, is_signed
from bot.reports.receipt import open_mailbox, read_receipt
from tests.reports.vectors import VECTORS, county, town

GIVEN: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))


def opener() -> KeyPair:
    holder = GIVEN["holder"]
    return KeyPair(sha256(b"he age").digest(), bytes.fromhex(holder["signing"]))


@pytest.mark.parametrize("given", GIVEN["receipts"], ids=lambda given: given["shown"])
def test_what_follows_from_a_receipt(given: dict[str, str]) -> None:
    mailbox = open_mailbox(read_receipt(given["shown"]))
    assert mailbox.keys.secret == given["secret"]
    assert mailbox.keys.identity.hex() == given["identity"]
    assert mailbox.keys.seed.hex() == given["signing"]
    assert mailbox.keys.recipient == given["reply"]
    assert mailbox.keys.verify == given["verify"]
    assert mailbox.access.hex() == given["access"]
    assert sha256(mailbox.access).hexdigest() == given["stored"]
    assert mailbox.id == given["mailbox"]


def test_whom_a_page_believes_and_where_it_sends() -> None:
    lists = [SignedList(each["list"], each["signature"]) for each in GIVEN["lists"]]
    directory = believe(lists, GIVEN["root"])
    assert sorted(directory.bodies) == GIVEN["believed"]
    assert directory.body("county") == county()
    assert directory.body("town") == town()
    for chosen, routes in GIVEN["routes"].items():
        for concern, id in routes.items():
            body = directory.route(chosen, Concern(concern))
            assert (body.id if body else None) == id


def test_sizes() -> None:
    for each in GIVEN["padded"]:
        padded = pad(bytes(each["content"]))
        assert (len(padded), sealed_length(len(padded))) == (each["padded"], each["sealed"])


@pytest.mark.parametrize("kind", ["report", "answer"])
def test_sealed_messages(kind: str) -> None:
    given = GIVEN[kind]
    mailbox, direction, number = given["place"]
    keys = opener() if kind == "report" else open_mailbox(_receipt()).keys
    place = Place(mailbox, Direction(direction), number)
    message = open_message(bytes.fromhex(given["sealed"]), keys, place)
    assert message.content.hex() == given["content"]


def test_any_age_tool_opens_what_is_sealed() -> None:
    identity = pyrage.x25519.Identity.from_str(GIVEN["holder"]["secret"])
    padded = pyrage.decrypt(bytes.fromhex(GIVEN["report"]["sealed"]), [identity])
    assert padded == pad(bytes.fromhex(GIVEN["report"]["content"]))


def test_signed_requests() -> None:
    given = GIVEN["request"]
    parts = (given["nonce"].encode(), given["request"].encode())
    assert is_signed(opener().verify, bytes.fromhex(given["signature"]), "request", *parts)


def _receipt() -> Any:
    return read_receipt(GIVEN["receipts"][0]["digits"])
