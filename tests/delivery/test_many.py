"""Saying the same to many: once for each, after what is said to one, several as one."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

from bot import people
from bot.conversation import Chat, Document, Screen, Work
from bot.delivery import (
    Closed,
    Dead,
    Later,
    Moved,
    NotNow,
    Outcome,
    Progress,
    Sent,
    Uncertain,
    broadcast,
    correct,
    drop_message,
    progress,
    put_message,
    receivers,
    send_uncertain_again,
    stop,
    tell,
    waiting,
)
from bot.delivery.claims import LEASE
from bot.delivery.outcome import MOST_ATTEMPTS
from bot.language import plain
from bot.storage import Transaction
from tests.delivery.post import CHEN, LI, WANG, Post, words_of

R = TypeVar("R")
EVERYBODY = ("li", "wang", "chen")
PICTURE = Document("map.png", "image/png", b"picture")


async def works(post: Post, work: Callable[[Work], R]) -> R:
    def turn(tx: Transaction) -> R:
        return work(Work(tx=tx, now=post.now, new_id=post.town.bot.new_id))

    return await post.store.turn(turn)


async def says_to_all(post: Post, words: str, *files: Document) -> str:
    """Say something to everybody; the message's id."""

    def work(work: Work) -> str:
        message = put_message(work, Screen((plain(words),), attachments=files), kept=True)
        assert broadcast(work, message, EVERYBODY) == []
        return message

    return await works(post, work)


async def stands(post: Post, message: str) -> Progress:
    return await post.store.turn(lambda tx: progress(tx, message))


async def count(post: Post, table: str) -> int:
    return int(await post.store.turn(lambda tx: tx.value(f"SELECT count(*) FROM {table}")) or 0)


async def test_each_gets_it_once(post: Post) -> None:
    message = await says_to_all(post, "开会")
    assert await stands(post, message) == Progress(3, 0, 0, 0)
    assert await post.carries(Sent("1")) == ["开会"] * 3
    assert await stands(post, message) == Progress(0, 3, 0, 0)
    assert await post.store.turn(lambda tx: receivers(tx, message, "sent")) == sorted(EVERYBODY)


async def test_who_has_no_channel_is_named(post: Post) -> None:
    def work(work: Work) -> list[str]:
        people.set_open(work.tx, CHEN, False)
        return broadcast(work, put_message(work, Screen((plain("开会"),))), EVERYBODY)

    assert await works(post, work) == ["chen"]


async def test_what_is_said_to_one_goes_before_what_is_said_to_many(post: Post) -> None:
    await says_to_all(post, "开会")
    await post.says("chen", "您的报到通过了")
    claimed = await post.claims(1)
    assert [words_of(each) for each in claimed] == ["开会"]
    # Chen's own message waits behind the other in Chen's chat, whose order is kept.
    assert {each.chat for each in await post.claims()} == {LI, WANG, CHEN} - {claimed[0].chat}


async def test_another_person_is_not_kept_waiting_by_many(post: Post) -> None:
    def work(work: Work) -> None:
        broadcast(work, put_message(work, Screen((plain("开会"),))), ["li", "wang"])
        tell(work, ["chen"], Screen((plain("通过了"),)))

    await works(post, work)
    assert [words_of(each) for each in await post.claims(1)] == ["通过了"]


async def test_files_are_kept_once_and_go_out_with_each(post: Post) -> None:
    await says_to_all(post, "地图", PICTURE)
    assert await count(post, "message_file") == 1
    assert [each.screen.attachments for each in await post.claims()] == [(PICTURE,)] * 3


async def test_a_page_is_shown_the_files_too(post: Post) -> None:
    page = Chat("web", "page")
    await post.store.turn(lambda tx: people.put_address(tx, page, "chen"))
    await post.store.turn(lambda tx: people.set_open(tx, CHEN, False))
    await says_to_all(post, "地图", PICTURE)
    async with post.store.reading() as reader:
        (seen,) = await waiting(reader, page)
    assert seen.screen.attachments == (PICTURE,)


async def test_several_that_waited_come_as_one(post: Post) -> None:
    """The phone was in quiet hours: three messages, one ring."""
    await post.rests("li", "李明")
    post.passes(hours=11)
    for words in ("开会", "学习", "交流"):
        await says_to_all(post, words)
    for each in await post.claims():
        assert each.chat != LI and await post.marks(each)
        await post.finishes(each, Sent())
    post.passes(hours=9)
    (digest,) = await post.claims()
    assert digest.chat == LI and len(digest.ids) == 3
    labels = [option.label.values["words"] for option in digest.screen.options]
    assert labels == ["开会", "学习", "交流"]
    assert all(option.token.startswith("notice/") for option in digest.screen.options)
    assert await post.marks(digest)
    await post.finishes(digest, Sent("7"))
    states = {row.state for row in await post.rows()}
    assert states == {"sent"}


async def test_a_digest_that_failed_is_tried_again_whole(post: Post) -> None:
    await says_to_all(post, "开会")
    await says_to_all(post, "学习")
    digests = await post.claims()
    assert [len(each.ids) for each in digests] == [2, 2, 2]
    for each in digests:
        assert await post.marks(each)
        await post.finishes(each, Later(), jitter=0.0)
    post.passes(seconds=5)
    assert [len(each.ids) for each in await post.claims()] == [2, 2, 2]


async def test_a_digest_that_lost_a_part_is_not_sent(post: Post) -> None:
    await says_to_all(post, "开会")
    second = await says_to_all(post, "学习")
    digests = await post.claims()
    await post.store.turn(lambda tx: stop(tx, second))
    for each in digests:
        assert not await post.marks(each)
    assert {row.state for row in await post.rows()} == {"waiting"}
    assert await post.carries(Sent()) == ["开会"] * 3


async def test_a_digest_that_was_claimed_twice_is_sent_once(post: Post) -> None:
    """The first claim ran out while it waited for its chat's pace."""
    await says_to_all(post, "开会")
    await says_to_all(post, "学习")
    (slow,) = [each for each in await post.claims() if each.chat == LI]
    post.passes(seconds=LEASE.total_seconds())
    await says_to_all(post, "交流")
    (anew,) = [each for each in await post.claims() if each.chat == LI]
    assert not await post.marks(slow)
    assert await post.marks(anew)
    of_li = [(row.words, row.state) for row in await post.rows() if row.chat == LI]
    assert of_li == [("开会", "calling"), ("学习", "calling"), ("交流", "calling")]


async def test_a_stopped_message_goes_to_nobody_else(post: Post) -> None:
    message = await says_to_all(post, "开会")
    (first,) = await post.claims(1)
    await post.marks(first)
    assert await post.store.turn(lambda tx: stop(tx, message)) == 2
    await post.finishes(first, Sent())
    assert await post.carries(Sent()) == []
    assert await stands(post, message) == Progress(0, 1, 0, 0)


@pytest.mark.parametrize("outcome", [Later(), NotNow(5), Closed(), Moved("78")])
async def test_what_comes_back_undone_after_the_stop_goes_out_no_more(
    post: Post, outcome: Outcome
) -> None:
    message = await says_to_all(post, "开会")
    (first,) = await post.claims(1)
    await post.marks(first)
    await post.store.turn(lambda tx: stop(tx, message))
    await post.finishes(first, outcome)
    post.passes(days=1)
    assert await post.carries(Sent()) == []
    assert await stands(post, message) == Progress(0, 0, 0, 0)


async def test_the_uncertain_is_sent_again_by_decision_only(post: Post) -> None:
    message = await says_to_all(post, "开会")
    await post.carries(Uncertain())
    post.passes(days=3)
    assert await post.carries(Sent()) == []
    assert await post.store.turn(lambda tx: send_uncertain_again(tx, message)) == 3
    assert await post.carries(Sent()) == ["开会"] * 3


async def test_a_correction_edits_what_arrived_and_changes_what_waits(post: Post) -> None:
    message = await says_to_all(post, "三点开会")
    for each, arrived_as in zip(await post.claims(2), ("41", "42"), strict=True):
        await post.marks(each)
        await post.finishes(each, Sent(arrived_as))
    fresh = Screen((plain("四点开会"),))
    assert await works(post, lambda work: correct(work, message, fresh)) == 2
    claimed = await post.claims()
    assert [words_of(each) for each in claimed] == ["四点开会"] * 3
    assert sorted(each.edits for each in claimed) == ["", "41", "42"]


async def test_a_second_channel_is_tried_when_the_first_is_closed(post: Post) -> None:
    message = await says_to_all(post, "开会")
    await post.carries(Closed())
    assert await stands(post, message) == Progress(1, 0, 0, 2)


async def test_a_message_goes_with_the_last_who_receives_it(post: Post) -> None:
    await post.says("li", "一")
    assert await count(post, "message") == 1
    await post.store.turn(lambda tx: tx.change("DELETE FROM person WHERE id = 'li'"))
    assert await count(post, "message") == 0


async def test_a_kept_message_stays_until_it_is_dropped(post: Post) -> None:
    message = await says_to_all(post, "开会", PICTURE)
    await post.store.turn(lambda tx: tx.change("DELETE FROM outbox"))
    assert await count(post, "message") == 1
    await post.store.turn(lambda tx: drop_message(tx, message))
    assert await count(post, "message") + await count(post, "message_file") == 0


async def test_a_correction_is_read_by_what_is_about_to_go_out(post: Post) -> None:
    """It was claimed with the former words, and waits for the channel's pace."""
    message = await says_to_all(post, "三点开会")
    claimed = await post.claims()
    await works(post, lambda work: correct(work, message, Screen((plain("四点开会"),))))
    assert [await post.marks(each) for each in claimed] == [False] * 3
    assert await post.carries(Sent("1")) == ["四点开会"] * 3
    assert await post.carries(Sent("1")) == []


@pytest.mark.parametrize("runs_out", [False, True])
async def test_former_words_go_out_by_nobody_elses_claim(post: Post, runs_out: bool) -> None:
    message = await says_to_all(post, "三点开会")
    slow = await post.claims()
    if runs_out:
        post.passes(seconds=LEASE.total_seconds())
    await works(post, lambda work: correct(work, message, Screen((plain("四点开会"),))))
    anew = await post.claims()
    assert [await post.marks(each) for each in slow] == [False] * 3
    anew += await post.claims()
    assert [words_of(each) for each in anew] == ["四点开会"] * 3
    assert [await post.marks(each) for each in anew] == [True] * 3


async def test_a_correction_edits_what_was_in_the_air(post: Post) -> None:
    message = await says_to_all(post, "三点开会")
    (first,) = await post.claims(1)
    assert await post.marks(first)
    await works(post, lambda work: correct(work, message, Screen((plain("四点开会"),))))
    assert await post.finishes(first, Sent("41")) == [first.chat]
    claimed = {each.chat: each for each in await post.claims()}
    assert {words_of(each) for each in claimed.values()} == {"四点开会"}
    assert claimed[first.chat].edits == "41"
    for each in claimed.values():
        assert await post.marks(each)
        await post.finishes(each, Sent("41"))
    assert await stands(post, message) == Progress(0, 3, 0, 0)


async def test_a_correction_that_a_crash_broke_off_is_made_again(post: Post) -> None:
    message = await says_to_all(post, "三点开会")
    await post.carries(Sent("41"))
    await works(post, lambda work: correct(work, message, Screen((plain("四点开会"),))))
    for each in await post.claims():
        assert await post.marks(each)
    assert await post.recovers() == 0
    assert [each.edits for each in await post.claims()] == ["41"] * 3


@pytest.mark.parametrize("refused", [Dead("refused"), Later()])
async def test_whoever_has_the_former_words_need_not_be_phoned(
    post: Post, refused: Outcome
) -> None:
    message = await says_to_all(post, "三点开会")
    await post.carries(Sent("41"))
    await works(post, lambda work: correct(work, message, Screen((plain("四点开会"),))))
    for _ in range(MOST_ATTEMPTS):
        await post.carries(refused)
        post.passes(hours=11)
    assert await stands(post, message) == Progress(0, 3, 0, 0)
    await works(post, lambda work: correct(work, message, Screen((plain("五点开会"),))))
    assert [each.edits for each in await post.claims()] == ["41"] * 3


async def test_several_that_begin_alike_are_told_apart(post: Post) -> None:
    await post.rests("li", "李明")
    post.passes(hours=11)
    for words in ("开会", "学习" * 30):
        screen = Screen((plain("河湾支部通知："), plain(words)))
        message = await works(post, partial(put_message, screen=screen, kept=True))
        await works(post, partial(broadcast, message=message, persons=["li"]))
    post.passes(hours=9)
    (one,) = await post.claims()
    labels = [option.label.values["words"] for option in one.screen.options]
    assert labels == ["开会", f"{'学习' * 10}…"]
