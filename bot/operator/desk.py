"""`reports`: an inspector's desk on the command line. The private key stays on this machine."""

import argparse
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bot.language import T, Text, Trouble, plain
from bot.operator.box import hold_to_root
from bot.operator.say import AskSecret, Say
from bot.reports import identity, weeks
from bot.reports.age import Unreadable
from bot.reports.box import Refusal
from bot.reports.desk.casefile import CaseFile, Entry
from bot.reports.desk.desk import Desk, Listed
from bot.reports.desk.words import ACTS, OUTCOMES, STATES, saying, words_for
from bot.reports.directory import Holder
from bot.settings import ReportSettings

SECONDS = 60


def desk(
    given: argparse.Namespace, settings: ReportSettings, say: Say, ask_secret: AskSecret
) -> None:
    """Do one thing at the desk."""
    hold_to_root(settings)
    passphrase = ask_secret(T("The passphrase of {path}:", path=str(given.key)))
    opened = identity.read(given.key, passphrase)
    if opened.keys is None:
        raise Trouble(T("{path} is an offline key, not a holder's.", path=str(given.key)))
    try:
        at = Desk(opened.keys, settings.root, _Post(settings.url))
        for text in _do(given, at):
            say(text)
    except Refusal as refusal:
        raise Trouble(words_for(refusal)) from None
    except Unreadable:
        raise Trouble(
            T("Something in this case cannot be read or believed. Tell the body above.")
        ) from None


def _do(given: argparse.Namespace, desk: Desk) -> Iterator[Text]:
    if given.reports == "list":
        yield from _list(desk)
        return
    mailbox = _mailbox(desk, given.case)
    match given.reports:
        case "open":
            yield from _case(desk.open(mailbox), given.save)
            return
        case "check":
            desk.check(mailbox, given.outcome == "confirmed", given.text)
        case "verify":
            desk.verify(mailbox, given.outcome == "confirmed", given.text)
        case "answer":
            desk.answer(mailbox, given.text)
        case "pass-on":
            desk.pass_on(mailbox, given.text)
        case "transfer":
            desk.transfer(mailbox, _week(given.back), given.text)
        case "hold":
            desk.hold(mailbox, _week(given.back), given.text)
        case "close":
            desk.close(mailbox, given.text, given.words)
        case "keep":
            desk.keep(mailbox, given.text)
        case "grant":
            desk.grant(mailbox, _holder(desk, given.to).recipient, given.text)
        case "withdraw":
            desk.withdraw(mailbox, _holder(desk, given.to).recipient, given.text)
    yield T("Done.")


def _list(desk: Desk) -> Iterator[Text]:
    cases = desk.cases()
    if not cases:
        yield T("No cases.")
    for each in cases:
        yield _line(each)
    for name, late in desk.late_below().items():
        yield T("Late at {body}: {count}", body=name, count=late)


def _line(each: Listed) -> Text:
    line = T(
        "{case}  {state}  since {week}, next {due}",
        case=each.mailbox[:8],
        state=STATES[each.state],
        week=each.week,
        due=each.due,
    )
    return T("{line}  LATE", line=line) if each.late else line


def _case(case: CaseFile, folder: Path | None) -> Iterator[Text]:
    yield T("{case}  {state}", case=case.mailbox, state=STATES[case.state])
    for message in case.reports:
        yield from saying(message)
        for number, file in enumerate(message.files, 1):
            name = f"{message.place.number}-{number}.{file.ending}"
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(file.data)
            yield T("file: {name}", name=str(folder / name) if folder else name)
    for entry in case.log:
        yield _entered(entry)
    for place in case.unreadable:
        name = f"{place.direction} {place.number}"
        yield T("cannot be read or believed: {name}", name=name)


def _entered(entry: Entry) -> Text:
    act, text = ACTS[entry.act], entry.text
    signer = plain(entry.signer) if entry.signer else T("no longer a holder")
    if entry.finding is None:
        return T("{act} – {signer}: {text}", act=act, signer=signer, text=text)
    outcome = OUTCOMES[entry.finding.confirmed]
    return T(
        "{act} – {signer}, {outcome}: {text}",
        act=act,
        signer=signer,
        outcome=outcome,
        text=text,
    )


def _mailbox(desk: Desk, begun: str) -> str:
    """The one case whose id begins so."""
    found = [each.mailbox for each in desk.cases() if each.mailbox.startswith(begun.lower())]
    if len(found) != 1:
        raise Trouble(T("{count} cases begin with “{begun}”.", count=len(found), begun=begun))
    return found[0]


def _holder(desk: Desk, name: str) -> Holder:
    found = [each for each in desk.body.holders if each.name == name]
    if len(found) != 1:
        raise Trouble(T("“{name}” is not the name of one holder of this body.", name=name))
    return found[0]


def _week(written: str) -> int:
    try:
        return weeks.read(written)
    except ValueError:
        raise Trouble(T("A week is written like 2026-W50.")) from None


class _Post:
    """Sends frames to the box over the network; a proxy is taken from the environment."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, path: str, data: bytes) -> bytes:
        request = urllib.request.Request(
            f"{self._url}{path}", data, {"Content-Type": "text/plain"}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            return error.read()
        except OSError:
            raise Trouble(T("The box at {url} does not answer.", url=self._url)) from None
