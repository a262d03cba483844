"""The other process of the tests: `python -m tests.storage.other_process ROLE STORE`."""

import asyncio
import resource
import sys
from itertools import count
from pathlib import Path

from bot.storage import StorageTrouble, Store
from tests.storage.gate import NOTES, add


def holds(store: Store) -> None:
    print("open", flush=True)
    sys.stdin.readline()


def works(store: Store) -> None:
    """Add numbered notes as fast as it goes, eight at once; print each when it is reported."""
    numbers = count()

    async def worker() -> None:
        while True:
            id = str(next(numbers))
            print(await store.turn(lambda tx: add(tx, id)), flush=True)

    async def everything() -> None:
        await asyncio.gather(*(worker() for _ in range(8)))

    asyncio.run(everything())


def is_limited(store: Store) -> None:
    """Three turns that need more than a file may hold, then the same without the limit."""

    async def group() -> list[str | BaseException]:
        notes = (("first", ""), ("big", "x" * 500_000), ("last", ""))
        turns = (store.turn(lambda tx, note=note: add(tx, *note)) for note in notes)  # type: ignore[misc]
        return await asyncio.gather(*turns, return_exceptions=True)

    async def everything() -> None:
        no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, no_limit[1]))
        outcomes = [*await group(), await store.turn(lambda tx: add(tx, "small"))]
        resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
        for outcome in [*outcomes, *await group()]:
            print(outcome if isinstance(outcome, str) else type(outcome).__name__, flush=True)

    asyncio.run(everything())


ROLES = {"holds": holds, "works": works, "is limited": is_limited}


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
