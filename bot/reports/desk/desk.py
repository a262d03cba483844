"""What a holder does at the desk: list, open, and each step of a case, signed."""

import json
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.reports import weeks
from bot.reports.age import Unreadable
from bot.reports.box import Refusal
from bot.reports.desk.casefile import CaseFile, Received, next_answer, next_entry, read_case
from bot.reports.directory import FEWEST_HOLDERS, Body, Directory, SignedList, believe
from bot.reports.door import sign_request
from bot.reports.envelope import Direction, Place, seal_content, signed
from bot.reports.finding import Finding, sign_finding
from bot.reports.frames import frame, parted, unframe
from bot.reports.keys import KeyPair
from bot.reports.model import Act, State

# Sends a frame to a path of the box and brings the answer's frame.
Post = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list; weeks as `2026-W50`."""

    mailbox: str
    state: State
    week: str
    due: str
    late: bool
    reports: int
    entries: int


class Desk:
    """One holder's desk. Every call raises `Refusal` where the box will not."""

    def __init__(self, keys: KeyPair, root: str, post: Post) -> None:
        self._keys = keys
        self._post = post
        lists = self._ask("/box/directory", {})[0]["lists"]
        signed_lists = [SignedList(each["list"], each["signature"]) for each in lists]
        self.directory: Directory = believe(signed_lists, root)
        body = self.directory.of_holder(keys.verify)
        if body is None:
            raise Refusal("unknown")
        self.body: Body = body

    def cases(self) -> list[Listed]:
        return [_listed(each) for each in self._signed("list", {})[0]["cases"]]

    def late_below(self) -> dict[str, int]:
        """By the names of the bodies right below."""
        below = self._signed("list", {})[0]["below"]
        bodies = self.directory.bodies
        return {bodies[each["body"]].name: each["late"] for each in below if each["late"]}

    def read(self, mailbox: str) -> CaseFile:
        """The case as it is, without a step: for whoever has opened it before."""
        head, data = self._signed("open", {"mailbox": mailbox})
        places = [_place(mailbox, each) for each in head["sealed"]]
        parts = parted(data, [each["size"] for each in head["sealed"]])
        sealed = tuple(zip(places, parts, strict=True))
        received = Received(mailbox, self.body, State(head["state"]), sealed)
        return read_case(received, self._keys, self.directory)

    def open(self, mailbox: str) -> CaseFile:
        """Take a case up, or take up again what waited; then read it."""
        case = self.read(mailbox)
        if case.state not in (State.RECEIVED, State.HELD, State.TRANSFERRED):
            return case
        self._step(case, Act.OPEN, "")
        return self.read(mailbox)

    def check(self, mailbox: str, confirmed: bool, text: str) -> None:
        """Record what a check came to."""
        case = self.read(mailbox)
        finding = sign_finding(mailbox, confirmed, self._keys)
        self._step(case, Act.CHECK, text, extra={"finding": finding.to_json()})

    def verify(self, mailbox: str, confirmed: bool, text: str) -> None:
        """Verify another holder's check; whoever finds otherwise sends it back to be checked."""
        case = self.read(mailbox)
        check = case.finding(Act.CHECK)
        if check is None or check.by == self._keys.verify:
            raise Refusal("refused")
        if check.confirmed != confirmed:
            self._step(case, Act.AGAIN, text)
            return
        finding = sign_finding(mailbox, confirmed, self._keys, check)
        self._step(case, Act.VERIFY, text, extra={"finding": finding.to_json()})

    def close(self, mailbox: str, text: str, words: str) -> None:
        """Close what was checked and verified, with `words` to the reporter."""
        case = self.read(mailbox)
        check, verification = case.finding(Act.CHECK), case.finding(Act.VERIFY)
        if check is None or verification is None:
            raise Refusal("refused")
        state = State.CONFIRMED if check.confirmed else State.NOT_CONFIRMED
        self._step(case, Act.CLOSE, text, words, state, findings=(check, verification))

    def answer(self, mailbox: str, words: str) -> None:
        case = self.read(mailbox)
        self._step(case, Act.ANSWER, words, words, case.state)

    def hold(self, mailbox: str, back: int, text: str) -> None:
        self._step(self.read(mailbox), Act.HOLD, text, back=back)

    def transfer(self, mailbox: str, back: int, text: str) -> None:
        """Hand the matter to an office outside, to be asked after in the week `back`."""
        self._step(self.read(mailbox), Act.TRANSFER, text, back=back)

    def keep(self, mailbox: str, text: str) -> None:
        self._step(self.read(mailbox), Act.KEEP, text)

    def grant(self, mailbox: str, recipient: str, text: str) -> None:
        """Open the whole case to another holder of this body."""
        if recipient not in [each.recipient for each in self.body.holders]:
            raise Refusal("refused")
        case = self.read(mailbox)
        readers = tuple(dict.fromkeys((*case.readers, recipient)))
        without = case.withdrawn - {recipient}
        self._reseal(case, Act.GRANT, recipient, [recipient], readers, text, without)

    def withdraw(self, mailbox: str, recipient: str, text: str) -> None:
        """Seal the case anew without one of its readers, and have the reporter do so, too."""
        case = self.read(mailbox)
        without = case.withdrawn | {recipient}
        readers = self.body.recipients_without(without)
        if len(readers) < FEWEST_HOLDERS:
            raise Refusal("refused")
        self._reseal(case, Act.WITHDRAW, recipient, [recipient], readers, text, without)

    def pass_on(self, mailbox: str, text: str) -> None:
        """Hand the whole case to the body above; nothing of it stays here."""
        above = self.directory.body(self.body.above or "")
        if above is None:
            raise Refusal("body")
        readers = tuple(each.recipient for each in above.holders)
        case = self.read(mailbox)
        self._reseal(case, Act.PASS_ON, above.id, list(readers), readers, text, case.withdrawn)

    def _step(
        self,
        case: CaseFile,
        act: Act,
        text: str,
        words: str = "",
        state: State | None = None,
        *,
        back: int | None = None,
        findings: Sequence[Finding] = (),
        extra: dict[str, Any] | None = None,
    ) -> None:
        _hold_to_whole_log(case)
        shown = {"back": weeks.shown(back)} if back else {}
        message = next_entry(case, act, text, case.readers, {**shown, **(extra or {})})
        entry = seal_content(signed(message, self._keys).content, case.readers)
        answer = self._answer(case, state, words, case.withdrawn) if state else b""
        head = {
            "mailbox": case.mailbox,
            "act": act,
            "entries": len(case.log),
            "back": shown.get("back"),
            "findings": [each.to_json() for each in findings],
            "entry": len(entry),
            "answer": len(answer),
        }
        self._signed("step", head, entry + answer)

    def _answer(self, case: CaseFile, state: State, words: str, without: AbstractSet[str]) -> bytes:
        # A report that nobody can read has nobody to answer either, and is closed all the same.
        if not case.reports:
            return b""
        message = signed(next_answer(case, state, words, without), self._keys)
        return seal_content(message.content, [case.reply])

    def _reseal(
        self,
        case: CaseFile,
        act: Act,
        to: str,
        named: list[str],
        readers: Sequence[str],
        text: str,
        without: AbstractSet[str],
    ) -> None:
        _hold_to_whole_log(case)
        entry = signed(next_entry(case, act, text, readers, {"to": named}), self._keys)
        messages = [*case.reports, *(each.message for each in case.log), entry]
        anew = {each.place: seal_content(each.content, readers) for each in messages}
        kept = {place: old for place, old in case.sealed if place in case.unreadable}
        sealed = list({**kept, **anew}.items())
        tells = without != case.withdrawn
        answer = self._answer(case, case.state, "", without) if tells else b""
        head = {
            "mailbox": case.mailbox,
            "act": act,
            "entries": len(case.log),
            "to": to,
            "sizes": [[place.direction, place.number, len(each)] for place, each in sealed],
            "answer": len(answer),
        }
        self._signed("reseal", head, b"".join((*(each for _, each in sealed), answer)))

    def _signed(
        self, do: str, head: dict[str, Any], data: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        nonce = self._ask("/desk/nonce", {})[0]["nonce"]
        request = json.dumps({"do": do, "sha256": sha256(data).hexdigest(), **head})
        return self._ask(f"/desk/{do}", sign_request(request, nonce, self._keys), data)

    def _ask(
        self, path: str, head: dict[str, Any], data: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        answer, rest = unframe(self._post(path, frame(head, data)))
        if "error" in answer:
            raise Refusal(str(answer["error"]))
        return answer, rest


def _listed(each: dict[str, Any]) -> Listed:
    return Listed(
        each["mailbox"],
        State(each["state"]),
        each["week"],
        each["due"],
        each["late"],
        each["reports"],
        each["entries"],
    )


def _place(mailbox: str, each: dict[str, Any]) -> Place:
    return Place(mailbox, Direction(each["direction"]), each["number"])


def _hold_to_whole_log(case: CaseFile) -> None:
    """Nobody adds to a log of which they cannot read or believe every entry."""
    if any(place.direction is Direction.LOG for place in case.unreadable):
        raise Unreadable
