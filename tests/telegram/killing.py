"""A bot in a process of its own, on a store where the town's people hold their offices."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.bot_api import BotApiServer
from tests.telegram.gateway import reserved
from tests.telegram.office import SECRET, TOKEN, Office

ROOT = Path(__file__).parents[2]


class Bot:
    """Starts it and kills it with SIGKILL, as often as a test likes."""

    def __init__(self, nursery: asyncio.subprocess.Process) -> None:
        self._nursery = nursery

    async def starts(self) -> None:
        await self._asks("start")

    async def is_killed(self) -> None:
        await self._asks("kill")

    async def _asks(self, what: str) -> None:
        stdin, stdout = self._nursery.stdin, self._nursery.stdout
        assert stdin and stdout
        stdin.write(f"{what}\n".encode())
        await stdin.drain()
        assert await stdout.readline() == f"{what}\n".encode(), "see the bot's own words above"


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


@asynccontextmanager
async def nursery(
    folder: Path, server: BotApiServer, *, webhook: bool, rate: int = 30
) -> AsyncIterator[Bot]:
    """A bot that has not been started yet; whatever it says goes to the test's own errors."""
    with settings(folder, server, webhook=webhook) as environment:
        environment["BOT_TELEGRAM_RATE"] = str(rate)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.telegram.nursery",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
        assert process.stdin
        try:
            yield Bot(process)
        finally:
            process.stdin.close()
            await process.wait()


@asynccontextmanager
async def run(
    folder: Path, server: BotApiServer, *, webhook: bool
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run` itself."""
    with settings(folder, server, webhook=webhook) as environment:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()


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
