"""What each kind of update says to the conversation."""

import pytest

from bot.channels.telegram.decode import Decoded, Group, Reach, Sent, Talk, Tap, decode
from bot.conversation import (
    Chat,
    Contact,
    Event,
    Input,
    Opened,
    Place,
    Said,
    Tapped,
    Unsupported,
)
from tests.telegram.updates import (
    CHANNEL,
    FILE,
    GROUP,
    NUMBER,
    SUPERGROUP,
    Json,
    edited,
    gone,
    membership,
    message,
    said,
    tapped,
    update,
)

HERE = Chat("telegram", "7")
PHONE: Json = {"phone_number": "+8613800138000", "first_name": "李明"}
PLACE: Json = {"latitude": 22.5, "longitude": 113.8}
PICTURE: Json = {**FILE, "width": 90, "height": 90}
ORIGIN: Json = {"type": "hidden_user", "sender_user_name": "王芳", "date": 1_750_000_000}
STICKER: Json = {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}
VENUE: Json = {"location": PLACE, "title": "党群服务中心", "address": "宝安"}


def talk(event: Event, tap: Tap | None = None) -> Talk:
    return Talk(Input(HERE, f"telegram:{NUMBER}", event, "zh-hans", sure=False), tap)


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"text": "报到"}, Said("报到")),
        ({"text": ""}, Said("")),
        ({"text": " 两 行\n字 "}, Said(" 两 行\n字 ")),
        ({"text": "a@b.cn"}, Said("a@b.cn")),
        ({"text": "/start"}, Opened()),
        ({"text": "/start@test_bot"}, Opened()),
        ({"text": "/start b-abc_12-X"}, Opened("b-abc_12-X")),
        ({"text": "/start@test_bot  i-CODE "}, Opened("i-CODE")),
        ({"text": "/started"}, Said("/started")),
        ({"text": "/register"}, Said("/register")),
        ({"text": "/register@test_bot"}, Said("/register")),
        ({"text": "/register now"}, Said("/register now")),
        ({"text": "/register@test_bot now"}, Said("/register@test_bot now")),
        ({"text": "/地址：a@b.cn"}, Said("/地址：a@b.cn")),
        ({"text": "河湾", "forward_origin": ORIGIN}, Said("河湾", forwarded=True)),
        ({"contact": PHONE | {"user_id": 7}}, Contact("+8613800138000", own=True)),
        ({"contact": PHONE | {"user_id": 8}}, Contact("+8613800138000", own=False)),
        ({"contact": PHONE}, Contact("+8613800138000", own=False)),
        ({"location": PLACE}, Place(22.5, 113.8)),
        ({"location": PLACE | {"live_period": 900}}, Place(22.5, 113.8)),
        ({"venue": VENUE, "location": PLACE}, Place(22.5, 113.8)),
        ({"voice": {**FILE, "duration": 3}}, Unsupported("voice")),
        ({"voice": {**FILE, "duration": 3}, "forward_origin": ORIGIN}, Unsupported("voice")),
        ({"video_note": {**FILE, "duration": 3, "length": 90}}, Unsupported("voice")),
        ({"sticker": STICKER}, Unsupported()),
        ({"animation": {**PICTURE, "duration": 3}, "document": FILE}, Unsupported()),
        ({"audio": {**FILE, "duration": 3}}, Unsupported()),
        ({"video": {**PICTURE, "duration": 3}}, Unsupported()),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unsupported()),
    ],
)
def test_what_is_said_in_a_chat_with_the_bot(content: Json, event: Event) -> None:
    assert decode(said(content)) == talk(event)


@pytest.mark.parametrize(
    ("content", "sent"),
    [
        ({"photo": [{**PICTURE, "file_id": "small"}, PICTURE]}, ("F1", "photo.jpg", "image/jpeg")),
        ({"photo": [PICTURE], "caption": "报到"}, ("F1", "photo.jpg", "image/jpeg")),
        (
            {"document": {**FILE, "file_name": "名单\n.csv", "mime_type": "text/csv"}},
            ("F1", "名单 .csv", "text/csv"),
        ),
        ({"document": FILE}, ("F1", "", "")),
    ],
)
def test_a_file_is_named_and_not_fetched(content: Json, sent: tuple[str, str, str]) -> None:
    decoded = decode(said(content))
    assert isinstance(decoded, Sent)
    assert (decoded.file, decoded.name, decoded.media) == sent
    assert decoded.given.event == Unsupported("file")


@pytest.mark.parametrize("content", [{"photo": [PICTURE]}, {"document": FILE}])
@pytest.mark.parametrize("origin", [{}, {"forward_origin": ORIGIN}])
def test_a_file_that_is_forwarded_is_known_as_such(content: Json, origin: Json) -> None:
    decoded = decode(said({**content, **origin, "caption": "开会"}))
    assert isinstance(decoded, Sent)
    assert (decoded.caption, decoded.forwarded) == ("开会", bool(origin))
    assert decoded.given.event == Unsupported("file")


def test_without_a_sender_no_number_is_the_own_one() -> None:
    decoded = decode(said({"contact": PHONE | {"user_id": 7}}, sender=None))
    assert isinstance(decoded, Talk)
    assert decoded.given.event == Contact("+8613800138000", own=False)
    assert decoded.given.language is None


@pytest.mark.parametrize(
    ("given", "decoded"),
    [
        (edited({"text": "李明明"}), talk(Unsupported("edited"))),
        (edited({"photo": [PICTURE], "caption": "x"}), talk(Unsupported("edited"))),
        # A live position moves on every few seconds.
        (edited({"location": PLACE | {"live_period": 900}}), None),
        (edited({"text": "x"}, GROUP), None),
    ],
)
def test_what_is_edited(given: Json, decoded: Decoded) -> None:
    assert decode(given) == decoded


@pytest.mark.parametrize(
    ("given", "decoded"),
    [
        (tapped("f/abc/name/!keep", message({"text": "x"})), Tapped("f/abc/name/!keep")),
        (tapped("menu/", gone()), Tapped("menu/")),
        (tapped(None, message({"text": "x"})), Tapped("")),
        (tapped("menu/", message({"text": "x"}, GROUP)), None),
        (tapped("menu/", None), None),
    ],
)
def test_a_tap_names_its_query_and_its_message(given: Json, decoded: Event | None) -> None:
    assert decode(given) == (decoded and talk(decoded, Tap("Q1", 3)))


@pytest.mark.parametrize(
    ("given", "decoded"),
    [
        (membership("member", "kicked"), Reach(HERE, open=False)),
        (membership("kicked", "member"), Reach(HERE, open=True)),
        (membership("left", "member", GROUP), None),
        (membership("member", "kicked", GROUP), None),
    ],
)
def test_who_blocks_the_bot_and_who_takes_it_back(given: Json, decoded: Decoded) -> None:
    assert decode(given) == decoded


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP])
@pytest.mark.parametrize(
    ("content", "answered"),
    [
        ({"text": "/register"}, True),
        ({"text": "/start@test_bot b-x"}, True),
        ({"text": "大家好"}, False),
        ({"contact": PHONE}, False),
        ({"voice": {**FILE, "duration": 3}}, False),
        ({"new_chat_title": "老乡"}, False),
    ],
)
def test_in_a_group_only_a_command_is_answered(chat: Json, content: Json, answered: bool) -> None:
    group = Group(Chat("telegram", str(chat["id"])), "zh-hans")
    assert decode(said(content, chat)) == (group if answered else None)


@pytest.mark.parametrize(
    "given",
    [
        said({"pinned_message": message({"text": "x"})}),
        said({"delete_chat_photo": True}),
        update("channel_post", message({"text": "/start"}, CHANNEL)),
        update("edited_channel_post", message({"text": "/start"}, CHANNEL)),
        update("something_new", {}),
    ],
)
def test_what_is_for_nobody(given: Json) -> None:
    assert decode(given) is None


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"message": message({"text": "x"})},
        {"update_id": "x", "message": message({"text": "x"})},
        {"update_id": 5, "message": {"text": "x"}},
        {"update_id": 5, "message": "x"},
        {"update_id": 5, "message": message({"contact": {}})},
        {"update_id": 5, "callback_query": {"id": "Q1", "message": "x"}},
    ],
)
def test_what_is_no_update_is_not_taken_for_one(written: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        decode(written)


@pytest.mark.parametrize("kind", ["animation", "poll", "story", "paid_media", "checklist"])
def test_whatever_a_person_sends_is_answered(kind: str) -> None:
    written = {"update_id": NUMBER, "message": message({kind: {}})}
    assert decode(written) == talk(Unsupported())
