"""The ground that everything stands on: turns, readers, migrations, search."""

from bot.storage.backup import back_up
from bot.storage.errors import StorageTrouble, StoreBusy, StoreFull, StoreInUse, in_trouble
from bot.storage.memory import GiveWay, MemoryStore
from bot.storage.migrations import Schema
from bot.storage.opening import rooms_of
from bot.storage.restoring import bring_in
from bot.storage.search import SearchIndex
from bot.storage.store import Kind, Reader, Store
from bot.storage.traces import level, level_file, rewrite
from bot.storage.transaction import Transaction

__all__ = [
    "GiveWay",
    "Kind",
    "MemoryStore",
    "Reader",
    "Schema",
    "SearchIndex",
    "StorageTrouble",
    "Store",
    "StoreBusy",
    "StoreFull",
    "StoreInUse",
    "Transaction",
    "back_up",
    "bring_in",
    "in_trouble",
    "level",
    "level_file",
    "rewrite",
    "rooms_of",
]
