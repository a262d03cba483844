"""The pace over HTTP: no chat is flooded, and whoever writes is answered before the rest."""

import pytest

from bot.delivery.pace import BURST
from tests.bot_api import Phone
from tests.telegram.office import Office
from tests.telegram.watch import Watch


@pytest.fixture
async def wang(house: Office) -> Phone:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await house.settled()
    return wang


@pytest.fixture
def sent(house: Office, watch: Watch) -> list[float]:
    """The watch's seconds at which Wang was sent something."""
    times: list[float] = []

    def note(sent: object) -> None:
        times.append(watch.now())

    house.server.on_sent(note)
    return times


def spread(times: list[float]) -> bool:
    """Whether no stretch of time holds more than a burst and one for each of its seconds."""
    return all(
        count <= BURST + (time - first) + 1e-3
        for start, first in enumerate(times)
        for count, time in enumerate(times[start:], 1)
    )


async def test_a_hundred_words_in_one_chat_are_all_answered_and_meet_no_flood(
    house: Office, wang: Phone, sent: list[float]
) -> None:
    for number in range(100):
        wang.person.says(f"第{number}句")
    await house.settled()
    assert len(sent) == 100
    assert spread(sent)


async def test_what_is_said_unasked_keeps_the_pace_and_its_order(
    house: Office, wang: Phone, sent: list[float]
) -> None:
    said = [f"通知{number}" for number in range(30)]
    await house.tells("wang", *said)
    await house.becomes(*["sent"] * 30)
    assert spread(sent)
    assert [each.text for each in wang.messages if "通知" in each.text] == said


async def test_whoever_writes_is_answered_while_the_rest_waits_for_its_turn(
    house: Office, wang: Phone, watch: Watch
) -> None:
    watch.stop()
    await house.tells("wang", "通知一", "通知二")
    await watch.asked.wait()
    await wang.says("菜单")
    await wang.sees("想办什么事")
    # What waits for its turn has not gone out: a crash now would not make it uncertain.
    assert await house.outbox() == ["sent", "claimed"]
    watch.go()
    await wang.sees("通知二")
