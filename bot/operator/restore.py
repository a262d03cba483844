"""`restore`: bring backups back, the bot's and the report box's, together or one alone."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import delivery, people
from bot.app import open_store
from bot.language import T, Text, Trouble
from bot.operator.restore_box import box_returning
from bot.operator.returning import Returning, copied
from bot.operator.say import Ask, Say
from bot.reports import is_box
from bot.rooms import SCHEMAS
from bot.settings import Settings
from bot.storage import StorageTrouble, Transaction


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup of the bot holds."""

    people: int
    deliveries: int


def restore(
    settings: Settings, file: Path | None, box: Path | None, yes: bool, say: Say, ask: Ask
) -> None:
    """Bring backups back in the place of the stores, unless the operator says no.

    All are looked at before anything is changed.
    """
    with ExitStack() as copies:
        # The box is not put in place while a process serves it; then the bot stays as it was, too.
        returning = [copies.enter_context(box_returning(settings, box))] if box else []
        if file:
            returning.append(copies.enter_context(_bot_returning(settings, file)))
        if not returning:
            raise Trouble(T("Name a backup of the bot, or one of the report box after --box."))
        for each in returning:
            say(each.words)
        paths = ", ".join(str(each.path) for each in returning)
        if not yes and not ask(T("Put it in the place of {path}? Type yes:", path=paths)):
            raise Trouble(T("Nothing was changed."))
        for each in returning:
            each.put_in_place(say)


@contextmanager
def _bot_returning(settings: Settings, file: Path) -> Iterator[Returning]:
    with copied(file, settings.database, lambda rooms: not is_box(rooms)) as copy:
        held = _bring_up_to_date(copy, file)
        yield Returning(
            copy=copy,
            path=settings.database,
            schemas=SCHEMAS,
            journal="WAL",
            words=T(
                "{file} is whole: {people} people are in it. What happened after it was made is"
                " undone. What people had deleted since comes back: delete it again. Offices that"
                " ended and invites that were used since come back too.",
                file=str(file),
                people=held.people,
            ),
            afterwards=[_uncertain(held.deliveries)] if held.deliveries else [],
        )


def _uncertain(count: int) -> Text:
    return T(
        "{count} messages were still to be sent when the backup was made. Whether they went out"
        " since is uncertain, so they are not sent again.",
        count=count,
    )


def _bring_up_to_date(copy: Path, file: Path) -> Held:
    """Migrate the copy, and mark what may have been sent since."""
    try:
        store = open_store(copy)
        try:
            return asyncio.run(store.turn(_hold))
        finally:
            store.close()
    except StorageTrouble as trouble:
        raise type(trouble)(file) from trouble


def _hold(tx: Transaction) -> Held:
    return Held(people.count(tx), delivery.came_back(tx))
