"""The Bot API server for tests, driven by the real `telegram.Bot`, held to the platform's word."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import telegram
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram import InlineKeyboardButton as Button
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.bot_api import BotApiServer, Phone, Sent
from tests.bot_api.entities import utf16_length
from tests.bot_api.html import parse_html
from tests.bot_api.wire import ApiError

LI, WANG = 7, 8


class Clock:
    now = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock=clock) as server:
        yield server
    assert server.complaints == []


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(server.token, server.base_url, server.base_file_url) as bot:
        yield bot


@pytest.fixture
def li(server: BotApiServer) -> Phone:
    return server.phone(LI, "李", known=True)


def ids(updates: tuple[Update, ...]) -> list[int]:
    return [update.update_id for update in updates]


def said(update: Update) -> Message:
    assert update.message
    return update.message


def pressed(update: Update) -> CallbackQuery:
    assert update.callback_query
    return update.callback_query


def texts(updates: Iterable[Update]) -> list[str | None]:
    return [said(update).text for update in updates]


def refused(words: str, error: type[Exception] = BadRequest) -> pytest.RaisesExc[Exception]:
    """Refused in these words, whose first letter the library may have changed."""
    return pytest.raises(error, match=f"(?i){re.escape(words)}")


async def raw(server: BotApiServer, method: str, **params: object) -> Any:
    """The answer as it comes, without the library's hand in it."""
    url = f"{server.base_url}{server.token}/{method}"
    form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
    async with aiohttp.request("POST", url, data=form) as response:
        return await response.json()


def buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[Button(label, callback_data=f"do:{label}")] for label in labels])


# --- polling ---------------------------------------------------------------------------------


async def test_updates_stay_until_an_offset_confirms_them(
    bot: telegram.Bot, li: Phone, server: BotApiServer
) -> None:
    for text in ("一", "二", "三"):
        await li.says(text)
    first = await bot.get_updates(limit=2)
    assert texts(first) == ["一", "二"]
    assert ids(first) == [first[0].update_id, first[0].update_id + 1]
    assert ids(await bot.get_updates()) == [*ids(first), first[1].update_id + 1]
    rest = await bot.get_updates(offset=first[1].update_id + 1)
    assert ids(rest) == [first[1].update_id + 1]
    assert ids(await bot.get_updates()) == ids(rest)
    await bot.get_updates(offset=rest[0].update_id + 1)
    await server.confirmed()


async def test_negative_offset_keeps_the_last_and_forgets_the_rest(
    bot: telegram.Bot, li: Phone
) -> None:
    for text in ("一", "二", "三"):
        await li.says(text)
    (last,) = await bot.get_updates(offset=-1)
    assert said(last).text == "三"
    assert ids(await bot.get_updates()) == [last.update_id]


async def test_an_offset_far_in_the_future_confirms_nothing(bot: telegram.Bot, li: Phone) -> None:
    await li.says("一")
    (update,) = await bot.get_updates()
    assert ids(await bot.get_updates(offset=update.update_id + 1000)) == [update.update_id]
    assert await bot.get_updates(offset=update.update_id + 5) == ()


async def test_a_long_poll_ends_with_the_first_update(bot: telegram.Bot, li: Phone) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await li.says("你好")
    (update,) = await poll
    assert said(update).text == "你好"
    person = said(update).from_user
    assert person
    assert person.language_code == "zh-hans"


async def test_allowed_updates_stick_until_the_next_list(bot: telegram.Bot, li: Phone) -> None:
    await li.blocks()
    await li.unblocks()
    updates = await bot.get_updates(allowed_updates=["message", "edited_message"])
    assert [update.my_chat_member is not None for update in updates] == [True, True]
    await bot.get_updates(offset=updates[-1].update_id + 1)
    await li.blocks()
    await li.starts()
    (update,) = await bot.get_updates()
    assert said(update).text == "/start"
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await li.blocks()
    (update,) = await bot.get_updates()
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_the_second_poller_ends_the_first(
    bot: telegram.Bot, li: Phone, server: BotApiServer
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await server.called("getUpdates")
    async with telegram.Bot(server.token, server.base_url) as rival:
        second = asyncio.create_task(rival.get_updates(timeout=30))
        with refused("terminated by other getUpdates request; make sure", Conflict):
            await first
        await li.says("你好")
        assert len(await second) == 1


async def test_what_nobody_fetched_in_time_is_gone(
    bot: telegram.Bot, li: Phone, clock: Clock, server: BotApiServer
) -> None:
    await bot.send_message(LI, "?", reply_markup=buttons("是"))
    await li.says("你好")
    await li.taps("是")
    clock.now += 151
    (update,) = await bot.get_updates()
    assert update.message
    clock.now += 86_400
    assert await bot.get_updates() == ()
    await server.confirmed()


# --- webhook ---------------------------------------------------------------------------------


class Receiver:
    """A bot's web server: keeps what it accepts; `answers` says how to refuse the next ones."""

    def __init__(self) -> None:
        self.got: list[Update] = []
        self.secrets: list[str | None] = []
        self.answers: list[Callable[[web.BaseRequest], web.Response]] = []
        self.reply: dict[str, Any] = {}
        self._arrived = asyncio.Event()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        update = Update.de_json(json.loads(await request.read()), None)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self._arrived.set()
        if self.answers:
            return self.answers.pop(0)(request)
        self.got.append(update)
        return web.json_response(self.reply)

    async def has(self, number: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < number:
                self._arrived.clear()
                await self._arrived.wait()


def broken(request: web.BaseRequest) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def unwilling(_request: web.BaseRequest) -> web.Response:
    return web.Response(status=500)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield receiver, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_each_update_in_order_until_it_accepts_it(
    bot: telegram.Bot, li: Phone, receiver: tuple[Receiver, str], server: BotApiServer
) -> None:
    hook, url = receiver
    hook.answers = [unwilling, broken, unwilling]
    await li.says("一")
    await bot.set_webhook(url, secret_token="s-e_c", max_connections=2)
    await li.says("二")
    await hook.has(2)
    await server.confirmed()
    assert texts(hook.got) == ["一", "二"]
    assert hook.secrets == ["s-e_c"] * 5
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (url, 0, 2)
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_poller_and_a_webhook_exclude_each_other(
    bot: telegram.Bot, li: Phone, receiver: tuple[Receiver, str], server: BotApiServer
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await server.called("getUpdates")
    await bot.set_webhook(receiver[1])
    with refused("terminated by setWebhook request", Conflict):
        await poll
    with refused("can't use getUpdates method while webhook is active", Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    await li.says("你好")
    assert len(await bot.get_updates()) == 1


async def test_dropped_pending_updates_never_arrive(
    bot: telegram.Bot, li: Phone, receiver: tuple[Receiver, str]
) -> None:
    await li.says("旧")
    await bot.set_webhook(receiver[1], drop_pending_updates=True, allowed_updates=["message"])
    await li.blocks()
    await li.unblocks()
    await li.says("新")
    await receiver[0].has(1)
    assert texts(receiver[0].got) == ["新"]
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)


async def test_a_webhook_may_answer_with_a_call(
    bot: telegram.Bot, li: Phone, receiver: tuple[Receiver, str]
) -> None:
    receiver[0].reply = {"method": "sendMessage", "chat_id": LI, "text": "收到"}
    await bot.set_webhook(receiver[1])
    await li.says("你好")
    await li.sees("收到")


async def test_a_webhook_address_must_be_here(bot: telegram.Bot) -> None:
    with refused("bad webhook"):
        await bot.set_webhook("https://example.org/hook")
    with refused("unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:1/", secret_token="no spaces")


# --- texts -----------------------------------------------------------------------------------


async def test_html_becomes_text_and_entities_in_utf16_units(bot: telegram.Bot, li: Phone) -> None:
    source = (
        " 😀<b>好<i>的</i></b> &lt;a&gt; <a href='https://x.org/?a=1&amp;b=2'>页</a>"
        '<pre><code class="language-py">x=1</code></pre><blockquote expandable>q</blockquote>'
        f'<a href="tg://user?id={LI}">李</a> <tg-spoiler>s</tg-spoiler> '
    )
    message = await bot.send_message(LI, source, parse_mode="HTML")
    assert message.text == "😀好的 <a> 页x=1q李 s"
    assert [(e.type, value) for e, value in message.parse_entities().items()] == [
        ("bold", "好的"),
        ("italic", "的"),
        ("text_link", "页"),
        ("pre", "x=1"),
        ("expandable_blockquote", "q"),
        ("text_mention", "李"),
        ("spoiler", "s"),
    ]
    assert message.entities[0].offset == 2
    assert message.entities[2].url == "https://x.org/?a=1&b=2"
    assert message.entities[3].language == "py"
    assert li.screen == message.text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>好", 'Can\'t find end tag corresponding to start tag "b"'),
        ("好<b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=x&y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>z</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "&#xd83d;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>z</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
async def test_wrong_html_is_refused_in_the_words_of_the_platform(
    server: BotApiServer, li: Phone, source: str, words: str
) -> None:
    answer = await raw(server, "sendMessage", chat_id=LI, text=source, parse_mode="html")
    assert answer["description"] == f"Bad Request: can't parse entities: {words}"
    assert li.messages == []


_PLAIN = st.text(st.sampled_from("a 好😀<>&\"'é\n𠀀"), min_size=1, max_size=6)
_TREE: Any = st.recursive(
    _PLAIN,
    lambda inner: st.tuples(st.sampled_from("bisu"), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def written(node: Any, found: list[tuple[str, str]]) -> tuple[str, str]:
    """The HTML and the text of a tree; `found` collects its entities in order of their end."""
    if isinstance(node, str):
        return escape(node, quote=False), node
    tag, parts = node
    sources, texts = zip(*(written(part, found) for part in parts), strict=True)
    found.append((tag, "".join(texts)))
    return f"<{tag}>{''.join(sources)}</{tag}>", "".join(texts)


@given(_TREE)
def test_every_entity_spans_what_its_tags_enclosed(tree: Any) -> None:
    expected: list[tuple[str, str]] = []
    source, text = written(tree, expected)
    parsed, entities = parse_html(source)
    units = parsed.encode("utf-16-le")
    spans = [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in entities
    ]
    names = {"b": "bold", "i": "italic", "s": "strikethrough", "u": "underline"}
    assert parsed == text
    assert sorted(spans) == sorted((names[tag], value) for tag, value in expected)
    assert len(units) == 2 * utf16_length(parsed)


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "b",
                "a href=",
                "'",
                '"',
                "&",
                "#",
                "x",
                "1",
                ";",
                "\0",
                " ",
                "pre",
                "code class='language-c'",
                "😀",
                "lt",
                "=",
                "&#xd83d;",
            ]
        )
    ).map("".join)
)
def test_any_source_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    length = utf16_length(text)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= length


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("好" * 4097, "message is too long"),
        ("😀" * 4097, "message is too long"),
        ("x" * 40_000, "text is too long"),
        (" \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("", "message text is empty"),
    ],
)
async def test_texts_that_are_refused(
    server: BotApiServer, li: Phone, text: str, words: str
) -> None:
    answer = await raw(server, "sendMessage", chat_id=LI, text=text, parse_mode="HTML")
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    assert li.screen == ""


async def test_the_limit_counts_characters_after_parsing(bot: telegram.Bot, li: Phone) -> None:
    await bot.send_message(LI, f"<b>{'😀' * 4096}</b>", parse_mode="HTML")
    assert len(li.screen) == 4096


# --- keyboards, edits, deletions -------------------------------------------------------------


async def test_callback_data_has_64_bytes(bot: telegram.Bot, li: Phone) -> None:
    await bot.send_message(
        LI, "?", reply_markup=InlineKeyboardMarkup([[Button("b", callback_data="好" * 21 + "x")]])
    )
    wide = InlineKeyboardMarkup([[Button("b", callback_data="好" * 22)]])
    with refused("BUTTON_DATA_INVALID"):
        await bot.send_message(LI, "?", reply_markup=wide)
    assert len(li.messages) == 1


async def test_an_edit_must_change_something(bot: telegram.Bot, li: Phone) -> None:
    message = await bot.send_message(LI, "<b>一</b>", parse_mode="HTML", reply_markup=buttons("是"))
    with refused("specified new message content and reply markup are exac"):
        await message.edit_text("<b>一</b>", parse_mode="HTML", reply_markup=buttons("是"))
    await message.edit_text("一", reply_markup=buttons("是"))
    await message.edit_reply_markup(buttons("否"))
    assert (li.screen, li.buttons) == ("一", ["否"])
    await message.edit_text("二")
    assert (li.screen, li.buttons, li.messages[0].edited) == ("二", [], True)
    with refused("message is not modified"):
        await message.edit_reply_markup()


async def test_what_cannot_be_edited(bot: telegram.Bot, li: Phone) -> None:
    with_keys = ReplyKeyboardMarkup([["一"]])
    keyed = await bot.send_message(LI, "?", reply_markup=with_keys)
    photo = await bot.send_photo(LI, b"png")
    await li.says("我的")
    with refused("message can't be edited"):
        await keyed.edit_text("!")
    with refused("message can't be edited"):
        await bot.edit_message_text("!", LI, li.messages[-1].id)
    with refused("there is no text in the message to edit"):
        await photo.edit_text("!")
    with refused("message to edit not found"):
        await bot.edit_message_text("!", LI, 99)


async def test_deleting(bot: telegram.Bot, li: Phone, clock: Clock) -> None:
    sent = [await bot.send_message(LI, f"第{n}") for n in range(4)]
    await sent[0].delete()
    with refused("message to delete not found"):
        await sent[0].delete()
    assert await bot.delete_messages(LI, [sent[0].id, sent[1].id])
    assert [bubble.text for bubble in li.messages] == ["第2", "第3"]
    await li.sees_no("第1")
    clock.now += 48 * 3600 + 1
    with refused("message can't be deleted for everyone"):
        await sent[2].delete()


async def test_a_press_is_answered_with_a_toast(bot: telegram.Bot, li: Phone) -> None:
    await bot.send_message(LI, "?", reply_markup=buttons("1 同意", "2 不同意"))
    await li.taps("1 同意")
    (update,) = await bot.get_updates()
    assert pressed(update).data == "do:1 同意"
    await pressed(update).answer("好的")
    assert await li.gets_toast() == "好的"
    await pressed(update).delete_message()
    await li.taps_again()
    (again,) = await bot.get_updates(offset=update.update_id + 1)
    gone = pressed(again).message
    assert gone
    assert not gone.is_accessible
    with refused("query is too old and response timeout expired or"):
        await bot.answer_callback_query("404")


async def test_reply_keyboards_send_their_text(bot: telegram.Bot, li: Phone) -> None:
    keys = [[KeyboardButton("分享", request_contact=True), KeyboardButton("跳过")]]
    await bot.send_message(LI, "电话？", reply_markup=ReplyKeyboardMarkup(keys))
    assert li.buttons == ["分享", "跳过"]
    with pytest.raises(AssertionError, match="use shares_contact"):
        await li.taps("分享")
    await li.taps("跳过")
    assert li.buttons == ["分享", "跳过"]
    once = ReplyKeyboardMarkup(keys, one_time_keyboard=True)
    await bot.send_message(LI, "电话？", reply_markup=once)
    await li.shares_contact("+8613900000000")
    assert li.buttons == []
    skipped, shared = await bot.get_updates()
    assert said(skipped).text == "跳过"
    contact = said(shared).contact
    assert contact
    assert (contact.user_id, contact.phone_number) == (LI, "+8613900000000")


async def test_a_phone_number_is_asked_for_in_private(
    bot: telegram.Bot, server: BotApiServer
) -> None:
    keys = ReplyKeyboardMarkup([[KeyboardButton("分享", request_contact=True)]])
    with refused("phone number can be requested in private chats only"):
        await bot.send_message(server.group("支部").id, "电话？", reply_markup=keys)


# --- people ----------------------------------------------------------------------------------


async def test_what_people_send(bot: telegram.Bot, li: Phone) -> None:
    await li.starts("abc")
    await li.shares_contact("+86139", own=False)
    await li.shares_place(31.2, 121.5)
    await li.sends_photo(b"picture", "图")
    await li.sends_document(b"table", "t.csv", "text/csv")
    await li.sends_voice()
    await li.sends_sticker("👌")
    await li.forwards("旧闻")
    await li.says("去 @test_bot 看 https://x.org/路。 #会议 a@b.cn 1/2")
    await li.edits("改了")
    updates = await bot.get_updates()
    start, contact, place, photo, table, voice, sticker, forwarded, text = map(said, updates[:9])
    assert start.parse_entities() == {start.entities[0]: "/start"}
    assert contact.to_dict()["contact"] == {"phone_number": "+86139", "first_name": "Somebody else"}
    assert place.to_dict()["location"] == {"latitude": 31.2, "longitude": 121.5}
    assert bytes(await (await photo.photo[-1].get_file()).download_as_bytearray()) == b"picture"
    assert table.to_dict()["document"]["file_name"] == "t.csv"
    assert (voice.to_dict()["voice"]["duration"], sticker.to_dict()["sticker"]["emoji"]) == (
        3,
        "👌",
    )
    assert forwarded.forward_origin
    assert list(text.parse_entities().values()) == [
        "@test_bot",
        "https://x.org/路",
        "#会议",
        "a@b.cn",
    ]
    edited = updates[9].edited_message
    assert edited
    assert edited.text == "改了"


async def test_a_long_text_arrives_in_pieces(bot: telegram.Bot, li: Phone) -> None:
    await li.says("好" * 5000)
    assert [len(text or "") for text in texts(await bot.get_updates())] == [4096, 904]


async def test_only_who_has_written_can_be_written_to(
    bot: telegram.Bot, server: BotApiServer
) -> None:
    wang = server.phone(WANG, "王")
    with refused("chat not found"):
        await bot.send_message(WANG, "你好")
    await wang.starts()
    await bot.send_message(WANG, "你好")
    await wang.blocks()
    for call in (bot.send_message(WANG, "?"), bot.send_chat_action(WANG, "typing")):
        with refused("bot was blocked by the user", Forbidden):
            await call
    await wang.unblocks()
    await bot.send_message(WANG, "又见")
    await wang.sees("又见")
    await server.phone(9, "赵").at(server.group("支部", bot_is_admin=True)).says("大家好")
    with refused("bot can't initiate conversation with a user", Forbidden):
        await bot.send_message(9, "你好")


async def test_a_group(bot: telegram.Bot, server: BotApiServer, li: Phone) -> None:
    group = server.group("支部")
    li_in_group = li.at(group)
    await li_in_group.says("大家好")
    await li_in_group.says("/report@test_bot")
    (update,) = await bot.get_updates()
    assert said(update).chat.id == group.id
    await said(update).reply_text("收到")
    await li_in_group.sees("收到")
    assert li.screen == ""
    new = group.becomes_supergroup()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "?")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "新群")
    new.kicks_bot()
    with refused("bot was kicked from the group chat", Forbidden):
        await bot.send_message(new.id, "?")


async def test_a_phone_that_waits_in_vain_shows_the_chat(bot: telegram.Bot, li: Phone) -> None:
    await bot.send_message(LI, "欢迎", reply_markup=buttons("报到"))
    await li.says("你好")
    with pytest.raises(AssertionError) as failure:
        await li.sees("再见", seconds=0)
    assert "李 did not see '再见'" in str(failure.value)
    assert "< 欢迎 [报到]\n  > 你好\n  (1 updates" in str(failure.value)
    with pytest.raises(AssertionError, match=r"no button '离开'(.|\n)*\[报到\]"):
        await li.taps("离开")


async def test_a_reply_ends_the_wait(bot: telegram.Bot, li: Phone) -> None:
    await bot.send_message(LI, "旧")
    await li.says("你好")
    reply = asyncio.create_task(li.gets_reply())
    await bot.send_message(LI, "新")
    assert await reply == "新"


# --- what goes wrong -------------------------------------------------------------------------


async def test_wrong_tokens(server: BotApiServer) -> None:
    for token, status in (("1:wrong", 401), ("nonsense", 404)):
        async with aiohttp.request("GET", f"{server.base_url}{token}/getMe") as response:
            assert response.status == status
            words = (await response.json())["description"]
            assert words == {401: "Unauthorized", 404: "Not Found"}[status]
    with pytest.raises(InvalidToken):
        async with telegram.Bot("1:wrong", server.base_url):
            pass


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_scripted_answers(bot: telegram.Bot, li: Phone, server: BotApiServer) -> None:
    faults = server.faults
    faults.floods("sendMessage", 3)
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(LI, "一")
    # A time span or seconds, as the library is set.
    assert flood.value.retry_after in (3, timedelta(seconds=3))
    faults.answers("sendMessage", 500, "Internal Server Error", times=2, chat_id=LI)
    server.phone(WANG, "王", known=True)
    await bot.send_message(WANG, "不受影响")
    for _ in range(2):
        with refused("Internal Server Error", NetworkError):
            await bot.send_message(LI, "二")
    faults.fails_at_the_gateway("sendMessage")
    with refused("bad gateway", NetworkError):
        await bot.send_message(LI, "三")
    await bot.send_message(LI, "四")
    assert [bubble.text for bubble in li.messages] == ["四"]


async def test_a_reset_before_and_after_the_work(
    bot: telegram.Bot, li: Phone, server: BotApiServer
) -> None:
    server.faults.breaks("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(LI, "丢失")
    server.faults.breaks("sendMessage", after=True)
    with pytest.raises(NetworkError):
        await bot.send_message(LI, "送达")
    assert [bubble.text for bubble in li.messages] == ["送达"]


async def test_a_hang_lasts_until_it_is_released(
    bot: telegram.Bot, li: Phone, server: BotApiServer
) -> None:
    hang = server.faults.hangs("sendMessage")
    sending = asyncio.create_task(bot.send_message(LI, "等"))
    await hang.reached.wait()
    assert li.messages == []
    hang.release()
    await sending
    assert li.screen == "等"
    server.faults.hangs("sendMessage", after=True)
    with pytest.raises(TimedOut):
        await bot.send_message(LI, "送达", read_timeout=0.05)
    assert li.screen == "送达"


async def test_latency_delays_every_answer(bot: telegram.Bot, server: BotApiServer) -> None:
    server.faults.latency = 0.05
    begin = asyncio.get_running_loop().time()
    await bot.get_me()
    assert asyncio.get_running_loop().time() - begin >= 0.05


async def test_the_platform_goes_away_and_comes_back(
    bot: telegram.Bot, li: Phone, server: BotApiServer
) -> None:
    await li.says("一")
    await server.stop()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    await li.says("二")
    await server.start()
    assert len(await bot.get_updates()) == 2


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": "x", "text": "x"}, "chat not found"),
        ("sendMessage", {"text": "x", "parse_mode": "BB"}, "unsupported parse_mode"),
        ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup"),
        ("sendMessage", {"text": "x", "reply_markup": []}, "object expected as reply markup"),
        ("editMessageText", {"text": "x", "chat_id": ""}, "message identifier is not specified"),
        ("editMessageText", {"text": "x", "message_id": 9}, "message to edit not found"),
        ("deleteMessage", {}, "message identifier is not specified"),
        ("deleteMessage", {"message_id": 9}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": [1] * 101}, "too many message identifiers specified"),
        ("sendChatAction", {"action": "fly"}, "wrong parameter action in request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "F9"}, "wrong remote file identifier specified: Wrong string leng"),
        ("sendDocument", {"document": "F9", "caption": "x" * 1025}, "message caption is too long"),
        ("getFile", {"file_id": ""}, "file_id not specified"),
        ("setMyCommands", {"commands": [{"command": "x"}]}, "command description must be non-empt"),
        ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "x" * 257}, "secret token is "),
    ],
)
async def test_the_exact_words(
    server: BotApiServer, li: Phone, method: str, params: dict[str, object], words: str
) -> None:
    answer = await raw(server, method, **({"chat_id": LI} | params))
    assert answer["description"].startswith(f"Bad Request: {words}")
    server.complaints.clear()


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inl",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "url": "tel:1"},
            "inline keyboard button URL 'tel:1' is invalid: Wrong HTTP",
        ),
    ],
)
async def test_the_exact_words_about_buttons(
    server: BotApiServer, li: Phone, button: dict[str, str], words: str
) -> None:
    markup = {"inline_keyboard": [[button]]}
    answer = await raw(server, "sendMessage", chat_id=LI, text="x", reply_markup=markup)
    assert answer["description"].startswith(f"Bad Request: {words}")
    server.complaints.clear()


# --- requests of every form, and the second opinion ------------------------------------------


async def test_every_form_of_request(server: BotApiServer, li: Phone) -> None:
    values = {"chat_id": str(LI), "text": "好 & 坏", "reply_markup": buttons("是").to_json()}
    native = {"chat_id": LI, "text": "好 & 坏", "reply_markup": buttons("是").to_dict()}
    multipart = aiohttp.FormData(values, default_to_multipart=True)
    url = f"{server.base_url}{server.token}/SENDmessage"
    async with aiohttp.ClientSession() as session:
        for request in (
            session.get(url, params=values),
            session.post(url, data=values),
            session.post(url, json=native),
            session.post(url, data=multipart),
        ):
            async with request as response:
                answer = await response.json()
                assert answer["ok"], answer
                assert answer["result"]["text"] == "好 & 坏"
        async with session.get(f"{server.base_url}{server.token}/fly") as response:
            assert (await response.json())["description"] == "Not Found: method not found"
    assert [bubble.rows for bubble in li.messages] == [[["是"]]] * 4
    assert len(server.calls_of("sendMessage")) == 4
    assert server.complaints == ["fly: no such method"]
    server.complaints.clear()


async def test_the_second_opinion_is_heard(server: BotApiServer, bot: telegram.Bot) -> None:
    await bot.get_me(api_kwargs={"colour": "red"})
    wrong = {"text": "x", "callback_data": "y", "colour": "red"}
    answer = await raw(server, "sendMessage", text="x", reply_markup={"inline_keyboard": [[wrong]]})
    assert answer["description"] == "Bad Request: chat_id is empty"
    server.world.updates.push("message", {"message_id": "one"}, ("message", 1))
    assert [complaint[:60] for complaint in server.complaints] == [
        "getMe: unknown field colour",
        "sendMessage: chat_id: Field required, got {'text': 'x', 'rep",
        "update message: message.message_id: Input should be a valid ",
        "update message: message.date: Field required, got {'message_",
        "update message: message.chat: Field required, got {'message_",
    ]
    server.complaints.clear()


async def test_what_is_not_simulated_is_a_complaint(
    server: BotApiServer, bot: telegram.Bot, li: Phone
) -> None:
    with pytest.raises(NetworkError):
        await bot.send_message(LI, "*x*", parse_mode="MarkdownV2")
    assert server.complaints == ["sendMessage: not simulated: parse_mode Markdown"]
    server.complaints.clear()


async def test_commands_by_scope_and_language(bot: telegram.Bot, li: Phone) -> None:
    private = telegram.BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("help", "help")])
    await bot.set_my_commands([("help", "帮助")], scope=private, language_code="zh")
    assert li.commands == [{"command": "help", "description": "帮助"}]
    assert (await bot.get_my_commands())[0].description == "help"
    await bot.delete_my_commands(scope=private, language_code="zh")
    assert li.commands == [{"command": "help", "description": "help"}]
    with refused("invalid language code specified"):
        await bot.set_my_commands([("help", "帮助")], language_code="zh-hans")
    with refused("BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("帮助", "帮助")])


async def test_the_rest_of_the_methods(bot: telegram.Bot, li: Phone, server: BotApiServer) -> None:
    me = await bot.get_me()
    assert me.is_bot
    assert me.id == int(server.token.partition(":")[0])
    assert (await bot.get_chat(LI)).first_name == "李"
    assert await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert await bot.set_my_description("党支部", "zh")
    assert (await bot.get_my_description("zh")).description == "党支部"
    assert await bot.set_my_short_description("x")
    sent = await bot.send_document(LI, b"bytes", "说明", filename="a.txt", protect_content=True)
    assert sent.document
    again = await bot.send_document(LI, sent.document.file_id, reply_to_message_id=sent.id)
    assert again.reply_to_message
    assert li.messages[0].protected
    assert li.messages[1].file == b"bytes"
    with refused("invalid file_id"):
        await bot.get_file("F99")
    with refused("message to be replied not found"):
        await bot.send_message(LI, "?", reply_to_message_id=99)


async def test_large_files(bot: telegram.Bot, li: Phone) -> None:
    sent = await bot.send_document(LI, b"x" * (20 * 1024 * 1024 + 1), write_timeout=30)
    assert sent.document
    with refused("file is too big"):
        await sent.document.get_file()


async def test_a_bench_keeps_only_the_last_of_each_chat(clock: Clock) -> None:
    server = BotApiServer(clock=clock, check=False, history=2)
    person = server.person(LI, "李")
    for text in ("一", "二", "三"):
        person.says(text)
        person.presses(text, 1)
    assert [post.text for post in person.chat.posts.values()] == ["二", "三"]
    assert [tap.data for tap in server.world.taps.values()] == ["二", "三"]


async def test_plain_code_drives_people_and_hears_the_bot_at_once(
    server: BotApiServer, bot: telegram.Bot
) -> None:
    heard: list[tuple[str, int, str]] = []
    li = server.person(LI, "李")

    def hook(sent: Sent) -> None:
        heard.append((sent.method, sent.chat_id, sent.message["text"]))
        li.says("再来")

    server.on_sent(hook)
    li.says("你好")
    message = await bot.send_message(LI, "回")
    await message.edit_text("改")
    assert heard == [("sendMessage", LI, "回"), ("editMessageText", LI, "改")]
    assert texts(await bot.get_updates()) == ["你好", "再来", "再来"]


async def test_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "driver.py").write_text("def begin(server):\n    server.person(7, '李').says('hi')")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[1])])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot_api", "--token", "1:own", "--no-check"),
        *("--drive", "driver:begin"),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout is not None
    base_url = (await process.stdout.readline()).decode().split()[1]
    async with telegram.Bot("1:own", base_url) as bot:
        (update,) = await bot.get_updates(timeout=5)
    assert said(update).text == "hi"
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
