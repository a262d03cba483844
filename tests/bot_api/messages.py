"""What a bot does with messages: core.telegram.org/bots/api#available-methods.

The order of the checks is that of github.com/tdlib/telegram-bot-api, Client.cpp: the text is
read before the chat is looked up, so of two mistakes the bot hears of the same one.
"""

from __future__ import annotations

from collections.abc import Callable

from .files import document, photo_sizes
from .markup import Markup, read_markup
from .query import Query, as_integer
from .text import Formatted, caption, message_text
from .wire import Json, bad_request
from .world import Chat, Post, World

DELETE_WITHIN = 48 * 3600
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
_OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"


def send_message(world: World, query: Query) -> Json:
    content = _content("text", message_text(query, world.people))
    return _send(world, query, lambda: content)


def send_photo(world: World, query: Query) -> Json:
    words = _content("caption", caption(query, world.people))

    def content() -> Json:
        stored = world.files.sent(query, "photo", "photos")
        return {"photo": photo_sizes(stored), **words}

    return _send(world, query, content)


def send_document(world: World, query: Query) -> Json:
    words = _content("caption", caption(query, world.people))

    def content() -> Json:
        stored = world.files.sent(query, "document", "documents")
        return {"document": document(stored), **words}

    return _send(world, query, content)


def _content(field: str, formatted: Formatted) -> Json:
    text, entities = formatted
    if not text:
        return {}
    plural = "entities" if field == "text" else "caption_entities"
    return {field: text, plural: entities} if entities else {field: text}


def _send(world: World, query: Query, content: Callable[[], Json]) -> Json:
    chat = world.writable(query)
    reply_to = _replied(chat, query)
    markup = read_markup(query, private=chat.private)
    fields = content()
    if query.flag("protect_content"):
        fields["has_protected_content"] = True
    if markup and markup.kind == "inline":
        fields["reply_markup"] = markup.body
    post = world.post(chat, world.bot, fields, markup, reply_to)
    _show_keyboard(chat, markup)
    world.has_sent(query.method, chat, post)
    return post.message


def _show_keyboard(chat: Chat, markup: Markup | None) -> None:
    if markup and markup.kind == "keyboard":
        chat.keyboard = markup
    elif markup and markup.kind == "remove":
        chat.keyboard = None


def _replied(chat: Chat, query: Query) -> Post | None:
    reply = query.structure("reply_parameters", called="reply parameters") or {}
    message_id = reply.get("message_id") or query.integer("reply_to_message_id")
    optional = reply.get("allow_sending_without_reply", query.flag("allow_sending_without_reply"))
    post = chat.posts.get(message_id)
    if message_id and post is None and not optional:
        raise bad_request("message to be replied not found")
    return post


def edit_message_text(world: World, query: Query) -> Json:
    formatted = message_text(query, world.people)
    chat, post = _editable(world, query)
    markup = read_markup(query, private=False, only_inline=True)
    if "text" not in post.message:
        raise bad_request("There is no text in the message to edit")
    return _edit(world, query, chat, post, _content("text", formatted), markup)


def edit_message_reply_markup(world: World, query: Query) -> Json:
    chat, post = _editable(world, query)
    markup = read_markup(query, private=False, only_inline=True)
    kept: Json = {key: post.message[key] for key in ("text", "entities") if key in post.message}
    return _edit(world, query, chat, post, kept, markup)


def _editable(world: World, query: Query) -> tuple[Chat, Post]:
    if not query.text("chat_id") and not query.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = world.readable(query)
    if chat.refuses is not None and not chat.private:
        raise chat.refuses()
    post = chat.posts.get(query.integer("message_id"))
    if post is None:
        raise bad_request("message to edit not found")
    # A message that brought a reply keyboard cannot be edited:
    # core.telegram.org/bots/api#updating-messages
    if not post.outgoing or (post.markup and post.markup.kind != "inline"):
        raise bad_request("message can't be edited")
    return chat, post


def _edit(
    world: World, query: Query, chat: Chat, post: Post, content: Json, markup: Markup | None
) -> Json:
    if markup:
        content["reply_markup"] = markup.body
    changing = ("text", "entities", "reply_markup")
    if content == {key: post.message[key] for key in changing if key in post.message}:
        raise bad_request(_NOT_MODIFIED)
    kept = {key: value for key, value in post.message.items() if key not in changing}
    post.message = kept | {"edit_date": world.now} | content
    post.markup = markup
    world.has_sent(query.method, chat, post)
    return post.message


def delete_message(world: World, query: Query) -> bool:
    if not query.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    message_id = query.integer("message_id")
    if not message_id:
        raise bad_request("Message identifier is not specified")
    chat = world.readable(query)
    post = chat.posts.get(message_id)
    if post is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, chat, post)
    _delete(chat, post)
    return True


def delete_messages(world: World, query: Query) -> bool:
    """Those that are not there are passed over: core.telegram.org/bots/api#deletemessages."""
    ids = query.structure("message_ids", called="message_ids")
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad_request("Expected an Array of message identifiers")
    if len(ids) > 100:
        raise bad_request("Too many message identifiers specified")
    chat = world.readable(query)
    posts = [chat.posts[n] for n in map(as_integer, map(str, ids)) if n in chat.posts]
    for post in posts:
        _check_deletable(world, chat, post)
    for post in posts:
        _delete(chat, post)
    return True


def _check_deletable(world: World, chat: Chat, post: Post) -> None:
    if not chat.private and not post.outgoing and not chat.bot_is_admin:
        raise bad_request("message can't be deleted")
    if world.now - post.message["date"] > DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")


def _delete(chat: Chat, post: Post) -> None:
    if chat.posts.pop(post.id, None) is not None:
        chat.heard += 1
        chat.bell.ring()


def answer_callback_query(world: World, query: Query) -> bool:
    tap = world.taps.get(query.text("callback_query_id"))
    if tap is None:
        raise bad_request(_OLD_QUERY)
    if len(query.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = {
        "text": query.text("text"),
        "show_alert": query.flag("show_alert"),
        "url": query.text("url"),
    }
    tap.bell.ring()
    return True


def send_chat_action(world: World, query: Query) -> bool:
    if query.text("action") not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = world.writable(query)
    chat.actions.append(query.text("action"))
    chat.bell.ring()
    return True
