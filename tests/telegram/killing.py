"""A bot in a process of its own, on a store where the town's people hold their offices."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.bot_api import BotApiServer
from tests.command_line.child import ROOT, Child
from tests.telegram.gateway import reserved
from tests.telegram.office import SECRET, TOKEN, Office


class Bot:
    """Starts `python -m bot run` and ends it with a signal, as often as a test likes."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self._folder = folder
        self._settings = settings
        self._child: Child | None = None

    def starts(self) -> None:
        assert self._child is None
        self._child = Child(["run"], self._folder, self._settings)

    async def is_killed(self) -> None:
        code, words = await self.ends(signal.SIGKILL)
        assert code == -signal.SIGKILL, f"it had ended by itself: {words}"

    async def ends(self, sign: signal.Signals) -> tuple[int, str]:
        """Send it a signal; its exit code, and what it had to say of troubles."""
        child, self._child = self._child, None
        assert child
        with closing(child):
            child.send(sign)
            code, _, words = await asyncio.to_thread(child.rest)
        return code, words

    def close(self) -> None:
        if self._child:
            self._child.close()


@contextmanager
def settings(folder: Path, server: BotApiServer, *, webhook: bool) -> Iterator[dict[str, str]]:
    """The environment of a bot, whose port nobody else gets meanwhile."""
    with reserved() as port:
        yield _settings(folder, server, port, webhook)


def _settings(folder: Path, server: BotApiServer, port: int, webhook: bool) -> dict[str, str]:
    given = {
        "BOT_DATABASE": str(folder / "bot.db"),
        "BOT_TELEGRAM_API": server.base_url.removesuffix("/bot"),
        "BOT_TELEGRAM_TOKEN": TOKEN,
        "BOT_TIMEZONE": _where_it_is_noon(),
        "BOT_WEB_PORT": str(port),
    }
    if webhook:
        given["BOT_TELEGRAM_WEBHOOK"] = f"http://127.0.0.1:{port}"
        given["BOT_TELEGRAM_WEBHOOK_SECRET"] = SECRET
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given}


@contextmanager
def asleep(folder: Path, server: BotApiServer, *, webhook: bool, rate: int = 30) -> Iterator[Bot]:
    """A bot that has not been started yet."""
    with (
        settings(folder, server, webhook=webhook) as environment,
        closing(Bot(folder, {**environment, "BOT_TELEGRAM_RATE": str(rate)})) as bot,
    ):
        yield bot


@contextmanager
def run(folder: Path, server: BotApiServer, *, webhook: bool) -> Iterator[Bot]:
    """A bot at work."""
    with asleep(folder, server, webhook=webhook) as bot:
        bot.starts()
        yield bot


@asynccontextmanager
async def town_hall(folder: Path, server: BotApiServer, locale: str) -> AsyncIterator[Office]:
    """The store as the operator made it, for whom it is noon; nobody works on it yet."""
    house = Office(folder / "bot.db", server)
    await house.settle(locale)
    zone = _where_it_is_noon()
    await house.town.bot.store.turn(
        lambda tx: tx.change("UPDATE person SET zone = :zone", {"zone": zone})
    )
    house.town.bot.store.close()
    try:
        yield house
    finally:
        await house.ends()


def _where_it_is_noon() -> str:
    """A zone where nobody sleeps now. Its sign is that of POSIX: west is more."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
