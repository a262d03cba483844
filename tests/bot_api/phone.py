"""A phone in a person's hand: acts like `Person`, and reads what is on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from .group import Group
from .person import Person
from .profile import commands_shown
from .screen import Bubble, bubble, buttons, visible
from .wire import Json
from .world import Tap

PATIENCE = 30.0


class Phone:
    """Acts return at once, without waiting for the bot; `sees` and `gets_reply` wait for it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._heard = person.chat.heard

    @property
    def id(self) -> int:
        return self.person.id

    def at(self, group: Group) -> Phone:
        """The same person in a group."""
        return Phone(self.person.at(group))

    async def starts(self, parameter: str = "") -> None:
        await self._act(lambda: self.person.starts(parameter))

    async def says(self, text: str) -> None:
        await self._act(lambda: self.person.says(text))

    async def edits(self, text: str) -> None:
        await self._act(lambda: self.person.edits(text))

    async def forwards(self, text: str, author: str = "somebody") -> None:
        await self._act(lambda: self.person.forwards(text, author))

    async def forwards_photo(
        self, content: bytes = b"\x89PNG picture", caption: str = "", author: str = "somebody"
    ) -> None:
        await self._act(lambda: self.person.forwards_photo(content, caption, author))

    async def forwards_document(
        self,
        content: bytes,
        name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str = "",
        author: str = "somebody",
    ) -> None:
        person = self.person
        await self._act(lambda: person.forwards_document(content, name, mime_type, caption, author))

    async def shares_contact(self, phone_number: str, own: bool = True) -> None:
        await self._act(lambda: self.person.shares_contact(phone_number, own))

    async def shares_place(self, latitude: float, longitude: float) -> None:
        await self._act(lambda: self.person.shares_place(latitude, longitude))

    async def sends_photo(self, content: bytes = b"\x89PNG picture", caption: str = "") -> None:
        await self._act(lambda: self.person.sends_photo(content, caption))

    async def sends_document(
        self,
        content: bytes,
        name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str = "",
    ) -> None:
        await self._act(lambda: self.person.sends_document(content, name, mime_type, caption))

    async def sends_voice(self, content: bytes = b"OggS voice", seconds: int = 3) -> None:
        await self._act(lambda: self.person.sends_voice(content, seconds))

    async def sends_sticker(self, emoji: str = "👍") -> None:
        await self._act(lambda: self.person.sends_sticker(emoji))

    async def blocks(self) -> None:
        await self._act(self.person.blocks)

    async def unblocks(self) -> None:
        await self._act(self.person.unblocks)

    async def taps(self, label: str) -> Tap | None:
        """Press the newest button with that label or data: see `Person.taps`."""
        taps: list[Tap | None] = []
        await self._act(lambda: taps.append(self.person.taps(label)))
        return taps[0]

    async def taps_again(self) -> Tap:
        """Press the last button once more, even if it is gone by now."""
        taps: list[Tap] = []
        await self._act(lambda: taps.append(self.person.taps_again()))
        return taps[0]

    async def sees(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until the text stands in the chat: in a message not one's own, or on a button."""
        await self._wait(lambda: self._visible(text), f"did not see {text!r}", seconds)

    async def sees_no(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until the text is gone: edited away or deleted."""
        await self._wait(lambda: not self._visible(text), f"still saw {text!r}", seconds)

    async def gets_reply(self, seconds: float = PATIENCE) -> str:
        """Wait until the bot has sent or edited something since the last act; the screen."""
        chat = self.person.chat
        await self._wait(lambda: chat.heard > self._heard, "got no reply", seconds)
        return self.screen

    async def gets_toast(self, seconds: float = PATIENCE) -> str:
        """Wait for the answer to the last press of an inline button; its text."""
        taps = self.person.chat.taps
        assert taps, f"{self.person.user['first_name']} has pressed nothing yet"
        problem = "got no answer to the press"
        await self._wait(lambda: taps[-1].answer is not None, problem, seconds)
        return self.toasts[-1]

    @property
    def messages(self) -> list[Bubble]:
        """The chat from its beginning, as it stands now."""
        return [bubble(self.person.world, post) for post in self.person.chat.posts.values()]

    @property
    def screen(self) -> str:
        """The text of the last message, whosever it is."""
        last = next(self.person.chat.newest_first, None)
        return last.text if last else ""

    @property
    def buttons(self) -> list[str]:
        """The labels within reach: on the bot's last message, and on the keyboard below it."""
        return buttons(self.person.chat)

    @property
    def toasts(self) -> list[str]:
        """What the bot answered to presses of inline buttons, without a word for each `""`."""
        return [tap.answer["text"] for tap in self.person.chat.taps if tap.answer is not None]

    @property
    def commands(self) -> list[Json]:
        """What the menu offers this person, by scope and language."""
        person = self.person
        return commands_shown(person.world, person.chat, person.user)

    def _visible(self, text: str) -> bool:
        return visible(self.person.chat, text, self.person.id)

    async def _act(self, act: Callable[[], object]) -> None:
        self._heard = self.person.chat.heard
        act()
        await asyncio.sleep(0)

    async def _wait(self, holds: Callable[[], bool], problem: str, seconds: float) -> None:
        if not await self.person.chat.bell.until(holds, seconds):
            name = self.person.user["first_name"]
            drawn = self.person.drawn()
            raise AssertionError(f"{name} {problem} within {seconds} s; the chat:\n{drawn}")
