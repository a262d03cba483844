"""A backup on its way back: looked at on a copy, then put in the place of a store."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.language import T, Text, Trouble
from bot.operator.say import Say
from bot.storage import Schema, back_up, bring_in, rooms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """A backup that is whole and up to date, in a copy beside the store whose place it takes.

    `words` say what comes back and what is undone; `of_kept`, what to know of what was there
    before; `afterwards`, what is left to do.
    """

    copy: Path
    path: Path
    schemas: Sequence[Schema]
    journal: str
    words: Text
    of_kept: Text = T("Delete that file when all is well.")
    afterwards: Sequence[Text] = ()

    def put_in_place(self, say: Say) -> None:
        kept = self.path.with_name(f"{self.path.name}.before-{Clock().now():%Y%m%dT%H%M%S.%fZ}")
        something = bring_in(self.copy, self.path, kept, self.schemas, journal=self.journal)
        say(T("The store {path} now holds the backup.", path=str(self.path)))
        if something:
            say(T("What was there before is in {kept}.", kept=str(kept)))
            say(self.of_kept)
        for text in self.afterwards:
            say(text)


@contextmanager
def copied(file: Path, path: Path, is_right: Callable[[frozenset[str]], bool]) -> Iterator[Path]:
    """A checked copy of a backup, in a folder beside the store that goes afterwards.

    `is_right` looks at the rooms that it holds. Raise `Trouble` for another kind of file.
    """
    if file.exists() and path.exists() and file.samefile(path):
        raise Trouble(T("{file} is the store itself, not a backup of it.", file=str(file)))
    with _workshop(path) as workshop:
        copy = workshop / "copy.db"
        back_up(file, copy)
        if not is_right(rooms_of(copy)):
            raise Trouble(
                T(
                    "{file} is a backup of something else: the bot's is named by itself, the"
                    " report box's after --box.",
                    file=str(file),
                )
            )
        yield copy


def workshop_of(path: Path) -> Path:
    """Where a restore of the store at `path` works, and leaves its copies if it is killed."""
    return path.with_name(f"{path.name}.restoring")


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A folder beside the store for this user alone; what a killed restore left goes first."""
    folder = workshop_of(path)
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
