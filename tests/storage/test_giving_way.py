"""Giving way: a store in memory, in its own thread, lets go first whoever waits for a turn."""

import asyncio
import threading

import pytest

from bot.storage import MemoryStore, Store, Transaction, memory


def three(tx: Transaction) -> list[int]:
    return [tx.all(f"SELECT {number} AS number")[0]["number"] for number in (1, 2, 3)]


def test_it_gives_way_before_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PATIENCE", 60.0)
    waits: list[float] = []
    assert MemoryStore([]).turn(three, waits.append) == [1, 2, 3]
    assert len(waits) == 3
    assert waits[0] >= waits[1] >= waits[2]


def test_whoever_has_lost_patience_goes_on() -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        threading.Event().wait(seconds)

    assert MemoryStore([]).turn(three, wait) == [1, 2, 3]
    assert len(waits) == 1


async def test_a_store_is_at_rest_once_nobody_waits_for_a_turn(store: Store) -> None:
    begun, over = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        begun.set()
        over.wait(5)

    assert store.give_way(0)
    turn = asyncio.create_task(store.turn(slow))
    await asyncio.to_thread(begun.wait, 5)
    assert not store.give_way(0)
    over.set()
    await turn
    assert store.give_way(0)


async def test_a_turn_whose_caller_left_or_that_failed_keeps_nobody_waiting(store: Store) -> None:
    leaving = asyncio.create_task(store.turn(lambda tx: tx.all("SELECT 1")))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.wait([leaving])
    failing = asyncio.create_task(store.turn(lambda tx: tx.all("SELECT nothing")))
    await asyncio.wait([failing])
    assert failing.exception()
    assert store.give_way(0)
