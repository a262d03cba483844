"""`restore --box`: the report box's backup comes back, while nobody serves the box."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.clock import Clock
from bot.language import T
from bot.operator.box import hold_to_root
from bot.operator.returning import Returning, copied
from bot.reports import is_box
from bot.reports.returning import bring_up_to_date
from bot.reports.store import SCHEMA
from bot.settings import Settings
from bot.storage import StorageTrouble, level


@contextmanager
def box_returning(settings: Settings, file: Path) -> Iterator[Returning]:
    """The backup of the box, without what is over by now. Raise `Trouble`."""
    hold_to_root(settings.reports)
    path = settings.reports.database
    try:
        with copied(file, path, is_box) as copy:
            yield Returning(
                copy=copy,
                path=path,
                schemas=[SCHEMA],
                journal="DELETE",
                words=T(
                    "{file} is whole. Cases of the report box in it: {count}. Reports that came"
                    " after it was made will be gone, and their receipts open nothing. So will"
                    " steps and answers: tell the holders. What was taken back since comes back.",
                    file=str(file),
                    count=_cases(settings, copy, file),
                ),
                of_kept=T("Delete that file soon: beside the box it shows what came in between."),
            )
    finally:
        if path.parent.exists():
            level(path.parent)


def _cases(settings: Settings, copy: Path, file: Path) -> int:
    try:
        return asyncio.run(bring_up_to_date(copy, settings.reports, Clock().now))
    except StorageTrouble as trouble:
        raise type(trouble)(file) from trouble
