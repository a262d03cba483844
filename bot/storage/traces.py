"""What a file shows besides its contents: in which order its pages came, and when."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.storage.errors import trouble

# Every file that is levelled carries this time: the first second of 2020, in UTC.
LEVEL = 1_577_836_800


def rewrite(path: Path) -> None:
    """Write a store's pages anew in the order of its keys. Raise `StorageTrouble`."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        if told := trouble(error, path):
            raise told from error
        raise


def level(folder: Path) -> None:
    """Give the files of a folder, and the folder, one time that says nothing."""
    for path in (*folder.iterdir(), folder):
        # A journal can be gone by now.
        with suppress(FileNotFoundError):
            level_file(path)


def level_file(path: Path) -> None:
    os.utime(path, (LEVEL, LEVEL))
