"""Claims: who carries what when, in which order, and what a crash leaves behind."""

import pytest

from bot.delivery import Later, NotNow, Sent, Uncertain
from bot.delivery.claims import LEASE
from tests.delivery.post import LI, WANG_ON_THE_WEB, Post, words_of


async def claimed(post: Post, most: int = 16) -> list[str]:
    return [words_of(each) for each in await post.claims(most)]


# Who is told, and where


async def test_something_said_wakes_its_chat_and_waits(post: Post) -> None:
    assert await post.says("li", "一") == [LI]
    assert await post.states() == {"一": "waiting"}


async def test_a_person_is_told_in_one_chat_only(post: Post) -> None:
    await post.says("wang", "一")
    assert [words_of(each) for each in await post.claims(channel="web")] == []
    assert await claimed(post) == ["一"]


# Claims


async def test_what_is_claimed_is_claimed_once(post: Post) -> None:
    await post.says("li", "一")
    assert await claimed(post) == ["一"]
    assert await claimed(post) == []


async def test_of_each_chat_the_oldest_is_claimed(post: Post) -> None:
    await post.says("li", "一", "二")
    await post.says("chen", "三", "四")
    assert await claimed(post) == ["一", "三"]


async def test_no_more_are_claimed_than_wanted_and_the_oldest_first(post: Post) -> None:
    await post.says("chen", "一")
    await post.says("li", "二")
    await post.says("wang", "三")
    assert await claimed(post, 2) == ["一", "二"]
    assert await claimed(post, 0) == []
    assert await claimed(post, 2) == ["三"]


async def test_the_order_within_a_chat_is_kept_whatever_becomes_of_the_first(post: Post) -> None:
    await post.says("li", "一", "二")
    assert await post.carries(Later(), jitter=1.0) == ["一"]
    assert await post.carries(Sent()) == []
    post.passes(seconds=5)
    assert await post.carries(Uncertain()) == ["一"]
    assert await post.carries(Sent()) == ["二"]


async def test_a_lease_runs_out(post: Post) -> None:
    await post.says("li", "一")
    (first,) = await post.claims()
    post.passes(seconds=LEASE.total_seconds() - 1)
    assert await claimed(post) == []
    post.passes(seconds=1)
    assert not await post.marks(first)
    (again,) = await post.claims()
    assert again.id == first.id
    assert await post.marks(again)


async def test_only_one_of_two_who_claimed_marks(post: Post) -> None:
    await post.says("li", "一")
    (first,) = await post.claims()
    post.passes(seconds=LEASE.total_seconds())
    (second,) = await post.claims()
    assert await post.marks(second)
    assert not await post.marks(first)


async def test_while_a_call_is_out_nothing_else_goes_to_its_chat(post: Post) -> None:
    await post.says("li", "一", "二")
    (each,) = await post.claims()
    assert await post.marks(each)
    post.passes(days=2)
    assert await claimed(post) == []


async def test_somebody_who_is_erased_takes_their_messages_along(post: Post) -> None:
    await post.says("li", "一")
    (each,) = await post.claims()
    await post.store.turn(lambda tx: tx.change("DELETE FROM person WHERE id = 'li'"))
    assert not await post.marks(each)
    assert await post.finishes(each, Sent()) == []
    assert await post.rows() == []


# After a crash


@pytest.mark.parametrize(
    ("reached", "then"),
    [("waiting", "waiting"), ("claimed", "waiting"), ("calling", "uncertain")],
)
async def test_what_a_start_makes_of_what_a_crash_left(post: Post, reached: str, then: str) -> None:
    await post.says("li", "一")
    if reached != "waiting":
        (each,) = await post.claims()
        if reached == "calling":
            assert await post.marks(each)
    assert await post.states() == {"一": reached}
    assert await post.recovers() == (then == "uncertain")
    assert await post.states() == {"一": then}


async def test_what_is_uncertain_is_not_sent_again_and_holds_up_nothing(post: Post) -> None:
    await post.says("li", "一", "二")
    (each,) = await post.claims()
    await post.marks(each)
    await post.recovers()
    assert await post.carries(Sent()) == ["二"]
    post.passes(days=30)
    assert await post.carries(Sent()) == []
    assert await post.states() == {"一": "uncertain", "二": "sent"}


async def test_a_start_leaves_other_channels_alone(post: Post) -> None:
    await post.store.turn(lambda tx: tx.change("UPDATE address SET open = 0 WHERE address = '8'"))
    assert await post.says("wang", "一") == [WANG_ON_THE_WEB]
    (each,) = await post.claims(channel="web")
    assert await post.marks(each)
    assert await post.recovers() == 0
    assert await post.states() == {"一": "calling"}


# When to look again


async def test_an_empty_outbox_is_never_due(post: Post) -> None:
    assert await post.due_in() is None


async def test_what_is_new_is_due_at_once(post: Post) -> None:
    await post.says("li", "一")
    due = await post.due_in()
    assert due is not None and due <= 0


async def test_what_waits_behind_another_one_is_not_due(post: Post) -> None:
    await post.says("li", "一", "二")
    assert await post.carries(NotNow(90)) == ["一"]
    assert await post.due_in() == 90


async def test_what_waits_behind_a_call_is_not_due(post: Post) -> None:
    await post.says("li", "一", "二")
    (each,) = await post.claims()
    await post.marks(each)
    assert await post.due_in() is None


async def test_a_claim_is_looked_at_when_it_runs_out(post: Post) -> None:
    await post.says("li", "一")
    await post.claims()
    assert await post.due_in() == LEASE.total_seconds()


async def test_the_first_of_several_chats_decides(post: Post) -> None:
    await post.says("li", "一")
    await post.carries(NotNow(90))
    await post.says("chen", "二")
    await post.carries(NotNow(30))
    assert await post.due_in() == 30


# At night


async def test_what_is_late_does_not_ring_at_night(post: Post) -> None:
    """Said at noon, but the bot was away, or the line was bad."""
    await post.rests("li", "李明")
    await post.says("li", "一")
    post.passes(hours=11)
    assert await claimed(post) == []
    assert await post.states() == {"一": "waiting"}
    assert await post.due_in() == 8 * 3600
    post.passes(hours=8)
    assert await claimed(post) == ["一"]


async def test_who_sleeps_keeps_nobody_else_waiting(post: Post) -> None:
    await post.rests("li", "李明")
    await post.says("li", "一")
    await post.says("chen", "二")
    post.passes(hours=11)
    assert await claimed(post, 1) == []
    assert await claimed(post, 1) == ["二"]
