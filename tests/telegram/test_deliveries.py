"""Deliveries on a bad line: what the person sees, and what the outbox says of it."""

import asyncio

import pytest

from bot import people
from bot.channels.telegram import service, transport
from bot.conversation import Chat
from tests.bot_api import Phone
from tests.telegram.office import IDS, Office
from tests.telegram.watch import Watch

WANG, CHEN = IDS["wang"], IDS["chen"]
SEND = "sendMessage"
NEWS = "明天下午三点开会"


@pytest.fixture
async def wang(house: Office) -> Phone:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await house.settled()
    return wang


def seen(phone: Phone) -> int:
    """How often the news stands in the chat."""
    return sum(NEWS in message.text for message in phone.messages)


async def test_what_is_said_unasked_arrives_once(house: Office, wang: Phone) -> None:
    await house.tells("wang", NEWS)
    await wang.sees(NEWS)
    await house.becomes("sent")
    assert seen(wang) == 1


@pytest.mark.parametrize(
    ("status", "words", "reason"),
    [
        (400, "Bad Request: message is too long", "refused"),
        (400, "Bad Request: can't parse entities: 李明", "refused"),
        (400, "Bad Request: chat not found", "closed"),
        (403, "Forbidden: bot was blocked by the user", "closed"),
        (403, "Forbidden: user is deactivated", "closed"),
    ],
)
async def test_what_can_never_arrive_is_dead_with_its_reason(
    house: Office, wang: Phone, status: int, words: str, reason: str
) -> None:
    house.server.faults.answers(SEND, status, words)
    await house.tells("wang", NEWS)
    await house.becomes(f"dead: {reason}")
    assert seen(wang) == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (500, "Internal Server Error: restart"),
        (502, "Bad Gateway"),
        (401, "Unauthorized"),
    ],
)
async def test_what_surely_did_not_arrive_is_tried_again_later(
    house: Office, wang: Phone, status: int, words: str
) -> None:
    house.server.faults.answers(SEND, status, words, times=2)
    await house.tells("wang", NEWS)
    await house.becomes("waiting, tried 1, later")
    house.passes(10)
    await house.becomes("waiting, tried 2, later")
    house.passes(20)
    await house.becomes("sent, tried 2")
    assert seen(wang) == 1


async def test_a_page_of_some_gateway_closes_nobodys_chat(house: Office, wang: Phone) -> None:
    house.server.faults.fails_at_the_gateway(SEND, 403)
    await house.tells("wang", NEWS)
    await house.becomes("waiting, tried 1, later")
    house.passes(10)
    await wang.sees(NEWS)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_a_reset_leaves_it_uncertain_and_it_is_never_sent_again(
    house: Office, wang: Phone, after: bool
) -> None:
    house.server.faults.breaks(SEND, after=after)
    await house.tells("wang", NEWS)
    await house.becomes("uncertain")
    await house.restart()
    house.passes(86_400)
    await house.tells("wang", "下一条")
    await wang.sees("下一条")
    assert seen(wang) == after
    await house.becomes("uncertain", "sent")


async def test_no_answer_in_time_leaves_it_uncertain(
    house: Office, wang: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ", 0.05)
    house.server.faults.hangs(SEND)
    await house.tells("wang", NEWS)
    await house.becomes("uncertain")


async def test_a_stop_in_the_middle_of_a_call_leaves_it_uncertain(
    house: Office, wang: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LAST_WORDS", 0)
    hang = house.server.faults.hangs(SEND)
    await house.tells("wang", NEWS)
    await hang.reached.wait()
    await house.becomes("calling")
    await house.restart()
    await house.becomes("uncertain")
    hang.release()


async def test_a_stop_waits_a_moment_for_what_is_on_its_way(house: Office, wang: Phone) -> None:
    hang = house.server.faults.hangs(SEND)
    await house.tells("wang", NEWS)
    await hang.reached.wait()
    stopping = asyncio.create_task(house.restart())
    await asyncio.sleep(0)
    hang.release()
    await stopping
    await house.becomes("sent")
    assert seen(wang) == 1


# Floods


async def test_a_flood_spends_no_attempt_and_outlives_a_restart(
    house: Office, wang: Phone, watch: Watch
) -> None:
    house.server.faults.floods(SEND, 60)
    await house.tells("wang", NEWS)
    await house.becomes("waiting, later")
    assert watch.slept == []
    await house.restart()
    house.passes(59)
    await house.tells("chen", "给陈国平的")
    await house.becomes("waiting, later", "dead: closed")
    house.passes(1)
    await house.becomes("sent", "dead: closed")
    assert seen(wang) == 1


async def test_while_the_gate_is_closed_nothing_goes_to_anybody(
    house: Office, wang: Phone, watch: Watch
) -> None:
    house.server.faults.floods(SEND, 60, chat_id=WANG)
    await house.tells("wang", NEWS)
    await house.becomes("waiting, later")
    await house.tells("chen", NEWS)
    await house.tells("wang", "二")
    await house.becomes("waiting, later", "waiting, later", "waiting")
    assert house.server.counts["sendmessage"] == 2
    house.passes(60)
    await wang.sees("二")


# Other addresses


async def test_a_person_who_blocked_is_told_on_the_next_channel(house: Office, wang: Phone) -> None:
    web = Chat("web", "w8")
    await house.town.bot.store.turn(lambda tx: people.put_address(tx, web, "wang"))
    house.server.faults.answers(SEND, 403, "Forbidden: bot was blocked by the user")
    with house.town.bot.bell.listening_to(web) as rung:
        await house.tells("wang", NEWS)
        await rung.wait()
    at_the_page = house.town.phone("w8", "web")
    assert NEWS in await at_the_page.looks()
    assert seen(wang) == 0


async def test_who_blocks_and_unblocks_is_known_by_that(house: Office, wang: Phone) -> None:
    await wang.blocks()
    await house.settled()
    await house.tells("wang", NEWS)
    assert await house.outbox() == []
    await wang.unblocks()
    await house.settled()
    await house.tells("wang", NEWS)
    await wang.sees(NEWS)


async def test_who_writes_is_reached_again_though_nobody_said_so(
    house: Office, wang: Phone
) -> None:
    house.server.faults.answers(SEND, 403, "Forbidden: bot was blocked by the user")
    await house.tells("wang", NEWS)
    await house.becomes("dead: closed")
    await house.tells("wang", NEWS)
    await house.becomes("dead: closed")
    await wang.says("菜单")
    await house.settled()
    await house.tells("wang", NEWS)
    await wang.sees(NEWS)


async def test_a_chat_that_moved_is_followed(house: Office, wang: Phone) -> None:
    old = Chat("telegram", "88")
    await house.town.bot.store.turn(lambda tx: people.move_address(tx, _chat(WANG), old.address))
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    house.server.faults.answers(SEND, 400, words, {"migrate_to_chat_id": WANG}, chat_id=88)
    await house.tells("wang", NEWS, "二")
    await wang.sees("二")
    await house.becomes("sent", "sent")
    assert seen(wang) == 1


def _chat(id: int) -> Chat:
    return Chat("telegram", str(id))


# Order


async def test_a_delivery_goes_behind_the_reply_and_holds_up_nobody(
    house: Office, wang: Phone
) -> None:
    chen = house.phone("chen")
    await chen.starts()
    await chen.sees("您好")
    hang = house.server.faults.hangs(SEND, chat_id=WANG)
    await wang.says("菜单")
    await hang.reached.wait()
    await house.tells("wang", NEWS)
    await house.tells("chen", NEWS, "二", "三")
    await chen.sees("三")
    assert seen(wang) == 0
    hang.release()
    await wang.sees(NEWS)


@pytest.mark.parametrize("status", [500, 502])
async def test_one_in_two_parts_of_which_one_arrived_is_uncertain(
    house: Office, wang: Phone, status: int
) -> None:
    def then_fails(_sent: object) -> None:
        house.server.faults.fails_at_the_gateway(SEND, status, times=6)

    house.server.on_sent(then_fails)
    await house.tells("wang", f"{NEWS}\n{'长' * 4096}")
    await house.becomes("uncertain")
    assert seen(wang) == 1
