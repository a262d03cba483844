"""A backup of the box that is to take the box's place."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.reports import store
from bot.reports.box import Box
from bot.reports.service import Lists, open_store, published_years
from bot.reports.years import ReportYear
from bot.settings import ReportSettings
from bot.storage import StorageTrouble, back_up


async def bring_up_to_date(
    copy: Path, settings: ReportSettings, now: Callable[[], datetime]
) -> int:
    """Migrate the copy and do what the nights since would have done; how many cases are in it.

    What the present box has published stays published. Raise `StorageTrouble`.
    """
    years = await _published(settings.database, copy.with_name("present.db"))
    lists = Lists(settings.lists, settings.root)
    box = Box(lambda: lists.directory, now, random.SystemRandom())
    returning = open_store(copy)
    try:
        await returning.turn(lambda tx: store.publish(tx, years))
        await returning.turn(box.tidy)
        await returning.rewrite()
        return await returning.turn(store.count_cases)
    finally:
        returning.close()


async def _published(path: Path, looked_at: Path) -> tuple[ReportYear, ...]:
    """By the present box, which may be gone, damaged or older; looked at in a copy."""
    try:
        back_up(path, looked_at)
        return await published_years(looked_at)
    except StorageTrouble:
        return ()
