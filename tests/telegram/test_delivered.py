"""Deliveries with files, and those that correct what arrived before."""

from collections.abc import Callable

import pytest

from bot.conversation import Chat, Document, Screen, Work
from bot.delivery import correct, tell
from bot.language import plain
from bot.storage import Transaction
from tests.bot_api import Phone
from tests.telegram.office import Office

NEWS, NEWER = "明天下午三点开会", "明天下午四点开会"
LIST = Document("名单.csv", "text/csv", b"name\n")
PICTURE = Document("p.png", "image/png", b"\x89PNG")


@pytest.fixture
async def wang(house: Office) -> Phone:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await house.settled()
    return wang


async def turn(house: Office, act: Callable[[Work], object]) -> None:
    bot = house.town.bot
    told: list[Chat] = []

    def work(tx: Transaction) -> None:
        act(Work(tx=tx, now=bot.clock.now(), new_id=bot.new_id, told=told))

    await bot.store.turn(work)
    bot.bell.ring([*told, Chat("telegram", "")])


async def tells(house: Office, *files: Document) -> None:
    screen = Screen((plain(NEWS),), attachments=files)
    await turn(house, lambda work: tell(work, ["wang"], screen))


async def corrects(house: Office) -> None:
    def act(work: Work) -> None:
        message = work.tx.value("SELECT message FROM outbox")
        correct(work, str(message), Screen((plain(NEWER),)))

    await turn(house, act)


def texts(phone: Phone) -> list[str]:
    return [each.text for each in phone.messages if each.from_bot][1:]


async def test_files_stand_below_their_words(house: Office, wang: Phone) -> None:
    await tells(house, LIST, PICTURE)
    await house.becomes("sent")
    files = [each.file for each in wang.messages if each.file]
    assert files == [LIST.content, PICTURE.content]
    assert house.server.counts["senddocument"] == house.server.counts["sendphoto"] == 1


async def test_a_picture_that_is_none_to_the_platform_goes_as_a_file(
    house: Office, wang: Phone
) -> None:
    house.server.faults.answers("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    await tells(house, PICTURE)
    await house.becomes("sent")
    assert house.server.counts["senddocument"] == 1


@pytest.mark.parametrize("status", [500, 502])
async def test_a_file_is_sent_again_where_it_surely_did_not_arrive(
    house: Office, wang: Phone, status: int
) -> None:
    house.server.faults.fails_at_the_gateway("sendDocument", status, times=2)
    await tells(house, LIST)
    await house.becomes("sent")
    assert sum(bool(each.file) for each in wang.messages) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_where_a_file_may_have_arrived_it_is_uncertain_and_not_sent_again(
    house: Office, wang: Phone, after: bool
) -> None:
    house.server.faults.breaks("sendDocument", after=after)
    await tells(house, LIST)
    await house.becomes("uncertain")
    assert house.server.counts["senddocument"] == 1
    assert texts(wang)[0] == NEWS


async def test_what_arrived_is_corrected_in_its_place(house: Office, wang: Phone) -> None:
    await tells(house)
    await house.becomes("sent")
    await corrects(house)
    await wang.sees(NEWER)
    await house.becomes("sent")
    assert texts(wang) == [NEWER]


async def test_a_correction_without_an_answer_is_made_again(house: Office, wang: Phone) -> None:
    await tells(house)
    await house.becomes("sent")
    house.server.faults.breaks("editMessageText", after=True)
    await corrects(house)
    await house.becomes("waiting, tried 1, later")
    house.passes(10)
    await house.becomes("sent, tried 1")
    assert texts(wang) == [NEWER]


async def test_what_cannot_be_corrected_is_said_to_be_so(house: Office, wang: Phone) -> None:
    await tells(house)
    await house.becomes("sent")
    house.server.faults.answers("editMessageText", 400, "Bad Request: message can't be edited")
    await corrects(house)
    await house.becomes("sent: not corrected")
    assert texts(wang) == [NEWS]
