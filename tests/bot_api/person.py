"""What a person does in a chat: plain functions, each of which makes an update."""

from __future__ import annotations

from .files import document, photo_sizes
from .group import Group
from .markup import Markup
from .query import Upload
from .screen import drawn
from .text import TEXT_LIMIT, found_entities
from .updates import CALLBACK_LIFETIME
from .wire import Json, blocked_by_the_user, stranger
from .world import Chat, Post, Tap, World

_PICTURE = b"\x89PNG picture"


class Person:
    """A user in a chat: the private one with the bot, or a group (`at`)."""

    def __init__(self, world: World, user: Json, chat: Chat) -> None:
        self.world = world
        self.user = user
        self.chat = chat

    @property
    def id(self) -> int:
        number: int = self.user["id"]
        return number

    def at(self, group: Group) -> Person:
        return Person(self.world, self.user, group.chat)

    def starts(self, parameter: str = "") -> None:
        """Open the bot by its link: a blocked one is unblocked by that."""
        if self.chat.refuses is blocked_by_the_user:
            self.unblocks()
        self.says(f"/start {parameter}".strip())

    def says(self, text: str) -> None:
        """Send a text; one that is too long is cut in pieces, as the apps do."""
        text = text.strip()
        assert text, "the apps do not send an empty text"
        for begin in range(0, len(text), TEXT_LIMIT):
            self._sends(_said(text[begin : begin + TEXT_LIMIT]))

    def edits(self, text: str) -> None:
        """Edit one's last text."""
        post = next((p for p in self._own_posts() if "text" in p.message), None)
        assert post is not None, f"{self._name} has written nothing to edit"
        kept = {k: v for k, v in post.message.items() if k not in ("text", "entities")}
        post.message = kept | {"edit_date": self.world.now} | _said(text)
        self._push("edited_message", post.message)
        self.chat.bell.ring()

    def forwards(self, text: str, author: str = "somebody") -> None:
        self._sends(self._from(author) | _said(text))

    def forwards_photo(
        self, content: bytes = _PICTURE, caption: str = "", author: str = "somebody"
    ) -> None:
        self._sends(self._from(author) | self._photo(content, caption))

    def forwards_document(
        self,
        content: bytes,
        name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str = "",
        author: str = "somebody",
    ) -> None:
        self._sends(self._from(author) | self._document(content, name, mime_type, caption))

    def shares_contact(self, phone_number: str, own: bool = True) -> None:
        name = self.user["first_name"] if own else "Somebody else"
        contact: Json = {"phone_number": phone_number, "first_name": name}
        self._sends({"contact": contact | ({"user_id": self.id} if own else {})})
        self._puts_away("request_contact")

    def shares_place(self, latitude: float, longitude: float) -> None:
        self._sends({"location": {"latitude": latitude, "longitude": longitude}})
        self._puts_away("request_location")

    def sends_photo(self, content: bytes = _PICTURE, caption: str = "") -> None:
        self._sends(self._photo(content, caption))

    def sends_document(
        self,
        content: bytes,
        name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str = "",
    ) -> None:
        self._sends(self._document(content, name, mime_type, caption))

    def sends_voice(self, content: bytes = b"OggS voice", seconds: int = 3) -> None:
        stored = self.world.files.add("voice", Upload("voice.oga", "audio/ogg", content))
        self._sends({"voice": {**stored.card, "duration": seconds, "mime_type": "audio/ogg"}})

    def sends_sticker(self, emoji: str = "👍") -> None:
        stored = self.world.files.add("stickers", Upload("s.webp", "image/webp", b"RIFF"))
        kind: Json = {"type": "regular", "is_animated": False, "is_video": False}
        size: Json = {"width": 512, "height": 512}
        self._sends({"sticker": {**stored.card, **kind, **size, "emoji": emoji}})

    def taps(self, label: str) -> Tap | None:
        """Press the newest inline button of that label or data, or else a key of the keyboard.

        A button whose label only contains `label` will do if none matches it whole. The tap of
        an inline button, None for a key.
        """
        for whole in (True, False):
            for post in self.chat.newest_first:
                button = _inline(post, label, whole)
                if button is not None:
                    return self._presses(post, button)
            key = _matching(self.chat.keyboard, label, whole)
            if key is not None:
                self._strikes(key)
                return None
        raise AssertionError(f"no button {label!r} in the chat of {self._name}:\n{self.drawn()}")

    def taps_again(self) -> Tap:
        """Press once more what was pressed last, even if the button is gone by now."""
        assert self.chat.taps, f"{self._name} has pressed nothing yet"
        last = self.chat.taps[-1]
        return self.presses(last.data, last.message_id)

    def presses(self, data: str, message_id: int) -> Tap:
        """Press a button whether it is there or not: a stale screen, another device."""
        post = self.chat.posts.get(message_id)
        gone: Json = {"chat": self.chat.card, "message_id": message_id, "date": 0}
        tap = self.world.tap(self.chat, data, message_id)
        query: Json = {"id": tap.id, "from": self.user, "message": post.message if post else gone}
        query |= {"chat_instance": str(self.chat.id), "data": data}
        lane = ("callback_query", self.id)
        self.world.updates.push("callback_query", query, lane, CALLBACK_LIFETIME)
        return tap

    def blocks(self) -> None:
        self.chat.refuses = blocked_by_the_user
        self._member("member", "kicked")

    def unblocks(self) -> None:
        self.chat.refuses = None
        self._member("kicked", "member")

    def drawn(self) -> str:
        return drawn(self.world, self.chat)

    @property
    def _name(self) -> str:
        return f"{self.user['first_name']} ({self.id})"

    def _from(self, author: str) -> Json:
        origin = {"type": "hidden_user", "sender_user_name": author, "date": self.world.now}
        return {"forward_origin": origin}

    def _photo(self, content: bytes, caption: str) -> Json:
        stored = self.world.files.add("photos", Upload("photo.jpg", "image/jpeg", content))
        return {"photo": photo_sizes(stored), **_captioned(caption)}

    def _document(self, content: bytes, name: str, mime_type: str, caption: str) -> Json:
        stored = self.world.files.add("documents", Upload(name, mime_type, content))
        return {"document": document(stored), **_captioned(caption)}

    def _own_posts(self) -> list[Post]:
        return [p for p in self.chat.newest_first if p.message["from"]["id"] == self.id]

    def _presses(self, post: Post, button: Json) -> Tap:
        data = button.get("callback_data")
        assert data is not None, f"[{button['text']}] opens a page: {button}"
        return self.presses(data, post.id)

    def _strikes(self, key: Json) -> None:
        assert not key.get("request_contact"), f"[{key['text']}]: use shares_contact"
        assert not key.get("request_location"), f"[{key['text']}]: use shares_place"
        self.says(key["text"])
        self._puts_away("text")

    def _puts_away(self, used: str) -> None:
        """A keyboard for one time goes when one of its keys was used."""
        keyboard = self.chat.keyboard
        once = keyboard is not None and keyboard.body.get("one_time_keyboard")
        if once and keyboard and any(key.get(used) for key in keyboard.buttons):
            self.chat.keyboard = None

    def _sends(self, content: Json) -> None:
        refuses = self.chat.refuses
        assert refuses is None or refuses is stranger, f"{self._name} cannot write here"
        if self.chat.private:
            self.chat.known, self.chat.refuses = True, None
        elif not self.world.chats[self.id].known:
            self.world.chats[self.id].becomes_known_as_a_stranger()
        post = self.world.post(self.chat, self.user, content)
        if self._reaches_the_bot(post):
            self._push("message", post.message)
        self.chat.bell.ring()

    def _reaches_the_bot(self, post: Post) -> bool:
        """core.telegram.org/bots/features#privacy-mode: without admin rights, only commands,
        mentions and replies."""
        if self.chat.private or self.chat.bot_is_admin:
            return True
        name = f"@{self.world.bot['username']}"
        replied = post.message.get("reply_to_message", {})
        to_bot = replied.get("from") is self.world.bot
        return post.text.startswith("/") or name in post.text or to_bot

    def _push(self, kind: str, message: Json) -> None:
        self.world.updates.push(kind, message, ("message", self.chat.id))

    def _member(self, old: str, new: str) -> None:
        bot: Json = {"user": self.world.bot}
        states: dict[str, Json] = {"member": {"status": "member", **bot}}
        states["kicked"] = {"status": "kicked", **bot, "until_date": 0}
        change: Json = {"chat": self.chat.card, "from": self.user, "date": self.world.now}
        change |= {"old_chat_member": states[old], "new_chat_member": states[new]}
        self.world.updates.push("my_chat_member", change, ("my_chat_member", self.chat.id))


def new_person(
    world: World, user_id: int, first_name: str, language_code: str, known: bool
) -> Person:
    """The same person and chat again, if there are any already."""
    user = world.people.get(user_id)
    if user is None:
        user = {"id": user_id, "is_bot": False, "first_name": first_name}
        user["language_code"] = language_code
        world.people[user_id] = user
        card = {"id": user_id, "type": "private", "first_name": first_name}
        world.chats[user_id] = Chat(card, known=False)
    if known:
        world.chats[user_id].known = True
    return Person(world, user, world.chats[user_id])


def _said(text: str) -> Json:
    entities = found_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _captioned(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def _inline(post: Post, label: str, whole: bool) -> Json | None:
    inline = post.markup if post.markup and post.markup.kind == "inline" else None
    return _matching(inline, label, whole)


def _matching(markup: Markup | None, label: str, whole: bool) -> Json | None:
    for button in markup.buttons if markup else ():
        if label in (button["text"], button.get("callback_data")):
            return button
        if not whole and label in button["text"]:
            return button
    return None
