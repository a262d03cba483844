"""Settings, from the environment or a `.env` file; secrets also from a file named by `*_FILE`."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from dotenv import dotenv_values

from bot.language import T, Text, Trouble

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
# https://core.telegram.org/bots/api#setwebhook allows one character, which protects nothing.
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_KEY = re.compile("[0-9a-f]{64}")


_NO_ZONES = T("cannot be used: this machine has no time zones. Install the package tzdata.")


class SettingTrouble(Trouble):
    """A setting that cannot be used; `name` is the one."""

    def __init__(self, name: str, text: Text) -> None:
        super().__init__(T("{name}: {trouble}", name=name, trouble=text))
        self.name = name


@dataclass(frozen=True, slots=True)
class Figures:
    """What differs from place to place, in days, with what is usual."""

    report_in: int = 30
    transfer: int = 183
    report_home: int = 365


USUAL = Figures()


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator can set. The README has the same table."""

    database: Path
    web_host: str
    web_port: int
    public_url: str
    locale: str
    zone: str
    reports: "ReportSettings"
    telegram: "TelegramSettings | None" = None
    figures: Figures = USUAL


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """The report box. Without a `root` key there is none, and 12388 is shown instead.

    `lists` is the folder with the signed lists of holders. `in_chat` says whether reports are
    also taken in confidence in the chat.
    """

    root: str
    database: Path
    lists: Path
    port: int
    url: str
    in_chat: bool


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How Telegram is reached; `webhook` is None for polling, `rate` messages go in a second."""

    token: str = field(repr=False)
    api: str
    webhook: str | None
    webhook_secret: str = field(repr=False)
    rate: int = 30


def read_environment() -> dict[str, str]:
    """What is set, by the environment or else by `.env`; raise `SettingTrouble`."""
    try:
        # Some editors begin a file with a mark that nobody sees.
        written = dotenv_values(".env", encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingTrouble(".env", T("the file {path} cannot be read.", path=".env")) from None
    return {**{name: value for name, value in written.items() if value is not None}, **os.environ}


def read_settings(locales: tuple[str, ...], environment: Mapping[str, str]) -> Settings:
    """The settings in force; raise `SettingTrouble` for the first that is wrong."""
    reader = _Reader(environment)
    host = reader.text("BOT_WEB_HOST", "127.0.0.1")
    port = reader.port("BOT_WEB_PORT", 8080)
    return Settings(
        database=Path(reader.text("BOT_DATABASE", "data/bot.db")),
        web_host=host,
        web_port=port,
        public_url=reader.url("BOT_PUBLIC_URL", f"http://localhost:{port}"),
        locale=reader.one_of("BOT_LOCALE", "zh_CN", locales),
        zone=reader.zone("BOT_TIMEZONE", "Asia/Shanghai"),
        reports=_reports(reader),
        telegram=_telegram(reader),
        figures=_figures(reader),
    )


def _figures(reader: "_Reader") -> Figures:
    return Figures(
        report_in=reader.days("BOT_REPORT_IN_DAYS", USUAL.report_in),
        transfer=reader.days("BOT_TRANSFER_DAYS", USUAL.transfer),
        report_home=reader.days("BOT_REPORT_HOME_DAYS", USUAL.report_home),
    )


def _reports(reader: "_Reader") -> ReportSettings:
    root = reader.text("BOT_REPORTS_ROOT", "")
    if root and not _KEY.fullmatch(root):
        raise SettingTrouble(
            "BOT_REPORTS_ROOT", T("must be the 64 letters and digits that “keys offline” printed.")
        )
    port = reader.port("BOT_REPORTS_PORT", 8081)
    return ReportSettings(
        root,
        Path(reader.text("BOT_REPORTS_DATABASE", "data/reports/reports.db")),
        Path(reader.text("BOT_REPORTS_LISTS", "data/lists")),
        port,
        reader.url("BOT_REPORTS_URL", f"http://localhost:{port}"),
        reader.one_of("BOT_REPORTS_IN_CHAT", "on", ("on", "off")) == "on",
    )


def _telegram(reader: "_Reader") -> TelegramSettings | None:
    token = reader.text("BOT_TELEGRAM_TOKEN", "")
    if not token:
        return None
    if not _TOKEN.fullmatch(token):
        raise SettingTrouble("BOT_TELEGRAM_TOKEN", T("is not a token as @BotFather gives it."))
    webhook = reader.url("BOT_TELEGRAM_WEBHOOK", "") or None
    secret = reader.text("BOT_TELEGRAM_WEBHOOK_SECRET", "")
    if webhook and not _SECRET.fullmatch(secret):
        raise SettingTrouble(
            "BOT_TELEGRAM_WEBHOOK_SECRET",
            T("must be 16 to 256 letters, digits, _ or - when there is a webhook."),
        )
    api = reader.url("BOT_TELEGRAM_API", "https://api.telegram.org")
    # https://core.telegram.org/bots/faq: 30 a second, 1000 for paid broadcasts.
    rate = reader.count("BOT_TELEGRAM_RATE", 30, 1000)
    return TelegramSettings(token, api, webhook, secret, rate)


def _is_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class _Reader:
    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str, default: str) -> str:
        """A setting as text; one that is set to nothing counts as not set."""
        return self._given.get(name, "").strip() or self._from_file(name) or default

    def port(self, name: str, default: int) -> int:
        written = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,5}", written) or not 1 <= int(written) <= 65535:
            raise SettingTrouble(name, T("must be a port number from 1 to 65535."))
        return int(written)

    def days(self, name: str, default: int) -> int:
        written = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,4}", written) or not int(written):
            raise SettingTrouble(name, T("must be a number of days from 1 to 9999."))
        return int(written)

    def count(self, name: str, default: int, most: int) -> int:
        written = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,9}", written) or not 1 <= int(written) <= most:
            raise SettingTrouble(name, T("must be a number from 1 to {most}.", most=most))
        return int(written)

    def url(self, name: str, default: str) -> str:
        written = self.text(name, default).rstrip("/")
        if not written:
            return ""
        if not _is_address(written):
            raise SettingTrouble(name, T("must be an address such as https://home.example.org."))
        return written

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        written = self.text(name, default)
        if written not in allowed:
            raise SettingTrouble(name, T("must be one of {allowed}.", allowed=", ".join(allowed)))
        return written

    def zone(self, name: str, default: str) -> str:
        written = self.text(name, default)
        try:
            ZoneInfo(written)
        except (ValueError, KeyError, OSError):
            if not available_timezones():
                raise SettingTrouble(name, _NO_ZONES) from None
            raise SettingTrouble(name, T("must be a time zone such as Asia/Shanghai.")) from None
        return written

    def _from_file(self, name: str) -> str:
        path = self._given.get(f"{name}_FILE", "").strip()
        if not path:
            return ""
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingTrouble(
                f"{name}_FILE", T("the file {path} cannot be read.", path=path)
            ) from None
