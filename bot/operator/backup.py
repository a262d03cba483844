"""`backup`: a checked copy of the store, also while the bot is at work."""

from pathlib import Path

from bot.language import T, Trouble
from bot.operator.say import Say
from bot.reports import is_box
from bot.settings import Settings
from bot.storage import back_up, level_file, rooms_of


def backup(settings: Settings, file: Path, replace: bool, say: Say) -> None:
    """Write a backup to `file`, for the eyes of this user alone."""
    back_up(settings.database, file, replace=replace)
    megabytes = f"{file.stat().st_size / 1_000_000:.1f}"
    say(
        T(
            "The backup is in {file}, {megabytes} MB, checked. It holds personal data: keep it"
            " where nobody else reads it, and no longer than you need it.",
            file=str(file),
            megabytes=megabytes,
        )
    )


def backup_box(settings: Settings, file: Path, say: Say) -> None:
    """Write the report box's backup, in the random order of its keys, over the one before.

    There is only one: two would show what came between them. Raise `Trouble` for a file that is
    something else.
    """
    # A link stays one: in its place there would be a second backup.
    file = file.resolve()
    if file.exists() and not is_box(rooms_of(file)):
        raise Trouble(
            T("{file} is no backup of the box, so it stays. Name another file.", file=str(file))
        )
    back_up(settings.reports.database, file, replace=True)
    level_file(file)
    say(T("The box's backup is in {file}. Keep this one alone.", file=str(file)))
