"""The command line: `python -m bot run`, `demo`, and what else the operator needs."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from bot import __version__, operator
from bot.app import read_catalogues
from bot.demo import demo
from bot.language import Catalogues, T, Text, Trouble
from bot.people import Role
from bot.resources import SAMPLE
from bot.settings import Settings, read_environment, read_settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it went well, else 1 after one line that says what is wrong."""
    catalogues = read_catalogues("zh_CN")
    locale = catalogues.default

    def say(text: Text) -> None:
        print(catalogues.say(text, locale), flush=True)

    def ask(question: Text) -> bool:
        try:
            return input(f"{catalogues.say(question, locale)} ").strip().lower() == "yes"
        except EOFError:
            return False

    def ask_secret(question: Text) -> str:
        asked = f"{catalogues.say(question, locale)} "
        # A script hands it in.
        return getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")

    try:
        environment = read_environment()
        locale = catalogues.default = catalogues.nearest(environment.get("BOT_LOCALE"))
        given = _parser(catalogues, locale).parse_args(arguments)
        settings = read_settings(catalogues.locales, environment)
        if given.command in ("keys", "reports"):
            _do_reports(given, settings, catalogues, say, ask_secret)
            return 0
        return _do(given, settings, catalogues, say, ask)
    except Trouble as trouble:
        print(catalogues.say(trouble.text, locale), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _do(
    given: argparse.Namespace,
    settings: Settings,
    catalogues: Catalogues,
    say: operator.Say,
    ask: operator.Ask,
) -> int:
    match given.command:
        case "run":
            operator.run(settings, catalogues, say)
        case "demo":
            demo(settings, catalogues, say)
        case "load":
            operator.load(settings, given.folder or SAMPLE, say)
        case "invite":
            operator.invite(settings, Role(given.role), given.at, say)
        case "backup":
            operator.backup(settings, given.file, given.replace, say)
        case "restore":
            operator.restore(settings, given.file, given.box, given.yes, say, ask)
        case "doctor":
            return 0 if operator.doctor(settings, catalogues, say) else 1
    return 0


def _do_reports(
    given: argparse.Namespace,
    settings: Settings,
    catalogues: Catalogues,
    say: operator.Say,
    ask_secret: operator.AskSecret,
) -> None:
    match (given.command, getattr(given, "reports", None)):
        case ("keys", _):
            operator.keys(given, say, ask_secret)
        case (_, "serve"):
            operator.serve_box(settings, say)
        case (_, "backup"):
            operator.backup_box(settings, given.file, say)
        case (_, "poster"):
            operator.report_poster(settings, given.file, catalogues, say)
        case _:
            operator.desk(given, settings.reports, say, ask_secret)


def _parser(catalogues: Catalogues, locale: str) -> argparse.ArgumentParser:
    def words(text: Text) -> str:
        return catalogues.say(text, locale)

    parser = argparse.ArgumentParser(
        "python -m bot", description=words(T("A home for mobile Party members, as a chatbot."))
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help=words(T("serve the bot")))
    commands.add_parser("demo", help=words(T("serve the demo on this machine")))
    load = commands.add_parser("load", help=words(T("load a county from a folder")))
    load.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help=words(T("a folder with units.csv and members.csv; the sample where none is named")),
    )
    invite = commands.add_parser("invite", help=words(T("print a one-time invite to an office")))
    invite.add_argument("--role", required=True, choices=[role.value for role in Role])
    invite.add_argument(
        "--at", required=True, metavar="NAME", help=words(T("the unit's whole name"))
    )
    _add_backups(commands, words)
    operator.add_keys(commands, words)
    operator.add_reports(commands, words)
    commands.add_parser("doctor", help=words(T("check settings and store, say what to do")))
    return parser


def _add_backups(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", words: Callable[[Text], str]
) -> None:
    backup = commands.add_parser("backup", help=words(T("write a checked copy of the store")))
    backup.add_argument("file", type=Path, help=words(T("the file to write")))
    backup.add_argument(
        "--replace", action="store_true", help=words(T("write over a file that is there"))
    )
    restore = commands.add_parser("restore", help=words(T("bring backups back")))
    restore.add_argument("file", type=Path, nargs="?", help=words(T("the bot's backup")))
    restore.add_argument("--box", type=Path, help=words(T("the report box's backup")))
    restore.add_argument("--yes", action="store_true", help=words(T("do not ask first")))


if __name__ == "__main__":
    sys.exit(main())
