"""The courier on a store in trouble: it waits, and ends no delivery in the middle."""

from typing import Any

import pytest

from bot.conversation import Chat
from bot.delivery import Courier, Delivery, finishing
from bot.delivery.courier import PAUSE
from bot.storage import StoreFull, Transaction
from tests.delivery.post import Post, words_of
from tests.delivery.road import Road, running, tells


class Trouble:
    """Makes the store fail so many times when something is done to the outbox."""

    def __init__(self, post: Post, monkeypatch: pytest.MonkeyPatch, act: str, times: int) -> None:
        self._real = getattr(__import__("bot.delivery.courier", fromlist=[act]), act)
        self._left = times
        self._path = post.store.path
        monkeypatch.setattr(f"bot.delivery.courier.{act}", self)

    def __call__(self, *given: object) -> object:
        self._left -= 1
        if self._left >= 0:
            raise StoreFull(self._path)
        return self._real(*given)


@pytest.mark.parametrize("act", ["recover", "claim", "mark", "finish", "next_due"])
async def test_a_full_disk_ends_no_delivery(
    post: Post,
    courier: Courier,
    road: Road,
    slept: list[float],
    monkeypatch: pytest.MonkeyPatch,
    act: str,
) -> None:
    Trouble(post, monkeypatch, act, 3)
    async with running(courier):
        await tells(post, "li", "一", "二")
        await road.sees("一", "二")
    assert road.gone == ["一", "二"]
    assert await post.states() == {"一": "sent", "二": "sent"}
    assert slept == [PAUSE] * 3


async def test_a_fault_of_ours_in_one_delivery_holds_up_no_other(
    post: Post,
    courier: Courier,
    road: Road,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def finish(tx: Transaction, done: Delivery, *given: Any) -> list[Chat]:
        if words_of(done) == "坏":
            raise ValueError("李明")
        return finishing.finish(tx, done, *given)

    monkeypatch.setattr("bot.delivery.courier.finish", finish)
    async with running(courier):
        await tells(post, "li", "坏")
        await tells(post, "wang", "一")
        await tells(post, "chen", "二")
        await road.sees("坏", "一", "二")
        # A chat gets its next one once the one before is done.
        await tells(post, "chen", "三")
        await road.sees("三")
    assert await post.states() == {"坏": "calling", "一": "sent", "二": "sent", "三": "sent"}
    assert "ValueError" in caplog.text and "李明" not in caplog.text
