"""Replies on a bad line: what the person sees, and what their next word means."""

import asyncio

import pytest

from bot.channels.telegram import transport
from bot.channels.telegram.render import Renderer
from tests.bot_api import Phone
from tests.telegram.gateway import reserved
from tests.telegram.office import IDS, Office
from tests.telegram.updates import said
from tests.telegram.watch import Watch

LI = IDS["li"]
INTERRUPTED = "刚才中断了"
NAME, NUMBER = "您叫什么名字", "打哪个电话"
SEND = "sendMessage"


@pytest.fixture
async def li(house: Office) -> Phone:
    """Li, who is asked to agree before registering."""
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    await li.says("报到")
    await li.sees("同意吗")
    await house.settled()
    return li


@pytest.fixture
async def asked(li: Phone, house: Office) -> Phone:
    """Li, who is asked for the name next."""
    await li.taps("1 同意")
    await li.sees(NAME)
    await house.settled()
    return li


def from_bot(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.from_bot]


async def is_interrupted(house: Office, phone: Phone) -> None:
    """The reply is lost, and so the next word is no answer: it shows where we are."""
    await house.settled()
    await phone.says("王小明")
    await phone.sees(INTERRUPTED)
    await house.settled()


# What is tried again


async def test_a_flood_is_waited_out(house: Office, asked: Phone, watch: Watch) -> None:
    house.server.faults.floods(SEND, 7, times=2, chat_id=LI)
    await asked.says("李明")
    await asked.sees(NUMBER)
    assert watch.slept == [7, 7]


async def test_a_flood_in_one_chat_closes_the_gate_for_all(
    house: Office, asked: Phone, watch: Watch
) -> None:
    wang = house.phone("wang")
    watch.stop()
    house.server.faults.floods(SEND, 30, chat_id=LI)
    await asked.says("李明")
    await watch.asked.wait()
    sent = house.server.counts["sendmessage"]
    watch.asked.clear()
    await wang.starts()
    await watch.asked.wait()
    assert house.server.counts["sendmessage"] == sent
    watch.go()
    await wang.sees("您好")
    await asked.sees(NUMBER)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_platform_in_trouble_is_asked_again(
    house: Office, asked: Phone, status: int
) -> None:
    house.server.faults.fails_at_the_gateway(SEND, status, times=2)
    house.server.faults.answers(SEND, 500, "Internal Server Error: restart")
    await asked.says("李明")
    await asked.sees(NUMBER)


async def test_a_server_that_is_away_for_a_moment(
    house: Office, asked: Phone, watch: Watch
) -> None:
    assert house.telegram
    watch.stop()
    await house.server.stop()
    with reserved(house.server.port):
        assert await house.telegram.channel.take([said({"text": "李明"})])
        await watch.asked.wait()
        await house.server.start()
    watch.go()
    await asked.sees(NUMBER)


# What is lost


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_a_reset_is_not_sent_again_and_the_next_word_is_no_answer(
    house: Office, asked: Phone, after: bool
) -> None:
    house.server.faults.breaks(SEND, chat_id=LI, after=after)
    before = len(from_bot(asked))
    await asked.says("李明")
    await is_interrupted(house, asked)
    shown = from_bot(asked)[before:]
    assert len(shown) == 1 + after
    assert NUMBER in shown[-1]
    await asked.says("13800138000")
    await asked.sees("老家支部")


async def test_a_tap_on_a_reply_that_seemed_lost_is_taken(house: Office, li: Phone) -> None:
    house.server.faults.breaks(SEND, chat_id=LI, after=True)
    await li.says("菜单")
    await house.settled()
    await li.taps("1 报到")
    await li.sees("同意吗")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Bad Request: message is too long"),
        (403, "Forbidden: bot was blocked by the user"),
        (504, "Gateway Timeout"),
    ],
)
async def test_an_error_is_as_good_as_lost(
    house: Office, asked: Phone, status: int, words: str
) -> None:
    house.server.faults.answers(SEND, status, words, chat_id=LI)
    await asked.says("李明")
    await is_interrupted(house, asked)
    assert NUMBER in from_bot(asked)[-1]


async def test_no_answer_in_time_is_as_good_as_lost(
    house: Office, asked: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ", 0.05)
    hang = house.server.faults.hangs(SEND, chat_id=LI)
    await asked.says("李明")
    await hang.reached.wait()
    monkeypatch.undo()
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await is_interrupted(house, asked)


async def test_a_fault_of_ours_is_as_good_as_lost(
    house: Office, asked: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        drawn = asyncio.Event()

        def fails(*given: object, **also: object) -> None:
            drawn.set()
            raise KeyError("李明")

        broken.setattr(Renderer, "draw", fails)
        await asked.says("李明")
        await drawn.wait()
    await is_interrupted(house, asked)


async def test_a_reply_that_came_after_the_lost_one_settles_it(house: Office, asked: Phone) -> None:
    house.server.faults.breaks(SEND, chat_id=LI)
    await asked.says("李明")
    await house.settled()
    await asked.taps("返回")
    await asked.sees(NUMBER)
    await house.settled()
    await asked.says("13800138000")
    await asked.sees("老家支部")
    assert not any(INTERRUPTED in text for text in from_bot(asked))


# One chat and the others


async def test_a_hundred_messages_in_one_chat_delay_no_other_one(house: Office, li: Phone) -> None:
    hang = house.server.faults.hangs(SEND, chat_id=LI)
    for _ in range(100):
        await li.says("帮助")
    await hang.reached.wait()
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    before = len(from_bot(li))
    hang.release()
    await house.settled()
    assert len(from_bot(li)) == before + 100


async def test_what_is_said_in_a_row_is_answered_in_order(house: Office, asked: Phone) -> None:
    for words in ("李明", "13800138000", "河湾"):
        asked.person.says(words)
    await asked.sees("是这一个吗")
    shown = from_bot(asked)[-3:]
    assert [word in text for word, text in zip((NUMBER, "老家", "是这一个吗"), shown, strict=True)]
