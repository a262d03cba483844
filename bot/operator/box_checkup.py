"""What `doctor` looks at around the report box: what could keep what the box does not."""

import resource
from collections.abc import Iterator
from pathlib import Path

from bot.language import T, Text
from bot.operator.returning import workshop_of
from bot.reports.service import Lists
from bot.reports.years import may_be_published
from bot.settings import ReportSettings

SWAPS = Path("/proc/swaps")


def check_box(settings: ReportSettings) -> Iterator[tuple[Text, Text | None]]:
    """Each finding, with what to do where something is wrong."""
    if not settings.root:
        yield T("the report box: none; people are shown 12388."), None
        return
    lists = Lists(settings.lists, settings.root)
    count = len(lists.directory.bodies)
    yield (
        T("the report box: {count} bodies whose lists are signed.", count=count),
        None if count else T("Put signed lists into {path}.", path=str(settings.lists)),
    )
    for path in lists.not_believed():
        yield (
            T("the report box: {path} counts for nothing.", path=str(path)),
            T(
                "It is signed by another key than the body above has in force, or a newer list"
                " replaces it: then delete it."
            ),
        )
    workshop = workshop_of(settings.database)
    if workshop.exists():
        yield (
            T("the report box: a restore was broken off."),
            T("Bring the backup back again, or delete the copies in {path}.", path=str(workshop)),
        )
    if count and not may_be_published(count):
        yield (
            T(
                "the report box: with two bodies the board gets no yearly figures; with three it"
                " will."
            ),
            None,
        )
    yield (
        T("the box and the swap of this machine."),
        T("What is in memory can get onto the disk: turn it off, or encrypt it.")
        if _swaps()
        else None,
    )
    soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
    yield (
        T("the box and core dumps."),
        T("A crash writes the memory to the disk: start the bot with “ulimit -c 0”.")
        if soft
        else None,
    )
    yield (
        T(
            "look yourself: no access log of a proxy before the box, and no snapshots of the disk"
            " that it is on."
        ),
        None,
    )


def _swaps() -> bool:
    try:
        return len(SWAPS.read_text(encoding="ascii", errors="replace").splitlines()) > 1
    except OSError:
        return False
