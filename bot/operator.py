"""The operator's commands: run, load a county, invite, and look after the house."""

import asyncio
import logging
import random
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import app, organization, people
from bot.app import Bot, ids, new_code, open_store
from bot.channels.telegram.checkup import check
from bot.channels.web.server import WebServer, listen, web_app
from bot.clock import Clock
from bot.county import load_county
from bot.delivery import Ticker
from bot.language import Catalogues, T, Text, Trouble
from bot.organization import read_county
from bot.people import Office, Role
from bot.settings import Settings, TelegramSettings
from bot.storage import Store, StoreInUse, Transaction

log = logging.getLogger(__name__)

Say = Callable[[Text], None]


def run(settings: Settings, catalogues: Catalogues, say: Say) -> None:
    """Serve until stopped."""
    app.quiet_logs()
    store = open_store(settings.database)
    try:
        asyncio.run(_serve(store, settings, catalogues, say))
    finally:
        store.close()


async def _serve(store: Store, settings: Settings, catalogues: Catalogues, say: Say) -> None:
    bot = Bot(store, settings, Clock(), random.SystemRandom(), catalogues)
    telegram = bot.telegram(settings.telegram) if settings.telegram else None
    server = WebServer(web_app(app.web_routes(bot, telegram)))
    socket = listen(settings.web_host, settings.web_port)
    say(T("The chat is open at {address}", address=f"{settings.public_url}/chat"))
    channel = asyncio.create_task(telegram.run()) if telegram else None
    ticker = Ticker(bot.tick, bot.tidy)
    ticker.start()
    try:
        await server.serve([socket])
    finally:
        ticker.stop()
        if channel:
            channel.cancel()
            await asyncio.gather(channel, return_exceptions=True)


def load(settings: Settings, folder: Path, say: Say) -> None:
    """Load a county from its folder."""
    county = read_county(folder)
    store = open_store(settings.database)
    try:
        new_id = ids(random.SystemRandom())
        loaded = asyncio.run(store.turn(lambda tx: load_county(tx, county, new_id)))
    finally:
        store.close()
    say(
        T(
            "{county}: {added} units added, {changed} changed, {unchanged} as they were;"
            " {members} members on the branches' lists.",
            county=county.name,
            added=loaded.units.added,
            changed=loaded.units.changed,
            unchanged=loaded.units.unchanged,
            members=loaded.members,
        )
    )


def invite(settings: Settings, role: Role, unit_name: str, say: Say) -> None:
    """Print a one-time code and link that give an office."""
    store = open_store(settings.database)
    try:
        code = asyncio.run(store.turn(lambda tx: _invite(tx, role, unit_name)))
    finally:
        store.close()
    link = f"{settings.public_url}/chat?start=i-{code}"
    say(T("One-time link for {unit}, good for 7 days: {link}", unit=unit_name, link=link))
    say(T("Or type this code in the chat: {code}", code=f"i-{code}"))


def _invite(tx: Transaction, role: Role, unit_name: str) -> str:
    unit = organization.by_name(tx, unit_name)
    if unit is None:
        raise Trouble(
            T("No unit is called “{name}”. Load a county first, or check the name.", name=unit_name)
        )
    chance = random.SystemRandom()
    code, _ = people.invite(tx, Office(role, unit.id), Clock().now(), lambda: new_code(chance))
    return code


@dataclass(frozen=True, slots=True)
class Finding:
    """What doctor found; `help` says what to do where something is wrong."""

    what: Text
    help: Text | None = None


def doctor(settings: Settings, catalogues: Catalogues, say: Say) -> bool:
    """Check what the bot needs, say what to do; whether all is well."""
    well = True
    for finding in _findings(settings, catalogues):
        if finding.help is None:
            say(T("well: {what}", what=finding.what))
        else:
            well = False
            say(T("WRONG: {what} {help}", what=finding.what, help=finding.help))
    return well


def _findings(settings: Settings, catalogues: Catalogues) -> Iterator[Finding]:
    yield Finding(T("the settings can be read."))
    languages = ", ".join(catalogues.locales)
    yield Finding(T("catalogues: {languages}.", languages=languages))
    yield from _store_findings(settings)
    yield _address_finding(settings)
    if settings.telegram:
        for what, help in asyncio.run(_telegram_findings(settings.telegram)):
            yield Finding(what, help)


async def _telegram_findings(settings: TelegramSettings) -> list[tuple[Text, Text | None]]:
    return [finding async for finding in check(settings)]


def _store_findings(settings: Settings) -> Iterator[Finding]:
    path = settings.database
    what = T("the store {path}.", path=str(path))
    if not path.exists():
        yield Finding(what, T("It is not there yet: load a county to make it."))
        return
    try:
        store = open_store(path)
    except StoreInUse:
        yield Finding(T("the store {path}: a bot is at work on it.", path=str(path)))
        return
    except Trouble as trouble:
        yield Finding(what, trouble.text)
        return
    try:
        yield Finding(what)
        yield from asyncio.run(store.turn(lambda tx: list(_content_findings(tx))))
    finally:
        store.close()
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            what, T("Others on this machine can read it: chmod 600 {path}", path=str(path))
        )


def _content_findings(tx: Transaction) -> Iterator[Finding]:
    damage = tx.value("PRAGMA quick_check")
    if damage != "ok":
        yield Finding(T("the store's pages."), T("They are damaged: bring back the last backup."))
    units = tx.value("SELECT count(*) FROM unit")
    if units:
        yield Finding(T("units: {count}.", count=units))
    else:
        yield Finding(T("units: none."), T("Load a county: python -m bot load FOLDER"))
    if not tx.value("SELECT count(*) FROM office"):
        yield Finding(
            T("offices: none."),
            T("Invite somebody: python -m bot invite --role committee --at NAME"),
        )


def _address_finding(settings: Settings) -> Finding:
    what = T("the public address {address}.", address=settings.public_url)
    local = settings.public_url.startswith(("http://localhost", "http://127.0.0.1"))
    if settings.public_url.startswith("https:") or local:
        return Finding(what)
    return Finding(what, T("It is not encrypted: put a server with TLS before it and use https."))


__all__ = ["doctor", "invite", "load", "run"]
