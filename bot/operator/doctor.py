"""`doctor`: look at all that the bot needs, and say what to do."""

import asyncio
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from bot.app import open_store
from bot.language import Catalogues, T, Text, Trouble
from bot.operator.box_checkup import check_box
from bot.operator.say import Say
from bot.settings import Settings, TelegramSettings
from bot.storage import Store

MB = 1_000_000
# Less than this on the disk is worth a word.
LOW = 500 * MB


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
    yield Finding(T("time zones: {count}.", count=len(available_timezones())))
    yield from _store_findings(settings)
    yield _address_finding(settings)
    yield from (Finding(what, help) for what, help in check_box(settings.reports))
    if settings.telegram:
        for what, help in asyncio.run(_telegram_findings(settings.telegram)):
            yield Finding(what, help)


async def _telegram_findings(settings: TelegramSettings) -> list[tuple[Text, Text | None]]:
    # Its library takes a while to load.
    from bot.channels.telegram.checkup import check

    return [finding async for finding in check(settings)]


def _store_findings(settings: Settings) -> Iterator[Finding]:
    path = settings.database
    what = T("the store {path}.", path=str(path))
    if not path.exists():
        yield Finding(what, T("It is not there yet: load a county to make it."))
        return
    try:
        store = open_store(path, beside=True)
    except Trouble as trouble:
        yield Finding(what, trouble.text)
        return
    try:
        at_work = T("the store {path}: a bot is at work on it.", path=str(path))
        yield Finding(at_work if store.is_beside else what)
        yield from asyncio.run(_content_findings(store))
    finally:
        store.close()
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            what, T("Others on this machine can read it: chmod 600 {path}", path=str(path))
        )
    yield _disk_finding(path)


async def _content_findings(store: Store) -> list[Finding]:
    async with store.reading() as reader:
        (damage, *_) = await reader.all("PRAGMA quick_check(1)")
        (held,) = await reader.all(
            "SELECT (SELECT count(*) FROM unit) AS units, EXISTS (SELECT 1 FROM office) AS offices,"
            " EXISTS (SELECT 1 FROM invite WHERE expires_at > unixepoch()) AS invites,"
            " (SELECT count(*) FROM outbox WHERE state = 'uncertain') AS uncertain"
        )
    return [
        *([] if damage[0] == "ok" else [_DAMAGED]),
        Finding(T("units: {count}.", count=held["units"])) if held["units"] else _NO_UNITS,
        *([] if held["offices"] else [_INVITED if held["invites"] else _NO_OFFICES]),
        # Nothing is wrong with the bot there: a connection broke before the answer came.
        Finding(T("messages that may have arrived or not: {count}.", count=held["uncertain"])),
    ]


_DAMAGED = Finding(T("the store's pages."), T("They are damaged: bring back the last backup."))
_NO_UNITS = Finding(T("units: none."), T("Load a county: python -m bot load FOLDER"))
_INVITED = Finding(T("offices: none is taken up yet; an invite is open."))
_NO_OFFICES = Finding(
    T("offices: none."), T("Invite somebody: python -m bot invite --role committee --at NAME")
)


def _disk_finding(path: Path) -> Finding:
    """A backup or a restore beside the store needs room for the store once more, or twice."""
    free = shutil.disk_usage(path.parent).free
    what = T("free on the disk of {path}: {megabytes} MB.", path=str(path), megabytes=free // MB)
    enough = free >= max(LOW, 3 * path.stat().st_size)
    return Finding(what, None if enough else T("That is little: make room before it is full."))


def _address_finding(settings: Settings) -> Finding:
    what = T("the public address {address}.", address=settings.public_url)
    local = settings.public_url.startswith(("http://localhost", "http://127.0.0.1"))
    if settings.public_url.startswith("https:") or local:
        return Finding(what)
    return Finding(what, T("It is not encrypted: put a server with TLS before it and use https."))
