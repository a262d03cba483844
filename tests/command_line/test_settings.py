"""Settings: each wrong one is one clear line that names it; secrets and languages come as said."""

import pytest

from tests.command_line.terminal import Done, Terminal

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"
WEBHOOK = {"BOT_TELEGRAM_TOKEN": TOKEN, "BOT_TELEGRAM_WEBHOOK": "https://home.example.org"}
WRONG: list[tuple[str, dict[str, str]]] = [
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "http"}),
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "-1"}),
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "0"}),
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "65536"}),
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "8080.5"}),
    ("BOT_WEB_PORT", {"BOT_WEB_PORT": "9" * 5000}),
    ("BOT_PUBLIC_URL", {"BOT_PUBLIC_URL": "home.example.org"}),
    ("BOT_PUBLIC_URL", {"BOT_PUBLIC_URL": "ftp://home.example.org"}),
    ("BOT_PUBLIC_URL", {"BOT_PUBLIC_URL": "https://"}),
    ("BOT_PUBLIC_URL", {"BOT_PUBLIC_URL": "http://[::1"}),
    ("BOT_PUBLIC_URL", {"BOT_PUBLIC_URL": "http://localhost:99999"}),
    ("BOT_LOCALE", {"BOT_LOCALE": "fr"}),
    ("BOT_LOCALE", {"BOT_LOCALE": "../locales/en"}),
    ("BOT_TIMEZONE", {"BOT_TIMEZONE": "Nowhere/Land"}),
    ("BOT_TIMEZONE", {"BOT_TIMEZONE": "Asia"}),
    ("BOT_TIMEZONE", {"BOT_TIMEZONE": "../../etc/passwd"}),
    ("BOT_TIMEZONE", {"BOT_TIMEZONE": "上海"}),
    ("BOT_REPORT_IN_DAYS", {"BOT_REPORT_IN_DAYS": "0"}),
    ("BOT_TRANSFER_DAYS", {"BOT_TRANSFER_DAYS": "half a year"}),
    ("BOT_REPORT_HOME_DAYS", {"BOT_REPORT_HOME_DAYS": "-1"}),
    ("BOT_DATABASE_FILE", {"BOT_DATABASE_FILE": "nowhere.txt"}),
    ("BOT_TELEGRAM_TOKEN", {"BOT_TELEGRAM_TOKEN": "123456789"}),
    ("BOT_TELEGRAM_TOKEN", {"BOT_TELEGRAM_TOKEN": TOKEN + " " + TOKEN}),
    ("BOT_TELEGRAM_TOKEN_FILE", {"BOT_TELEGRAM_TOKEN_FILE": "."}),
    ("BOT_TELEGRAM_WEBHOOK", {**WEBHOOK, "BOT_TELEGRAM_WEBHOOK": "example"}),
    ("BOT_TELEGRAM_WEBHOOK_SECRET", WEBHOOK),
    ("BOT_TELEGRAM_WEBHOOK_SECRET", {**WEBHOOK, "BOT_TELEGRAM_WEBHOOK_SECRET": "short"}),
    ("BOT_REPORTS_ROOT", {"BOT_REPORTS_ROOT": "abc"}),
    ("BOT_REPORTS_PORT", {"BOT_REPORTS_PORT": "box"}),
    ("BOT_REPORTS_URL", {"BOT_REPORTS_URL": "box"}),
    ("BOT_REPORTS_IN_CHAT", {"BOT_REPORTS_IN_CHAT": "maybe"}),
    ("BOT_TELEGRAM_RATE", {"BOT_TELEGRAM_TOKEN": TOKEN, "BOT_TELEGRAM_RATE": "0"}),
    ("BOT_TELEGRAM_RATE", {"BOT_TELEGRAM_TOKEN": TOKEN, "BOT_TELEGRAM_RATE": "1001"}),
    ("BOT_TELEGRAM_API", {"BOT_TELEGRAM_TOKEN": TOKEN, "BOT_TELEGRAM_API": "api"}),
]


def is_one_line_about(done: Done, name: str) -> None:
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert done.err[0].startswith((f"{name}：", f"{name}: "))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("name", "settings"), WRONG)
def test_a_wrong_setting_is_one_line_that_names_it(
    terminal: Terminal, name: str, settings: dict[str, str], language: str
) -> None:
    done = terminal.asks("run", **{"BOT_LOCALE": language, **settings})
    is_one_line_about(done, name)
    assert TOKEN not in done.err[0]
    assert not list(terminal.folder.iterdir()), "nothing is made"


@pytest.mark.parametrize("command", ["run", "demo", "doctor"])
def test_a_wrong_setting_stops_every_command(terminal: Terminal, command: str) -> None:
    is_one_line_about(terminal.runs(command, BOT_TIMEZONE="Nowhere/Land"), "BOT_TIMEZONE")


@pytest.mark.parametrize(
    ("database", "word"),
    [("/proc/nowhere/bot.db", "/proc/nowhere/bot.db"), (".", "数据库"), ("text.txt", "text.txt")],
)
def test_a_store_that_cannot_be_one(terminal: Terminal, database: str, word: str) -> None:
    (terminal.folder / "text.txt").write_text("你好", encoding="utf-8")
    done = terminal.asks("run", BOT_DATABASE=database)
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert word in done.err[0]


@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7", "::g"])
def test_a_host_that_is_not_this_machine(terminal: Terminal, host: str) -> None:
    done = terminal.runs("run", BOT_WEB_HOST=host)
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "BOT_WEB_HOST" in done.err[0] and host in done.err[0]


def test_a_setting_from_a_file(terminal: Terminal) -> None:
    (terminal.folder / "token").write_text("not a token\n")
    is_one_line_about(
        terminal.asks("doctor", BOT_TELEGRAM_TOKEN_FILE="token"), "BOT_TELEGRAM_TOKEN"
    )
    (terminal.folder / "where").write_text("elsewhere/my.db\n")
    done = terminal.asks("doctor", BOT_DATABASE_FILE="where")
    assert any("elsewhere/my.db" in line for line in done.out)


def test_what_is_set_to_nothing_is_not_set(terminal: Terminal) -> None:
    done = terminal.asks("doctor", BOT_WEB_PORT="", BOT_LOCALE=" ", BOT_TELEGRAM_TOKEN="")
    assert any("data/bot.db" in line for line in done.out)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_settings_from_the_folders_own_file(terminal: Terminal, mark: str) -> None:
    dotenv = terminal.folder / ".env"
    dotenv.write_text(f"{mark}BOT_LOCALE=en\nBOT_DATABASE=my.db\n", encoding="utf-8")
    done = terminal.asks("doctor")
    assert any(line.startswith("WRONG:") and "my.db" in line for line in done.out)
    over = terminal.asks("doctor", BOT_DATABASE="other.db")
    assert any("other.db" in line for line in over.out), "the environment comes first"


def test_a_wrong_setting_in_the_folders_own_file(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_text("BOT_LOCALE=en\nBOT_TIMEZONE=Nowhere\n")
    done = terminal.asks("doctor")
    is_one_line_about(done, "BOT_TIMEZONE")
    assert "must be a time zone" in done.err[0]


def test_a_file_of_settings_that_is_no_text(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_bytes("BOT_DATABASE=数据.db\n".encode("gb18030"))
    is_one_line_about(terminal.asks("doctor"), ".env")


def test_help_is_in_the_language_that_is_set(terminal: Terminal) -> None:
    terminal.anew = True
    assert "serve the bot" in "\n".join(terminal.runs("--help", BOT_LOCALE="en").out)
    assert "导入" in "\n".join(terminal.runs("--help").out)
