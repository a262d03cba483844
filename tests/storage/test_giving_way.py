"""Giving way: a store in memory, in its own thread, lets go first whoever waits for a turn."""

import asyncio
import threading

from bot.storage import MemoryStore, Store, Transaction
from bot.storage.memory import PATIENCE


def three(tx: Transaction) -> list[int]:
    return [tx.all(f"SELECT {number} AS number")[0]["number"] for number in (1, 2, 3)]


def test_it_gives_way_before_each_statement_and_not_for_longer_than_it_has_patience() -> None:
    waits: list[float] = []
    assert MemoryStore([]).turn(three, waits.append) == [1, 2, 3]
    assert len(waits) == 3
    assert PATIENCE >= waits[0] > waits[2] > 0


def test_whoever_has_lost_patience_goes_on() -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        threading.Event().wait(seconds)

    assert MemoryStore([]).turn(three, wait) == [1, 2, 3]
    assert len(waits) == 1


async def test_a_store_is_at_rest_once_nobody_waits_for_a_turn(store: Store) -> None:
    begun, over = threading.Event(), threading.Event()
    order: list[str] = []

    def slow(tx: Transaction) -> None:
        begun.set()
        over.wait(5)
        order.append("turn")

    def gives_way() -> None:
        store.give_way(5)
        order.append("gave way")

    turn = asyncio.create_task(store.turn(slow))
    await asyncio.to_thread(begun.wait, 5)
    giving = asyncio.create_task(asyncio.to_thread(gives_way))
    over.set()
    await asyncio.gather(turn, giving)
    assert order == ["turn", "gave way"]


async def test_a_turn_whose_caller_left_or_that_failed_keeps_nobody_waiting(store: Store) -> None:
    leaving = asyncio.create_task(store.turn(lambda tx: tx.all("SELECT 1")))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.wait([leaving])
    failing = asyncio.create_task(store.turn(lambda tx: tx.all("SELECT nothing")))
    await asyncio.wait([failing])
    assert failing.exception()
    assert store._writer.at_rest.is_set()
