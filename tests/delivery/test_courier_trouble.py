"""The courier on a store in trouble: it waits, and ends no delivery in the middle."""

import pytest

from bot.delivery import Courier
from bot.delivery.courier import PAUSE
from bot.storage import StoreFull
from tests.delivery.post import Post
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
