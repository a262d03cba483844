"""What becomes of a delivery, by what the channel tells of it."""

from datetime import timedelta

import pytest

from bot import people
from bot.conversation import Chat
from bot.delivery import (
    Closed,
    Dead,
    Later,
    Moved,
    NotNow,
    Outcome,
    Sent,
    Uncertain,
    send_uncertain_again,
)
from bot.delivery.finishing import redirect
from bot.delivery.outcome import MOST_ATTEMPTS, wait
from bot.storage import Transaction
from tests.delivery.post import CHANNEL, CHEN, LI, WANG, WANG_ON_THE_WEB, Post, Row


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (Sent(), "sent", ""),
        (Uncertain(), "uncertain", ""),
        (Dead("refused"), "dead", "refused"),
        (Closed(), "dead", "closed"),
    ],
)
async def test_what_ends_a_delivery(post: Post, outcome: Outcome, state: str, reason: str) -> None:
    await post.says("li", "一")
    assert await post.carries(outcome) == ["一"]
    assert await post.rows() == [Row("一", state, reason, 0, LI)]
    post.passes(days=30)
    assert await post.carries(Sent()) == []


# Tried again


async def test_a_wait_for_the_channel_spends_no_attempt(post: Post) -> None:
    await post.says("li", "一")
    for _ in range(3 * MOST_ATTEMPTS):
        assert await post.carries(NotNow(7.2)) == ["一"]
        post.passes(seconds=7)
        assert await post.carries(Sent()) == []
        post.passes(seconds=1)
    assert await post.rows() == [Row("一", "waiting", "", 0, LI)]
    assert await post.carries(Sent()) == ["一"]


async def test_what_did_not_arrive_is_tried_again_after_a_while(post: Post) -> None:
    await post.says("li", "一")
    for attempt, seconds in enumerate((5, 10, 20, 40), 1):
        assert await post.carries(Later(), jitter=1.0) == ["一"]
        assert await post.rows() == [Row("一", "waiting", "", attempt, LI)]
        assert await post.due_in() == seconds
        post.passes(seconds=seconds)


async def test_after_most_attempts_it_is_dead(post: Post) -> None:
    await post.says("li", "一")
    for _ in range(MOST_ATTEMPTS):
        assert await post.carries(Later()) == ["一"]
        post.passes(hours=6)
    assert await post.carries(Later()) == []
    (row,) = await post.rows()
    assert (row.state, row.reason) == ("dead", "unreachable")


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_two_days_without_a_network_kill_nothing_within_a_day(jitter: float) -> None:
    tries = sum((wait(attempt, jitter) for attempt in range(MOST_ATTEMPTS - 1)), timedelta())
    assert timedelta(days=1) < tries < timedelta(days=3)


def test_waits_grow_up_to_a_limit_and_differ_by_chance() -> None:
    assert [wait(attempt, 1.0).total_seconds() for attempt in range(3)] == [5, 10, 20]
    assert wait(0, 0.0) < wait(0, 0.3) < wait(0, 1.0) == 2 * wait(0, 0.0)
    assert wait(10**6, 1.0) == timedelta(hours=6)


# Another address


async def test_a_chat_that_moved_is_followed_with_all_that_waits(post: Post) -> None:
    await post.says("li", "一", "二")
    assert await post.carries(Moved("-1007")) == ["一"]
    there = Chat("telegram", "-1007")
    assert await post.chats("li") == [there]
    assert [row.chat for row in await post.rows()] == [there, there]
    assert await post.carries(Sent()) == ["一"]
    assert await post.carries(Sent()) == ["二"]
    assert await post.says("li", "三") == [there]


async def test_moving_spends_no_attempt_and_touches_no_other_chat(post: Post) -> None:
    await post.says("li", "一")
    await post.says("chen", "二")
    (first, _) = await post.claims()
    await post.marks(first)
    await post.finishes(first, Moved("-1007"))
    rows = await post.rows()
    assert [row.attempts for row in rows] == [0, 0]
    assert [row.chat for row in rows] == [Chat("telegram", "-1007"), CHEN]


# Closed


async def test_a_closed_chat_is_not_used_any_more(post: Post) -> None:
    await post.says("li", "一")
    await post.carries(Closed())
    assert await post.chats("li") == []
    assert await post.says("li", "二") == []


async def test_the_next_channel_of_the_person_is_used(post: Post) -> None:
    await post.says("wang", "一", "二")
    (each,) = await post.claims()
    await post.marks(each)
    assert await post.finishes(each, Closed()) == [WANG_ON_THE_WEB]
    assert await post.chats("wang") == [WANG_ON_THE_WEB]
    first, second = await post.rows()
    assert first == Row("一", "waiting", "", 0, WANG_ON_THE_WEB)
    assert second.chat == WANG
    assert await post.carries(Closed()) == ["二"]
    assert [row.chat for row in await post.rows()] == [WANG_ON_THE_WEB] * 2
    assert await post.says("wang", "三") == [WANG_ON_THE_WEB]


async def test_a_new_channel_has_its_own_attempts(post: Post) -> None:
    await post.says("wang", "一")
    await post.carries(Later())
    post.passes(hours=1)
    await post.carries(Closed())
    assert await post.rows() == [Row("一", "waiting", "", 0, WANG_ON_THE_WEB)]


async def test_without_a_next_channel_it_is_dead(post: Post) -> None:
    await post.says("wang", "一")
    await post.carries(Closed())
    (each,) = await post.claims(channel="web")
    await post.marks(each)
    assert await post.finishes(each, Closed()) == []
    assert await post.rows() == [Row("一", "dead", "closed", 0, WANG_ON_THE_WEB)]


# A phone that is taken off, with another one in its place

NEW_PHONE = Chat(CHANNEL, "77")


async def leaves(post: Post, chat: Chat, person: str) -> list[Chat]:
    """The chats that are to be woken."""

    def work(tx: Transaction) -> list[Chat]:
        people.put_address(tx, NEW_PHONE, person)
        people.drop_address(tx, chat, person)
        return redirect(tx, chat, person)

    return await post.store.turn(work)


async def test_on_a_phone_that_was_taken_off_nothing_is_said(post: Post) -> None:
    """It was claimed before, and waits for the former chat's pace longer than the new claim."""
    await post.says("li", "一")
    (former,) = await post.claims()
    assert await leaves(post, LI, "li") == [NEW_PHONE]
    claimed = await post.claims()
    assert not await post.marks(former)
    (anew,) = claimed or await post.claims()
    assert anew.chat == NEW_PHONE
    assert await post.marks(anew)


async def test_where_the_other_phone_is_closed_nothing_is_said_on_the_former_either(
    post: Post,
) -> None:
    def leaves_for_a_closed_one(tx: Transaction) -> list[Chat]:
        people.put_address(tx, NEW_PHONE, "li")
        people.set_open(tx, NEW_PHONE, False)
        people.drop_address(tx, LI, "li")
        return redirect(tx, LI, "li")

    await post.says("li", "一")
    (former,) = await post.claims()
    assert await post.store.turn(leaves_for_a_closed_one) == []
    assert not await post.marks(former)
    assert await post.claims() == []


@pytest.mark.parametrize("outcome", [Later(), NotNow(5), Moved("78")])
async def test_what_did_not_arrive_before_a_phone_was_taken_off_goes_to_the_next(
    post: Post, outcome: Outcome
) -> None:
    await post.says("li", "一")
    (former,) = await post.claims()
    assert await post.marks(former)
    await leaves(post, LI, "li")
    assert await post.finishes(former, outcome) == [NEW_PHONE]
    assert [each.chat for each in await post.claims()] == [NEW_PHONE]


async def test_what_is_sent_again_by_decision_goes_to_the_phone_that_is_there_now(
    post: Post,
) -> None:
    await post.says("li", "一")
    await post.carries(Uncertain())
    await leaves(post, LI, "li")

    def again(tx: Transaction) -> int:
        return send_uncertain_again(tx, str(tx.value("SELECT message FROM outbox")))

    assert await post.store.turn(again) == 1
    assert [each.chat for each in await post.claims()] == [NEW_PHONE]
