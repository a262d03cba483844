"""Everything that a phone can send has a useful answer, and only one's own number is one's own."""

import pytest

from tests.bot_api import Phone
from tests.telegram.office import Office
from tests.telegram.updates import edited
from tests.town import HOST

DO_NOT_LISTEN = "我不听语音"
TEXT_ONLY = "我只能看文字"
PICTURE = b"\x89PNG picture"
NOT_ASKED = "我问到时才收文件"


@pytest.fixture
async def li(house: Office) -> Phone:
    """Li, who is asked for the name."""
    li = house.phone("li")
    await li.starts()
    await li.sees("您好")
    await li.says("报到")
    await li.sees("同意吗")
    await li.taps("1 同意")
    await li.sees("您叫什么名字")
    await house.settled()
    return li


@pytest.fixture
async def asked_for_number(house: Office, li: Phone) -> Phone:
    await li.says("李明")
    await li.sees("打哪个电话")
    await house.settled()
    return li


def last(phone: Phone) -> str:
    return [message.text for message in phone.messages if message.from_bot][-1]


# What is not read


async def test_a_voice_message_is_declined_kindly_and_never_fetched(
    house: Office, li: Phone
) -> None:
    await li.sends_voice()
    await li.sees(DO_NOT_LISTEN)
    assert "您叫什么名字" in last(li)
    assert house.server.counts["getfile"] == 0


async def test_a_picture_a_file_and_a_sticker_are_not_fetched_either(
    house: Office, li: Phone
) -> None:
    await li.sends_sticker()
    await house.settled()
    assert TEXT_ONLY in last(li) and "您叫什么名字" in last(li)
    await li.sends_photo()
    await house.settled()
    assert NOT_ASKED in last(li) and "您叫什么名字" in last(li)
    await li.sends_document(b"%PDF", "申请.pdf", caption="李明")
    await house.settled()
    assert NOT_ASKED in last(li) and "您叫什么名字" in last(li)
    assert house.server.counts["getfile"] == 0


async def test_what_is_edited_was_read_as_it_was(house: Office, li: Phone) -> None:
    await li.says("李名")
    await li.sees("打哪个电话")
    await li.edits("李明")
    await li.sees("我看到的是修改前的内容")
    assert "打哪个电话" in last(li)


async def test_a_live_position_that_moves_on_is_not_answered(house: Office, li: Phone) -> None:
    place = {"latitude": 22.5, "longitude": 113.8, "live_period": 900}
    count = len(li.messages)
    assert house.telegram
    assert await house.telegram.channel.take([edited({"location": place})])
    await house.settled()
    assert len(li.messages) == count


async def test_a_forwarded_text_is_read_like_one_that_was_typed(house: Office, li: Phone) -> None:
    await li.forwards("李明")
    await li.sees("打哪个电话")


async def test_a_forwarded_picture_begins_a_notice(house: Office) -> None:
    chen = house.phone("chen")
    await chen.forwards_photo(caption="上级通知：周六开会")
    await chen.sees("发给谁")
    await chen.says("3")
    await chen.taps("就这些")
    await chen.sees("需要大家回答吗")
    await chen.says("1")
    await chen.sees("什么时候发")
    await chen.says("1")
    await chen.sees("先看看")
    await chen.taps("先看看")
    await chen.sees("发出去是这样")
    await house.settled()
    assert [each.file for each in chen.messages if each.from_bot and each.file] == [PICTURE]


async def test_a_forwarded_file_begins_a_notice(house: Office) -> None:
    chen = house.phone("chen")
    await chen.forwards_document(b"%PDF", "通知.pdf", "application/pdf")
    await chen.sees("会一起发出去")
    await chen.sees("要通知什么")


async def test_of_a_forwarded_album_one_picture_goes_along(house: Office) -> None:
    chen = house.phone("chen")
    for caption in ("上级通知：周六开会", "", ""):
        chen.person.forwards_photo(caption=caption)
    await chen.sees(NOT_ASKED)
    await house.settled()
    assert NOT_ASKED in last(chen) and "发给谁" in last(chen)
    assert house.server.counts["getfile"] == 1


async def test_what_a_member_or_a_stranger_forwards_is_not_fetched(house: Office) -> None:
    for phone in (house.phone("li"), house.phone("chen")):
        await phone.starts()
        await phone.sees("您好")
    await house.town.bot.store.turn(lambda tx: tx.change("DELETE FROM office"))
    for phone in (house.phone("li"), house.phone("chen")):
        await phone.forwards_photo(caption="上级通知：周六开会")
        await phone.sees(NOT_ASKED)
        await phone.forwards_document(b"%PDF", "通知.pdf", "application/pdf")
        await house.settled()
        assert "写通知" not in last(phone)
    assert house.server.counts["getfile"] == 0


async def test_a_forwarded_picture_is_not_fetched_into_a_form_that_asks_for_words(
    house: Office, li: Phone
) -> None:
    await li.forwards_photo()
    await li.sees(NOT_ASKED)
    assert "您叫什么名字" in last(li)
    assert house.server.counts["getfile"] == 0


async def test_a_forwarded_file_that_is_too_large_is_not_fetched(house: Office) -> None:
    chen = house.phone("chen")
    await chen.forwards_document(bytes(5 * 2**20 + 1), "通知.pdf", "application/pdf")
    await chen.sees("5 MB")
    assert house.server.counts["getfile"] == 0


async def test_a_picture_and_what_stands_below_it_are_one_notice(house: Office) -> None:
    chen = house.phone("chen")
    await chen.forwards("上级通知：周六开会")
    await chen.sees("要附图片或文件")
    await chen.says("取消")
    await chen.sees("放弃后找不回来")
    await chen.taps("放弃")
    await chen.says("写通知")
    await chen.sees("还没有写过通知")
    await chen.taps("写通知")
    await chen.sees("要通知什么")
    await chen.sends_photo(caption="周六在这里集合")
    await chen.sees("发给谁")


# Numbers and positions


async def test_a_number_that_is_shared_is_taken(house: Office, asked_for_number: Phone) -> None:
    await asked_for_number.shares_contact("+8613800138000")
    await asked_for_number.sees("老家支部")


async def test_somebody_elses_number_is_not_ones_own(
    house: Office, asked_for_number: Phone
) -> None:
    await asked_for_number.shares_contact("13900139000", own=False)
    await house.settled()
    assert "老家支部" not in last(asked_for_number)
    await asked_for_number.shares_contact("13800138000")
    await asked_for_number.sees("老家支部")


async def test_keys_that_share_stand_below_and_go_away(
    house: Office, asked_for_number: Phone
) -> None:
    keyboard = asked_for_number.person.chat.keyboard
    assert keyboard and next(keyboard.buttons).get("request_contact")
    await asked_for_number.taps("跳过")
    await asked_for_number.sees("老家支部")
    keyboard = asked_for_number.person.chat.keyboard
    assert keyboard and not any("request_contact" in key for key in keyboard.buttons)


@pytest.mark.parametrize("share", ["number", "place"])
async def test_what_is_shared_unasked_is_not_kept(house: Office, share: str) -> None:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    if share == "number":
        await wang.shares_contact("13800138000")
    else:
        await wang.shares_place(22.5, 113.8)
    await wang.gets_reply()
    await house.settled()
    dump = await house.town.bot.store.turn(
        lambda tx: [tuple(row) for row in tx.all("SELECT * FROM chat")]
    )
    assert "13800138000" not in str(dump) and "22.5" not in str(dump)


# Links


async def test_a_link_names_the_branch(house: Office) -> None:
    li = house.phone("li")
    await li.starts(f"b-{await house.town.unit_id(HOST)}")
    await li.sees("同意吗")
    await li.taps("1 同意")
    await li.sees("您叫什么名字")
    for words in ("李明", "跳过", "河湾", "1"):
        await li.says(words)
        await house.settled()
    assert "请看看对不对" in last(li)
    assert HOST in last(li)


@pytest.mark.parametrize("parameter", ["b-none", "b-", "x-1", "b-../..", "李明", "i-WRONGCODE"])
async def test_a_link_that_leads_nowhere_still_opens_the_door(
    house: Office, parameter: str
) -> None:
    chen = house.phone("chen")
    await chen.starts(parameter)
    await chen.gets_reply()
    await chen.says("菜单")
    await chen.sees("想办什么事")


# Groups


@pytest.mark.parametrize("admin", [False, True])
async def test_in_a_group_a_command_is_sent_to_the_private_chat(house: Office, admin: bool) -> None:
    group = house.server.group("老乡群", bot_is_admin=admin)
    there = house.phone("li").at(group)
    await there.says("大家好")
    await there.shares_contact("13800138000")
    await there.says("/register@test_bot")
    await there.sees("请直接给我发消息")
    await house.settled()
    assert len([each for each in there.messages if each.from_bot]) == 1
    assert there.buttons == []


async def test_a_group_that_throws_the_bot_out_holds_up_nobody(house: Office) -> None:
    group = house.server.group("老乡群")
    there = house.phone("li").at(group)
    hang = house.server.faults.hangs("sendMessage", chat_id=group.id)
    await there.says("/register@test_bot")
    await hang.reached.wait()
    group.kicks_bot()
    hang.release()
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")


async def test_a_group_that_moves_is_answered_at_its_new_address(house: Office) -> None:
    group = house.server.group("老乡群").becomes_supergroup()
    there = house.phone("li").at(group)
    await there.says("/register@test_bot")
    await there.sees("请直接给我发消息")


# Text that would break a message


@pytest.mark.parametrize("name", ["<b>李", "&lt;", "</a>", "李&明", "😀李", "<script>", '"\'"'])
async def test_no_name_breaks_a_message(house: Office, li: Phone, name: str) -> None:
    await li.says(name)
    await house.settled()
    await li.says("跳过")
    await house.settled()
    for words in ("河湾", "1", "宝安", "1"):
        await li.says(words)
        await house.settled()
    assert not [call for call in house.server.calls_of("sendMessage") if call.error]
