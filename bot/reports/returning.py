"""A backup of the box that is to take the box's place."""

import random
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from bot.reports import store
from bot.reports.box import Box
from bot.reports.service import Lists, open_store
from bot.reports.years import ReportYear, RunningYear
from bot.settings import ReportSettings
from bot.storage import StorageTrouble, Transaction, back_up


async def bring_up_to_date(
    copy: Path, settings: ReportSettings, now: Callable[[], datetime]
) -> int:
    """Migrate the copy and do what the nights since would have done; how many cases are in it.

    What the present box has published stays published, and a year that it let pass without it
    stays unpublished. Raise `StorageTrouble`.
    """
    running, years = await _decided(settings.database, copy.with_name("present.db"))
    lists = Lists(settings.lists, settings.root)
    box = Box(lambda: lists.directory, now, random.SystemRandom())
    returning = open_store(copy)
    try:
        await returning.turn(lambda tx: _keep(tx, running, years))
        await returning.turn(box.tidy)
        await returning.rewrite()
        return await returning.turn(store.count_cases)
    finally:
        returning.close()


def _keep(tx: Transaction, running: RunningYear | None, years: Iterable[ReportYear]) -> None:
    store.publish(tx, years)
    returned = store.running_year(tx)
    if running and returned and returned.year < running.year:
        store.put_running_year(tx, running)


async def _decided(
    path: Path, looked_at: Path
) -> tuple[RunningYear | None, tuple[ReportYear, ...]]:
    """By the present box, which may be gone, damaged or older; looked at in a copy."""
    try:
        back_up(path, looked_at)
        present = open_store(looked_at)
    except StorageTrouble:
        return None, ()
    try:
        return await present.turn(lambda tx: (store.running_year(tx), store.published(tx)))
    finally:
        present.close()
