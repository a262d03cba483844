"""Bodies and their holders, believed only as far as signatures lead down from the root key."""

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.reports import bech32
from bot.reports.age import RECIPIENTS
from bot.reports.keys import LABEL, is_signed, sign, verify_key

FEWEST_HOLDERS = 2
_ID = re.compile("[a-z0-9]{1,12}")
_KEY = re.compile("[0-9a-f]{64}")
# About 83 bits: nobody finds other keys with the same check number.
_DIGITS = 25


class Concern(StrEnum):
    """Whom a report is about, as far as it decides who may read it."""

    OTHER = "other"
    HOLDER = "holder"
    SECRETARY = "secretary"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Holder:
    name: str
    recipient: str
    verify: str

    @property
    def check_number(self) -> str:
        """Their keys in short, to be compared by telephone."""
        return _in_short("card", self.recipient, self.verify)


@dataclass(frozen=True, slots=True)
class Body:
    """A discipline commission. `offline` is what signs the lists of the bodies below it."""

    id: str
    name: str
    above: str | None
    number: int
    offline: str | None
    holders: tuple[Holder, ...]

    def holder(self, verify: str) -> Holder | None:
        return next((each for each in self.holders if each.verify == verify), None)

    def recipients_without(self, withdrawn: Container[str]) -> tuple[str, ...]:
        """Whom to seal to, but for those whom a case was closed to."""
        return tuple(each.recipient for each in self.holders if each.recipient not in withdrawn)


@dataclass(frozen=True, slots=True)
class SignedList:
    """The list of a body's holders, as it travels."""

    list: str
    signature: str


class NotAList(ValueError):
    """A list that cannot be of any body."""


class Directory:
    """The bodies that can be believed, by their ids."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self.bodies = bodies

    def body(self, id: str) -> Body | None:
        return self.bodies.get(id)

    def below(self, id: str) -> list[Body]:
        """The bodies right below this one."""
        return [each for each in self.bodies.values() if each.above == id]

    def of_holder(self, verify: str) -> Body | None:
        return next((each for each in self.bodies.values() if each.holder(verify)), None)

    def route(self, chosen: str, concern: Concern) -> Body | None:
        """The body that a report goes to; None where only 12388 is left.

        Whoever is concerned must not get so much as a row that they cannot open.
        """
        body = self.bodies.get(chosen)
        if body is None or concern is Concern.OTHER:
            return body
        return self.bodies.get(body.above) if body.above else None


def believe(lists: Iterable[SignedList], root: str) -> Directory:
    """Follow the signatures down from the root key; what they do not reach is left out."""
    waiting = _newest_first(lists)
    bodies: dict[str, Body] = {}
    keys: dict[str | None, str] = {None: root}
    while reached := [(each, body) for each, body in waiting if body.above in keys]:
        for each, body in reached:
            waiting.remove((each, body))
            key = keys[body.above]
            if body.id in bodies or not key or not _is_by(each, key) or _shares(body, bodies):
                continue
            bodies[body.id] = body
            keys[body.id] = body.offline or ""
    return Directory(bodies)


def sign_list(body: Body, seed: bytes) -> SignedList:
    """Sign a body's list with the offline key of the body above. Raise `NotAList`."""
    fields = {
        "body": body.id,
        "name": body.name,
        "above": body.above,
        "number": body.number,
        "offline": body.offline,
        "holders": [
            {"name": each.name, "recipient": each.recipient, "verify": each.verify}
            for each in body.holders
        ],
    }
    text = json.dumps(fields, ensure_ascii=False)
    read_list(text)
    return SignedList(text, sign(seed, "list", text.encode()).hex())


def read_list(text: str) -> Body:
    """The body of a list, whoever wrote it; raise `NotAList`."""
    try:
        match json.loads(text):
            case {
                "body": str(id),
                "name": str(name),
                "above": str() | None as above,
                "number": int(number),
                "offline": str() | None as offline,
                "holders": [*listed],
            } if _ID.fullmatch(id) and (offline is None or _KEY.fullmatch(offline)):
                holders = tuple(_holder(each) for each in listed)
                _hold_to_rules(holders)
                return Body(id, name, above, number, offline, holders)
    except (ValueError, RecursionError) as error:
        raise NotAList from error
    raise NotAList


def root_number(root: str) -> str:
    """The root key in short, as it stands on posters and in the saved page."""
    return _in_short("root", root)


def _in_short(what: str, *keys: str) -> str:
    """In groups of five digits."""
    found = sha256("\n".join((f"{LABEL}/{what}", *keys)).encode()).digest()
    digits = f"{int.from_bytes(found) % 10**_DIGITS:0{_DIGITS}}"
    return " ".join(digits[at : at + 5] for at in range(0, _DIGITS, 5))


def offline_key(seed: bytes) -> str:
    return verify_key(seed)


def _holder(listed: object) -> Holder:
    match listed:
        case {"name": str(name), "recipient": str(recipient), "verify": str(verify)}:
            if len(bech32.decode("age", recipient)) == 32 and _KEY.fullmatch(verify):
                return Holder(name, recipient, verify)
    raise NotAList


def _hold_to_rules(holders: Sequence[Holder]) -> None:
    apart = {each.recipient for each in holders}, {each.verify for each in holders}
    if not FEWEST_HOLDERS <= len(holders) <= RECIPIENTS:
        raise NotAList
    if any(len(keys) < len(holders) for keys in apart):
        raise NotAList


def _newest_first(lists: Iterable[SignedList]) -> list[tuple[SignedList, Body]]:
    found: list[tuple[SignedList, Body]] = []
    for each in lists:
        try:
            found.append((each, read_list(each.list)))
        except NotAList:
            continue
    return sorted(found, key=lambda pair: -pair[1].number)


def _is_by(each: SignedList, key: str) -> bool:
    try:
        signature = bytes.fromhex(each.signature)
    except ValueError:
        return False
    return is_signed(key, signature, "list", each.list.encode())


def _shares(body: Body, bodies: Mapping[str, Body]) -> bool:
    """Whether somebody in it holds for another body too: passing up would then pass nobody by."""
    taken = {key for each in bodies.values() for holder in each.holders for key in _keys(holder)}
    return any(key in taken for holder in body.holders for key in _keys(holder))


def _keys(holder: Holder) -> tuple[str, str]:
    return holder.recipient, holder.verify
