"""What can be wrong with a store, each with a word that says what to do."""

import sqlite3
from pathlib import Path

from bot.language import T, Text, Trouble


class StorageTrouble(Trouble):
    """The family of the store's errors; `path` is the store they are about."""

    message: Text

    def __init__(self, path: Path | str) -> None:
        super().__init__(Text(self.message.message, {"path": str(path)}))
        self.path = path


class NotAStore(StorageTrouble):
    message = T("{path} is not a store of this bot. Move the file away or name another one.")


class NewerStore(StorageTrouble):
    message = T("The store {path} was written by a newer version of the bot. Install that one.")


class StoreInUse(StorageTrouble):
    message = T("Another process already works on the store {path}. Stop that one first.")


class StoreUnwritable(StorageTrouble):
    message = T("The store {path} cannot be written. Check the folder and its permissions.")


class StoreFull(StorageTrouble):
    message = T("The disk that holds the store {path} is full. Make room; nothing was lost.")


class StoreBusy(StorageTrouble):
    message = T("The store {path} is locked by another program. Close that one and try again.")


class StoreDamaged(StorageTrouble):
    message = T("The store {path} is damaged. Stop the bot and bring back the last backup.")


class DemoStore(StorageTrouble):
    message = T("{path} is the demo's store. Name another one for the real bot.")


class RealStore(StorageTrouble):
    message = T("{path} is a real store. The demo must not touch it; name another one.")


class NoStore(StorageTrouble):
    message = T("There is no file {path}.")


class OtherVersion(StorageTrouble):
    message = T(
        "The bot that works on the store {path} is of another version. Stop it before you do this."
    )


class FileThere(StorageTrouble):
    message = T("There is a file {path} already. Name another one, or add --replace.")


class FileUnwritable(StorageTrouble):
    message = T("The file {path} cannot be written. Check the folder and its permissions.")


class NoRoom(StorageTrouble):
    message = T("The disk has no room for {path}. Nothing was left there; make room.")


_TROUBLES: dict[int, type[StorageTrouble]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreUnwritable,
    sqlite3.SQLITE_CANTOPEN: StoreUnwritable,
    sqlite3.SQLITE_IOERR: StoreUnwritable,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}


def trouble(error: BaseException, path: Path) -> StorageTrouble | None:
    """The word for an error of the engine, where there is one that a person can act on."""
    kind = _TROUBLES.get(_code(error))
    if kind is None:
        return None
    told = kind(path)
    told.__cause__ = error
    return told


def in_trouble(error: BaseException) -> bool:
    """Whether an error is the store's own, such as a full disk, and no fault of who worked."""
    return _code(error) in _TROUBLES


def _code(error: BaseException) -> int:
    # The lower byte is the kind, the rest tells details: https://www.sqlite.org/rescode.html
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
