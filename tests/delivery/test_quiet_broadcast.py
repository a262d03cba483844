"""Quiet hours and discretion where many are told, and where what they were told is corrected."""

import pytest

from bot import people
from bot.conversation import Screen, Work
from bot.delivery import Delivery, Sent, broadcast, correct, put_message
from bot.language import plain
from bot.storage import Transaction
from tests.delivery.post import LI, NIGHT, ZONE, Post, words_of


async def says_to_li(post: Post, words: str) -> str:
    def work(tx: Transaction) -> str:
        given = Work(tx=tx, now=post.now, new_id=post.town.bot.new_id)
        message = put_message(given, Screen((plain(words),)), kept=True)
        broadcast(given, message, ["li"])
        return message

    return await post.store.turn(work)


async def corrects(post: Post, message: str, words: str) -> int:
    def work(tx: Transaction) -> int:
        given = Work(tx=tx, now=post.now, new_id=post.town.bot.new_id)
        return correct(given, message, Screen((plain(words),)))

    return await post.store.turn(work)


async def becomes_discreet(post: Post) -> None:
    discreet = people.Person("li", "李明", None, "zh_CN", ZONE, NIGHT, discreet=True)
    await post.store.turn(lambda tx: people.put_person(tx, discreet))


async def carries_one(post: Post, arrived_as: str) -> Delivery:
    (each,) = await post.claims()
    assert await post.marks(each)
    await post.finishes(each, Sent(arrived_as))
    return each


async def test_a_notice_waits_for_the_morning_and_says_then_what_was_corrected_meanwhile(
    post: Post,
) -> None:
    await post.rests("li", "李明")
    post.passes(hours=11)
    message = await says_to_li(post, "三点开会")
    assert await post.claims() == []
    assert await corrects(post, message, "四点开会") == 0
    post.passes(hours=8)
    assert words_of(await carries_one(post, "41")) == "四点开会"


async def test_a_notice_that_a_fault_held_up_until_night_does_not_ring(post: Post) -> None:
    await post.rests("li", "李明")
    await says_to_li(post, "三点开会")
    post.passes(hours=11)
    assert await post.claims() == []
    post.passes(hours=8)
    assert words_of(await carries_one(post, "41")) == "三点开会"


async def test_a_correction_rings_nowhere_and_need_not_wait(post: Post) -> None:
    await post.rests("li", "李明")
    message = await says_to_li(post, "三点开会")
    await carries_one(post, "41")
    post.passes(hours=11)
    assert await corrects(post, message, "四点开会") == 1
    each = await carries_one(post, "41")
    assert (words_of(each), each.edits) == ("四点开会", "41")


@pytest.mark.parametrize("corrected", [False, True], ids=["new", "corrected"])
async def test_a_discreet_persons_phone_shows_no_word_of_it(post: Post, corrected: bool) -> None:
    await becomes_discreet(post)
    message = await says_to_li(post, "三点开会")
    if corrected:
        await carries_one(post, "41")
        await corrects(post, message, "四点开会")
    each = await carries_one(post, "41")
    assert "开会" not in str(each.pops_up.to_json())
    assert [option.token for option in each.pops_up.options] == [f"notice/{each.id}"]


async def test_a_discreet_person_can_open_each_of_several_that_waited(post: Post) -> None:
    await becomes_discreet(post)
    for words in ("开会", "学习", "交流"):
        await says_to_li(post, words)
    (digest,) = await post.claims()
    assert digest.chat == LI and len(digest.ids) == 3
    assert "开会" not in str(digest.pops_up.to_json())
    tokens = [option.token for option in digest.pops_up.options]
    assert tokens == [f"notice/{id}" for id in digest.ids]
