"""A chat as a person sees it: edited in place, deleted messages gone."""

from __future__ import annotations

from dataclasses import dataclass

from .markup import Markup
from .world import Chat, Post, World

_MEDIA = ("photo", "document", "voice", "sticker", "contact", "location")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the screen. `file` is what a tap on it would save."""

    id: int
    text: str
    from_bot: bool
    rows: list[list[str]]
    media: str
    edited: bool
    protected: bool
    file: bytes | None

    def __str__(self) -> str:
        parts = ["<" if self.from_bot else ">", f"({self.media})" * bool(self.media), self.text]
        parts += [f"[{label}]" for row in self.rows for label in row]
        return " ".join(part for part in parts if part)


def bubble(world: World, post: Post) -> Bubble:
    message = post.message
    media = next((kind for kind in _MEDIA if kind in message), "")
    inline = post.markup if post.markup and post.markup.kind == "inline" else None
    return Bubble(
        id=post.id,
        text=post.text,
        from_bot=post.outgoing,
        rows=_labels(inline),
        media=media,
        edited="edit_date" in message and "text" in message,
        protected="has_protected_content" in message,
        file=_content(world, post, media),
    )


def _content(world: World, post: Post, media: str) -> bytes | None:
    card = post.message.get(media)
    card = card[-1] if isinstance(card, list) else card
    stored = world.files.find(card["file_id"]) if card and "file_id" in card else None
    return stored.content if stored else None


def _labels(markup: Markup | None) -> list[list[str]]:
    return [[button["text"] for button in row] for row in markup.rows] if markup else []


def visible(chat: Chat, text: str, reader_id: int) -> bool:
    """Whether the text stands in somebody else's message, on a button or on the keyboard."""
    if any(text in key["text"] for key in _keys(chat)):
        return True
    for post in chat.newest_first:
        labels = post.markup.buttons if post.markup and post.markup.kind == "inline" else ()
        foreign = post.message["from"]["id"] != reader_id
        if (foreign and text in post.text) or any(text in button["text"] for button in labels):
            return True
    return False


def buttons(chat: Chat) -> list[str]:
    """The labels within reach: on the bot's last message, and on the keyboard below it."""
    last = next((post for post in chat.newest_first if post.outgoing), None)
    inline = last.markup.buttons if last and last.markup and last.markup.kind == "inline" else ()
    return [button["text"] for button in inline] + [key["text"] for key in _keys(chat)]


def drawn(world: World, chat: Chat, last: int = 12) -> str:
    lines = [f"  {bubble(world, post)}" for post in list(chat.posts.values())[-last:]]
    if chat.keyboard:
        lines.append("  keyboard: " + " ".join(f"[{key['text']}]" for key in _keys(chat)))
    answered = [tap for tap in chat.taps[-3:] if tap.answer and tap.answer["text"]]
    lines += [f"  toast: {tap.answer['text']}" for tap in answered if tap.answer]
    if len(world.updates):
        lines.append(f"  ({len(world.updates)} updates are not confirmed by the bot)")
    return "\n".join(lines) or "  (empty)"


def _keys(chat: Chat) -> list[dict[str, str]]:
    return list(chat.keyboard.buttons) if chat.keyboard else []
