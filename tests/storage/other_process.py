"""The other process of the tests: `python -m tests.storage.other_process ROLE STORE`."""

import asyncio
import resource
import sys
from asyncio import create_task, gather
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event

from bot.storage import StorageTrouble, Store, Transaction
from tests.storage.gate import NOTES, PATIENCE, add, queued


def holds(store: Store) -> None:
    print("open", flush=True)
    sys.stdin.readline()


def works(store: Store) -> None:
    """Add numbered notes as fast as it goes, eight at once; print each when it is reported."""
    numbers = count()

    async def worker() -> None:
        while True:
            print(await store.turn(adding(str(next(numbers)))), flush=True)

    async def everything() -> None:
        await gather(*(worker() for _ in range(8)))

    asyncio.run(everything())


def is_limited(store: Store) -> None:
    """A group that needs more than a file may hold, and the same without the limit."""
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, no_limit[1]))
    asyncio.run(report_group(store))
    resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
    asyncio.run(report_group(store))


def is_full(store: Store) -> None:
    """A group on a disk of one megabyte that something else has filled, and after it is gone."""
    filler = store.path.with_name("filler")
    filler.write_bytes(b"x" * 800_000)
    asyncio.run(report_group(store))
    filler.unlink()
    asyncio.run(report_group(store))
    print(asyncio.run(store.turn(lambda tx: tx.value("PRAGMA integrity_check"))))


async def report_group(store: Store) -> None:
    ready = Event()
    waiting = create_task(store.turn(lambda tx: ready.wait(PATIENCE)))
    notes = (("first", ""), ("big", "x" * 300_000), ("last", ""))
    turns = [create_task(store.turn(adding(*note))) for note in notes]
    await queued()
    ready.set()
    outcomes = await gather(waiting, *turns, return_exceptions=True)
    for outcome in outcomes[1:]:
        print(outcome if isinstance(outcome, str) else type(outcome).__name__, flush=True)


def adding(id: str, words: str = "") -> Callable[[Transaction], str]:
    return lambda tx: add(tx, id, words)


ROLES = {"holds": holds, "works": works, "is limited": is_limited, "is full": is_full}


def main(role: str, path: str) -> None:
    try:
        store = Store.open(Path(path), [NOTES])
    except StorageTrouble as trouble:
        print(type(trouble).__name__, flush=True)
        return
    ROLES[role](store)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
