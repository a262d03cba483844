"""The courier: each delivery on its own way, though one hangs or its bell is lost."""

import asyncio
import logging
import random
from pathlib import Path

import pytest

from bot import people
from bot.conversation import Chat
from bot.delivery import Closed, Courier, Later, NotNow, Outcome, Sent
from bot.delivery.courier import AT_ONCE
from bot.people import Person
from bot.storage import Transaction
from tests.delivery.post import CHANNEL, LI, NEVER, WANG_ON_THE_WEB, ZONE, Post
from tests.delivery.road import SOON, Road, running, tells

# One round


async def test_what_is_due_is_carried_and_written_down(post: Post, courier: Courier) -> None:
    await post.says("li", "一")
    await post.says("chen", "二")
    assert await courier.carry() == 2
    await courier.close(SOON)
    assert await post.states() == {"一": "sent", "二": "sent"}
    assert await courier.carry() == 0


async def test_a_fault_of_ours_leaves_it_uncertain_and_tells_no_secret(
    post: Post, courier: Courier, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(words: str) -> Outcome:
        raise ValueError(f"李明 {words}")

    road.answers = fails
    await post.says("li", "一")
    with caplog.at_level(logging.DEBUG, "bot"):
        await courier.carry()
        await courier.close(SOON)
    assert await post.states() == {"一": "uncertain"}
    assert "ValueError" in caplog.text and "李明" not in caplog.text


async def test_one_that_is_cancelled_in_the_middle_is_uncertain_after_the_next_start(
    post: Post, courier: Courier, road: Road
) -> None:
    road.blocked["一"] = asyncio.Event()
    await post.says("li", "一", "二")
    await courier.carry()
    await road.sees("一")
    await courier.close(0)
    assert await post.states() == {"一": "calling", "二": "waiting"}
    async with running(courier):
        await road.sees("二")
    assert await post.states() == {"一": "uncertain", "二": "sent"}
    assert road.gone == ["一", "二"]


async def test_at_a_stop_what_is_in_the_air_comes_down(
    post: Post, courier: Courier, road: Road
) -> None:
    road.blocked["一"] = asyncio.Event()
    async with running(courier):
        await tells(post, "li", "一")
        await road.sees("一")
        road.blocked["一"].set()
    assert await post.states() == {"一": "sent"}


# As long as the bot runs


async def test_a_ring_is_enough(post: Post, courier: Courier, road: Road) -> None:
    async with running(courier):
        for words in ("一", "二", "三"):
            await tells(post, "li", words)
            await road.sees(words)
    assert road.gone == ["一", "二", "三"]


async def test_a_chat_with_many_messages_needs_one_ring(
    post: Post, courier: Courier, road: Road
) -> None:
    many = [f"{number}" for number in range(40)]
    async with running(courier):
        await tells(post, "li", *many)
        await road.sees(*many)
    assert road.gone == many


async def test_a_lost_ring_loses_nothing(
    post: Post, courier: Courier, road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.courier.LOOK_AGAIN", 0.01)
    async with running(courier):
        await post.says("li", "一")
        await road.sees("一")


async def test_a_delivery_that_hangs_holds_up_its_chat_only(
    post: Post, courier: Courier, road: Road
) -> None:
    road.blocked["一"] = asyncio.Event()
    async with running(courier):
        await tells(post, "li", "一", "二")
        await road.sees("一")
        await tells(post, "chen", "三", "四")
        await road.sees("三", "四")
        assert road.gone == ["一", "三", "四"]
        road.blocked["一"].set()
        await road.sees("二")


async def test_what_is_tried_again_is_tried_when_it_is_due(
    post: Post, courier: Courier, road: Road
) -> None:
    road.answers = lambda words: Later()
    async with running(courier):
        await tells(post, "li", "一")
        await road.sees("一")
        await courier.close(SOON)
        road.answers = lambda words: Sent()
        post.bell.ring([LI])
        await tells(post, "chen", "二")
        await road.sees("二")
        assert road.gone == ["一", "二"]
        post.passes(seconds=5)
        await tells(post, "chen", "三")
        await road.sees("三")
    assert road.gone.count("一") == 2


async def test_a_flood_is_waited_for_in_the_outbox(
    post: Post, courier: Courier, road: Road
) -> None:
    road.answers = lambda words: NotNow(30)
    await post.says("li", "一")
    await courier.carry()
    await courier.close(SOON)
    assert await post.states() == {"一": "waiting"}
    assert await courier.carry() == 0
    post.passes(seconds=30)
    assert await courier.carry() == 1


async def test_the_next_channel_is_rung(post: Post, courier: Courier, road: Road) -> None:
    road.answers = lambda words: Closed()
    with post.bell.listening_to(WANG_ON_THE_WEB) as rung:
        async with running(courier):
            await tells(post, "wang", "一")
            await asyncio.wait_for(rung.wait(), SOON)


async def test_not_more_are_in_the_air_than_there_is_room(tmp_path: Path, post: Post) -> None:
    road, gate = Road(), asyncio.Event()
    await post.store.turn(_more_people)
    everybody = [f"p{number}" for number in range(AT_ONCE + 4)]
    road.blocked = dict.fromkeys(everybody, gate)
    courier = Courier(
        CHANNEL, post.store, post.bell, post.town.clock, random.Random(1), road.hand_over
    )
    for person in everybody:
        await post.says(person, person)
    async with running(courier):
        await road.sees(*everybody[:AT_ONCE])
        assert await courier.carry() == 0
        assert road.gone == everybody[:AT_ONCE]
        gate.set()
        await road.sees(*everybody)


def _more_people(tx: Transaction) -> None:
    for number in range(AT_ONCE + 4):
        key = f"p{number}"
        people.put_person(tx, Person(key, key, None, "zh_CN", ZONE, NEVER))
        people.put_address(tx, Chat(CHANNEL, key), key)


async def test_the_channel_of_another_bell_is_not_ours(post: Post) -> None:
    with post.bell.listening_to(CHANNEL) as ours, post.bell.listening_to("web") as theirs:
        post.bell.ring([Chat("web", "w8")])
        assert theirs.is_set() and not ours.is_set()
