"""A group chat: people in it, the bot in it or thrown out, and its change to a supergroup."""

from __future__ import annotations

from .wire import Json, kicked_from_the_group, migrated_to
from .world import Chat, World

_SUPERGROUP = -1_000_000_000_000


class Group:
    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    def kicks_bot(self) -> None:
        self.chat.refuses = kicked_from_the_group

    def becomes_supergroup(self) -> Group:
        """The group under its new id; calls to the old one are told where it went."""
        new_id = _SUPERGROUP + self.chat.id
        card: Json = {"id": new_id, "type": "supergroup", "title": self.chat.card["title"]}
        new = Chat(card, known=True)
        new.bot_is_admin = self.chat.bot_is_admin
        self.world.chats[new_id] = new
        self._service(self.chat, {"migrate_to_chat_id": new_id})
        self._service(new, {"migrate_from_chat_id": self.chat.id})
        self.chat.refuses = lambda: migrated_to(new_id)
        return Group(self.world, new)

    def _service(self, chat: Chat, content: Json) -> None:
        anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
        post = self.world.post(chat, anonymous, content)
        self.world.updates.push("message", post.message, ("message", chat.id))


def new_group(world: World, title: str, bot_is_admin: bool) -> Group:
    chat_id = -(4_000_000_000 + len(world.chats) + 1)
    chat = Chat({"id": chat_id, "type": "group", "title": title}, known=True)
    chat.bot_is_admin = bot_is_admin
    world.chats[chat_id] = chat
    return Group(world, chat)
