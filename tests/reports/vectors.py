"""Writes the vectors that both sides are tested against: python -m tests.reports.vectors"""

import json
import random
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.reports.age import sealed_length
from bot.reports.directory import (
    Body,
    Concern,
    Holder,
    SignedList,
    believe,
    offline_key,
    root_number,
    sign_list,
)
from bot.reports.envelope import Direction, File, Message, Place, pad, seal_content, signed
from bot.reports.identity import Identity
from bot.reports.keys import KeyPair, sign
from bot.reports.receipt import Mailbox, new_receipt, open_mailbox

VECTORS = Path(__file__).parent / "vectors.json"


def pair(name: str) -> KeyPair:
    """Keys that anybody can make again: for tests alone."""
    return KeyPair(sha256(f"{name} age".encode()).digest(), seed(name))


def seed(name: str) -> bytes:
    return sha256(f"{name} signing".encode()).digest()


HOLDERS = ("he", "luo", "tan")
TOWN = ("ma", "qin")


def holders(names: tuple[str, ...]) -> tuple[Holder, ...]:
    return tuple(Holder(name, pair(name).recipient, pair(name).verify) for name in names)


def county(number: int = 1) -> Body:
    return Body("county", "青石县纪委", None, number, offline_key(seed("county")), holders(HOLDERS))


def town() -> Body:
    return Body("town", "石桥镇纪委", "county", 1, None, holders(TOWN))


def lists() -> list[SignedList]:
    stranger = Body("other", "冒充的纪委", None, 9, None, holders(("x", "y")))
    return [
        sign_list(town(), seed("county")),
        sign_list(county(), seed("root")),
        sign_list(stranger, seed("not root")),
    ]


def report(mailbox: Mailbox) -> Message:
    said = {
        "kind": "report",
        "reply": mailbox.keys.recipient,
        "concern": "other",
        "answers": {"what": "公款吃喝", "where": "石桥镇，上个月", "who": "某某", "check": "发票"},
    }
    place = Place(mailbox.id, Direction.REPORT, 1)
    files = (File("text/plain", "发票三张".encode()),)
    message = Message(place, "county", _recipients(), "", said, files)
    return signed(message, mailbox.keys)


def answer(mailbox: Mailbox) -> Message:
    said = {"state": "checking", "text": "正在查，谢谢您。"}
    place = Place(mailbox.id, Direction.ANSWER, 1)
    return signed(Message(place, "county", (mailbox.keys.recipient,), "", said), pair("he"))


def _holder() -> Identity:
    return Identity("he", pair("he"), seed("he"))


def _recipients() -> tuple[str, ...]:
    return tuple(pair(name).recipient for name in HOLDERS)


def _sealed(message: Message) -> dict[str, Any]:
    return {
        "place": [message.place.mailbox, message.place.direction, message.place.number],
        "content": message.content.hex(),
        "sealed": seal_content(message.content, message.recipients).hex(),
    }


def _receipt(seed: int) -> dict[str, str]:
    receipt = new_receipt(random.Random(seed))
    mailbox = open_mailbox(receipt)
    return {
        "digits": receipt.digits,
        "shown": receipt.groups,
        "identity": mailbox.keys.identity.hex(),
        "secret": mailbox.keys.secret,
        "signing": mailbox.keys.seed.hex(),
        "access": mailbox.access.hex(),
        "stored": sha256(mailbox.access).hexdigest(),
        "reply": mailbox.keys.recipient,
        "verify": mailbox.keys.verify,
        "mailbox": mailbox.id,
    }


def _padded(length: int) -> dict[str, int]:
    size = len(pad(bytes(length)))
    return {"content": length, "padded": size, "sealed": sealed_length(size)}


def _request() -> dict[str, str]:
    asked = json.dumps({"do": "list", "sha256": sha256(b"").hexdigest()})
    nonce = "ab" * 16
    signature = sign(seed("he"), "request", nonce.encode(), asked.encode())
    return {"request": asked, "nonce": nonce, "signature": signature.hex()}


def make() -> dict[str, Any]:
    mailbox = open_mailbox(new_receipt(random.Random(1)))
    bodies = believe(lists(), offline_key(seed("root")))
    routes = {
        chosen: {
            concern: (body.id if (body := bodies.route(chosen, concern)) else None)
            for concern in Concern
        }
        for chosen in ("town", "county", "nowhere")
    }
    return {
        "receipts": [_receipt(each) for each in (1, 2, 3)],
        "root": offline_key(seed("root")),
        "lists": [{"list": each.list, "signature": each.signature} for each in lists()],
        "believed": sorted(bodies.bodies),
        "routes": routes,
        "padded": [_padded(length) for length in (0, 4092, 4093, 65_533, 600_000, 10_000_000)],
        "holder": {"name": "he", "secret": pair("he").secret, "signing": seed("he").hex()},
        "root_number": root_number(offline_key(seed("root"))),
        "card": {"text": _holder().card, "number": holders(HOLDERS)[0].check_number},
        "report": _sealed(report(mailbox)),
        "answer": _sealed(answer(mailbox)),
        "request": _request(),
        "work": {"challenge": "00" * 16, "bits": 12, "answer": _work("00" * 16, 12)},
    }


def _work(challenge: str, bits: int) -> str:
    for number in range(1 << 40):
        found = sha256(f"{challenge}{number:016x}".encode()).digest()
        if int.from_bytes(found) >> (256 - bits) == 0:
            return f"{number:016x}"
    raise AssertionError


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
