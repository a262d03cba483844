"""Gathering: what many ask for at once is one turn, and nobody waits for one that failed."""

import asyncio
from collections.abc import Callable

import pytest

from bot.delivery.gathering import Gathering
from bot.storage import Store, Transaction
from tests.delivery.post import Post


class Ledger:
    """Turns words round in turns, and keeps which stood in one turn together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.turns: list[list[str]] = []
        self.gathering = Gathering(self.turn)

    async def turn(self, work: Callable[[Transaction], list[str]]) -> list[str]:
        def noted(tx: Transaction) -> list[str]:
            self.turns.append([])
            return work(tx)

        return await self._store.turn(noted)

    async def turned(self, word: str) -> str:
        def work(tx: Transaction) -> str:
            self.turns[-1].append(word)
            if word == "坏":
                raise ValueError(word)
            return word[::-1]

        return await self.gathering.do(work)

    async def ask(self, *words: str) -> list[str | BaseException]:
        asked = (asyncio.wait_for(self.turned(word), 5) for word in words)
        return await asyncio.gather(*asked, return_exceptions=True)


@pytest.fixture
def ledger(post: Post) -> Ledger:
    return Ledger(post.store)


async def test_many_who_ask_at_once_share_a_turn(ledger: Ledger) -> None:
    assert await ledger.ask("一二", "三四") == ["二一", "四三"]
    assert ledger.turns == [["一二", "三四"]]


async def test_of_those_in_a_turn_that_failed_only_whoever_is_to_blame_is_told_so(
    ledger: Ledger,
) -> None:
    one, bad, other = await ledger.ask("一二", "坏", "三四")
    assert isinstance(bad, ValueError)
    assert (one, other) == ("二一", "四三")


async def test_after_a_turn_that_failed_the_next_one_goes_on(ledger: Ledger) -> None:
    await ledger.ask("坏")
    assert await ledger.ask("一二") == ["二一"]


async def test_those_who_came_while_a_turn_failed_have_one_of_their_own(ledger: Ledger) -> None:
    failing, coming = asyncio.Event(), asyncio.Event()

    async def turn(work: Callable[[Transaction], list[str]]) -> list[str]:
        failing.set()
        await coming.wait()
        return await ledger.turn(work)

    ledger.gathering = Gathering(turn)
    first = asyncio.create_task(ledger.ask("坏"))
    await failing.wait()
    second = asyncio.create_task(ledger.ask("一二"))
    await asyncio.sleep(0)
    coming.set()
    assert isinstance((await first)[0], ValueError)
    assert await second == ["二一"]


async def test_whoever_stops_waiting_takes_nothing_from_the_others(ledger: Ledger) -> None:
    leaving = asyncio.create_task(ledger.turned("一"))
    staying = asyncio.create_task(ledger.turned("三四"))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == "四三"
    assert leaving.cancelled()
