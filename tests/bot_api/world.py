"""What exists behind the API: people, chats, the messages in them, one bot and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from .files import Files
from .markup import Markup
from .query import Query, as_integer
from .updates import UpdateQueue
from .waiting import Bell
from .wire import ApiError, Json, NotSimulated, bad_request, chat_not_found, stranger

FIRST_UPDATE_ID = 100_000_001


@dataclass(slots=True)
class Post:
    """A message in a chat. `message` is replaced when it is edited, never changed in place."""

    message: Json
    outgoing: bool
    markup: Markup | None = None

    @property
    def id(self) -> int:
        number: int = self.message["message_id"]
        return number

    @property
    def text(self) -> str:
        text: str = self.message.get("text") or self.message.get("caption", "")
        return text


@dataclass(slots=True)
class Tap:
    """A press of an inline button; `answer` holds the parameters of answerCallbackQuery."""

    id: str
    data: str
    message_id: int
    bell: Bell
    answer: Json | None = None

    async def answered(self, seconds: float = 30.0) -> Json:
        if not await self.bell.until(lambda: self.answer is not None, seconds):
            raise AssertionError(f"the press of {self.data!r} was not answered in {seconds} s")
        assert self.answer is not None
        return self.answer


class Sent(NamedTuple):
    """What the bot just sent or edited, for hooks that react at once."""

    method: str
    chat_id: int
    message: Json


class Chat:
    """`refuses` makes the error that a bot gets for writing here, None if it may write."""

    def __init__(self, card: Json, *, known: bool) -> None:
        self.id: int = card["id"]
        self.card = card
        self.known = known
        self.refuses: Callable[[], ApiError] | None = None
        self.posts: dict[int, Post] = {}
        self.last_id = 0
        self.keyboard: Markup | None = None
        self.taps: list[Tap] = []
        self.actions: list[str] = []
        self.bot_is_admin = False
        self.heard = 0
        self.bell = Bell()

    def becomes_known_as_a_stranger(self) -> None:
        """The bot has met somebody in a group who has never written to it."""
        self.known = True
        self.refuses = stranger

    @property
    def private(self) -> bool:
        return bool(self.card["type"] == "private")

    @property
    def newest_first(self) -> Iterator[Post]:
        return reversed(self.posts.values())


@dataclass(slots=True)
class Profile:
    """What the bot has said about itself, by scope and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)


class World:
    """`history` is the number of messages and taps kept for each chat, 0 for all."""

    def __init__(self, token: str, clock: Callable[[], float], history: int = 0) -> None:
        self.clock = clock
        self.history = history
        self.bot: Json = {
            "id": as_integer(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Test bot",
            "username": "test_bot",
        }
        self.people: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.taps: dict[str, Tap] = {}
        self._tap_ids = count(1)
        self.profile = Profile()
        self.updates = UpdateQueue(clock, FIRST_UPDATE_ID)
        self.hooks: list[Callable[[Sent], None]] = []

    @property
    def now(self) -> int:
        return int(self.clock())

    def readable(self, query: Query) -> Chat:
        """The chat of a call, or the platform's refusal if the bot does not know it."""
        name = query.text("chat_id")
        if not name:
            raise bad_request("chat_id is empty")
        if name.startswith("@"):
            raise NotSimulated("chats by username")
        chat = self.chats.get(as_integer(name))
        if chat is None or not chat.known:
            raise chat_not_found()
        return chat

    def writable(self, query: Query) -> Chat:
        chat = self.readable(query)
        if chat.refuses is not None:
            raise chat.refuses()
        return chat

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        markup: Markup | None = None,
        reply_to: Post | None = None,
    ) -> Post:
        chat.last_id += 1
        message = {
            "message_id": chat.last_id,
            "from": sender,
            "chat": chat.card,
            "date": self.now,
        }
        if reply_to is not None:
            reply = reply_to.message
            message["reply_to_message"] = {k: reply[k] for k in reply if k != "reply_to_message"}
        message.update(content)
        post = Post(message, sender is self.bot, markup)
        chat.posts[chat.last_id] = post
        if self.history and len(chat.posts) > self.history:
            del chat.posts[next(iter(chat.posts))]
        return post

    def tap(self, chat: Chat, data: str, message_id: int) -> Tap:
        tap = Tap(str(next(self._tap_ids)), data, message_id, chat.bell)
        self.taps[tap.id] = tap
        chat.taps.append(tap)
        if self.history and len(chat.taps) > self.history:
            del self.taps[chat.taps.pop(0).id]
        return tap

    def has_sent(self, method: str, chat: Chat, post: Post) -> None:
        chat.heard += 1
        chat.bell.ring()
        for hook in self.hooks:
            hook(Sent(method, chat.id, post.message))
