"""The command line: `python -m bot run`, `demo`, `load`, `invite`, `doctor`."""

import argparse
import sys
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

    try:
        environment = read_environment()
        locale = catalogues.default = catalogues.nearest(environment.get("BOT_LOCALE"))
        given = _parser(catalogues, locale).parse_args(arguments)
        return _do(given, read_settings(catalogues.locales, environment), catalogues, say)
    except Trouble as trouble:
        print(catalogues.say(trouble.text, locale), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _do(
    given: argparse.Namespace, settings: Settings, catalogues: Catalogues, say: operator.Say
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
        case "doctor":
            return 0 if operator.doctor(settings, catalogues, say) else 1
    return 0


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
    commands.add_parser("doctor", help=words(T("check settings and store, say what to do")))
    return parser


if __name__ == "__main__":
    sys.exit(main())
