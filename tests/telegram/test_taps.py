"""Taps: the tapped message is edited in place, and an old button does nothing but redraw."""

import pytest

from tests.bot_api import Phone
from tests.telegram.office import IDS, Office
from tests.telegram.updates import message, said, tapped
from tests.town import HOME

LI = IDS["li"]
EDIT, ANSWER = "editMessageText", "answerCallbackQuery"
NAME = "您叫什么名字"


@pytest.fixture
async def li(house: Office) -> Phone:
    """Li, who has been shown the menu and then what registering means."""
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    await li.says("报到")
    await li.sees("同意吗")
    await house.settled()
    return li


def shown(phone: Phone) -> list[tuple[int, str]]:
    return [(each.id, each.text) for each in phone.messages if each.from_bot]


async def test_a_form_goes_on_in_the_tapped_message(house: Office, li: Phone) -> None:
    before = shown(li)
    await li.taps("1 同意")
    assert await li.gets_toast() == ""
    await li.sees(NAME)
    await house.settled()
    assert [id for id, _ in shown(li)] == [id for id, _ in before]
    assert NAME in shown(li)[-1][1]


async def test_where_keys_must_follow_the_tapped_message_loses_its_buttons(
    house: Office, li: Phone
) -> None:
    await li.taps("1 同意")
    await li.sees(NAME)
    for words, then in (("李明", "打哪个电话"), ("跳过", "老家支部"), ("河湾", "是这一个吗")):
        await li.says(words)
        await li.sees(then)
    await li.taps(f"1 {HOME}")
    await li.sees("您现在住在哪里")
    await house.settled()
    picked = next(each for each in li.messages if "是这一个吗" in each.text)
    assert picked.rows == []
    assert "发送我的位置" in li.buttons


async def test_an_old_button_shows_where_we_are_and_does_nothing_else(
    house: Office, li: Phone
) -> None:
    await li.taps("1 同意")
    await li.sees(NAME)
    await li.says("李明")
    await li.sees("打哪个电话")
    await house.settled()
    consent = li.person.chat.taps[0]
    li.person.presses(consent.data, consent.message_id)
    await house.settled()
    assert "打哪个电话" in shown(li)[-1][1]
    await li.says("13800138000")
    await li.sees("老家支部")


async def test_a_tap_that_comes_twice_changes_nothing_twice(house: Office, li: Phone) -> None:
    token = li.person.chat.posts[shown(li)[-1][0]].message["reply_markup"]["inline_keyboard"]
    update = tapped(token[0][0]["callback_data"], message({"text": "x"}))
    assert house.telegram
    for _ in range(2):
        assert await house.telegram.channel.take([update])
    await house.settled()
    await li.says("李明")
    await li.sees("打哪个电话")


async def test_a_word_that_comes_twice_is_taken_once(house: Office, li: Phone) -> None:
    await li.taps("1 同意")
    await li.sees(NAME)
    assert house.telegram
    for _ in range(2):
        assert await house.telegram.channel.take([said({"text": "李明"})])
    await house.settled()
    asked = [text for _, text in shown(li)][-2:]
    assert all("打哪个电话" in text for text in asked)


# What may go wrong


async def test_a_message_that_is_gone_is_said_anew(house: Office, li: Phone) -> None:
    id, _ = shown(li)[-1]
    data = li.person.chat.posts[id].message["reply_markup"]["inline_keyboard"][0][0]
    del li.person.chat.posts[id]
    li.person.presses(data["callback_data"], id)
    await li.sees(NAME)


async def test_an_edit_that_changes_nothing_says_nothing_anew(house: Office, li: Phone) -> None:
    before = shown(li)
    id, _ = before[-1]
    li.person.presses("f/none/consent/yes", id)
    await house.settled()
    assert shown(li) == before
    (call,) = house.server.calls_of(EDIT)
    assert "not modified" in str(call.error)
    await li.says("1")
    await li.sees(NAME)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_an_edit_that_is_cut_off_is_made_again(house: Office, li: Phone, after: bool) -> None:
    house.server.faults.breaks(EDIT, after=after)
    count = len(shown(li))
    await li.taps("1 同意")
    await li.sees(NAME)
    await house.settled()
    assert len(shown(li)) == count
    await li.says("李明")
    await li.sees("打哪个电话")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Bad Request: message can't be edited"),
        (400, "Bad Request: MESSAGE_ID_INVALID"),
        (403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_an_edit_that_is_refused_becomes_a_new_message(
    house: Office, li: Phone, status: int, words: str
) -> None:
    house.server.faults.answers(EDIT, status, words)
    count = len(shown(li))
    await li.taps("1 同意")
    await li.sees(NAME)
    assert len(shown(li)) == count + 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        (403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_an_answer_to_the_tap_that_comes_too_late_harms_nothing(
    house: Office, li: Phone, status: int, words: str
) -> None:
    house.server.faults.answers(ANSWER, status, words)
    await li.taps("1 同意")
    await li.sees(NAME)
    await house.settled()
    await li.says("李明")
    await li.sees("打哪个电话")


async def test_the_tap_is_answered_though_the_edit_hangs(house: Office, li: Phone) -> None:
    hang = house.server.faults.hangs(EDIT)
    await li.taps("1 同意")
    await li.gets_toast()
    await hang.reached.wait()
    hang.release()
    await li.sees(NAME)


@pytest.mark.parametrize("data", ["", "x" * 64, "f/", "f/a", "request/", "无", "menu/99999999999"])
async def test_a_tap_on_what_never_was_a_button_shows_where_we_are(
    house: Office, li: Phone, data: str
) -> None:
    before = len(li.messages)
    li.person.presses(data, shown(li)[-1][0])
    await house.settled()
    assert len(li.person.chat.taps) == 1 and li.person.chat.taps[0].answer is not None
    assert len(li.messages) in (before, before + 1)
