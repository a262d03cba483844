"""What `keys` and `reports` take on the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from bot.language import T, Text

Words = Callable[[Text], str]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_keys(commands: Commands, words: Words) -> None:
    keys = commands.add_parser("keys", help=words(T("make an inspector's keys, sign lists")))
    parts = keys.add_subparsers(dest="keys", required=True)
    for name, help in (
        ("new", T("make the keys of a holder")),
        ("offline", T("make the key that signs the lists of the bodies below")),
    ):
        made = parts.add_parser(name, help=words(help))
        made.add_argument("file", type=Path)
        made.add_argument("--name", required=True)
    sign = parts.add_parser("sign", help=words(T("sign the list of a body's holders")))
    sign.add_argument("out", type=Path)
    sign.add_argument("cards", type=Path, nargs="+", metavar="CARD")
    sign.add_argument("--key", type=Path, required=True, help=words(T("the offline key")))
    sign.add_argument("--body", required=True, metavar="ID")
    sign.add_argument("--name", required=True)
    sign.add_argument("--above", metavar="ID", help=words(T("the body above; none: the topmost")))
    sign.add_argument("--number", type=int, default=1, help=words(T("greater than the last one's")))
    sign.add_argument("--offline", metavar="KEY", help=words(T("what signs for the bodies below")))


def add_reports(commands: Commands, words: Words) -> None:
    reports = commands.add_parser(
        "reports", help=words(T("the report box and an inspector's desk"))
    )
    parts = reports.add_subparsers(dest="reports", required=True)
    parts.add_parser("serve", help=words(T("serve the box in a process of its own")))
    backup = parts.add_parser("backup", help=words(T("write the box's only backup")))
    backup.add_argument("file", type=Path)
    poster = parts.add_parser("poster", help=words(T("write a poster with the page's number")))
    poster.add_argument("file", type=Path)
    _add_desk(parts, words)


def _add_desk(parts: Commands, words: Words) -> None:
    key = argparse.ArgumentParser(add_help=False)
    key.add_argument("--key", type=Path, required=True, help=words(T("your identity file")))
    case = argparse.ArgumentParser(add_help=False, parents=[key])
    case.add_argument("case", help=words(T("how the case's id begins")))
    step = argparse.ArgumentParser(add_help=False, parents=[case])
    step.add_argument("text", help=words(T("what the other holders shall read")))
    parts.add_parser("list", parents=[key], help=words(T("your body's cases")))
    opened = parts.add_parser("open", parents=[case], help=words(T("take a case up and read it")))
    opened.add_argument("--save", type=Path, help=words(T("the folder for its files")))
    for name, help in (
        ("check", T("record what your check came to")),
        ("verify", T("record whether you found the same")),
    ):
        found = parts.add_parser(name, parents=[case], help=words(help))
        found.add_argument("outcome", choices=["confirmed", "not_confirmed"])
        found.add_argument("text", help=words(T("what the other holders shall read")))
    answer = parts.add_parser("answer", parents=[case], help=words(T("answer the reporter")))
    answer.add_argument("text", help=words(T("what the reporter shall read")))
    parts.add_parser("pass-on", parents=[step], help=words(T("hand it to the body above")))
    for name, help in (
        ("transfer", T("hand it to an office outside and ask after it later")),
        ("hold", T("put it aside until a week")),
    ):
        waiting = parts.add_parser(name, parents=[step], help=words(help))
        waiting.add_argument("--back", required=True, metavar="2026-W50")
    close = parts.add_parser("close", parents=[step], help=words(T("close what two have found")))
    close.add_argument("--words", required=True, help=words(T("what the reporter shall read")))
    parts.add_parser("keep", parents=[step], help=words(T("keep a closed case longer")))
    for name, help in (
        ("grant", T("open a case to a colleague")),
        ("withdraw", T("seal a case anew without a colleague")),
    ):
        given = parts.add_parser(name, parents=[step], help=words(help))
        given.add_argument("--to", required=True, metavar="NAME")
