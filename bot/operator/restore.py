"""`restore`: bring a backup back, also while the bot is at work."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import delivery, people
from bot.app import open_store
from bot.clock import Clock
from bot.language import T, Trouble
from bot.operator.say import Ask, Say
from bot.rooms import SCHEMAS
from bot.settings import Settings
from bot.storage import StorageTrouble, Transaction, back_up, bring_in


@dataclass(frozen=True, slots=True)
class Returning:
    """What comes back with a backup."""

    people: int
    deliveries: int


def restore(settings: Settings, file: Path, yes: bool, say: Say, ask: Ask) -> None:
    """Bring the backup `file` back in the place of the store, unless the operator says no."""
    path = settings.database
    if file.exists() and path.exists() and file.samefile(path):
        raise Trouble(T("{file} is the store itself, not a backup of it.", file=str(file)))
    with _workshop(path) as workshop:
        copy = workshop / "copy.db"
        back_up(file, copy)
        returning = _bring_up_to_date(copy, file)
        say(
            T(
                "{file} is whole: {people} people are in it. What happened after it was made is"
                " undone. What people had deleted since comes back: delete it again. Offices that"
                " ended and invites that were used since come back too.",
                file=str(file),
                people=returning.people,
            )
        )
        if not yes and not ask(T("Put it in the place of {path}? Type yes:", path=str(path))):
            raise Trouble(T("Nothing was changed."))
        kept = path.with_name(f"{path.name}.before-{Clock().now():%Y%m%dT%H%M%S.%fZ}")
        _put_in_place(copy, path, kept, say)
    if returning.deliveries:
        say(
            T(
                "{count} messages were still to be sent when the backup was made. Whether they"
                " went out since is uncertain, so they are not sent again.",
                count=returning.deliveries,
            )
        )


def _put_in_place(copy: Path, path: Path, kept: Path, say: Say) -> None:
    something = bring_in(copy, path, kept, SCHEMAS)
    say(T("The store {path} now holds the backup.", path=str(path)))
    if something:
        say(
            T(
                "What was there before is in {kept}. Delete that file when all is well.",
                kept=str(kept),
            )
        )


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A folder beside the store for this user alone; what a killed restore left goes first."""
    folder = path.with_name(f"{path.name}.restoring")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError:
        raise Trouble(
            T("The folder {folder} cannot be made. Check the permissions.", folder=str(folder))
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bring_up_to_date(copy: Path, file: Path) -> Returning:
    """Migrate the copy, and mark what may have been sent since."""
    try:
        store = open_store(copy)
        try:
            return asyncio.run(store.turn(_return))
        finally:
            store.close()
    except StorageTrouble as trouble:
        raise type(trouble)(file) from trouble


def _return(tx: Transaction) -> Returning:
    return Returning(people.count(tx), delivery.came_back(tx))
