"""Entities: what a tag makes of its text, how they are measured and ordered.

core.telegram.org/bots/api#messageentity; the order is that of github.com/tdlib/td,
MessageEntity.cpp, get_type_priority.
"""

from __future__ import annotations

import re

from .wire import Json, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*_SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji"}
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def sort_entities(entities: list[Json]) -> None:
    entities.sort(key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50)))


def argument_of(tag: str, name: str, value: str) -> str:
    """What an attribute says to its tag, if it says anything."""
    if (tag, name) == ("a", "href") or (tag, name) == ("tg-emoji", "emoji-id"):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, name) == ("blockquote", "expandable") else ""


def add_entity(entities: list[Json], tag: str, argument: str, entity: Json, text: str) -> None:
    """`entity` is the offset and length of `text`; a tag within it has added its own before."""
    if tag == "a":
        entities.extend(_link(entity, argument or text))
    elif tag in ("pre", "code"):
        _add_code(entities, tag, argument, entity)
    elif tag == "blockquote":
        entities.append({"type": "expandable_blockquote" if argument else "blockquote", **entity})
    elif tag == "tg-emoji":
        if not argument.isdecimal() or int(argument) == 0:
            raise bad_request("Can't parse entities: Invalid custom emoji identifier specified")
        entities.append({"type": "custom_emoji", **entity, "custom_emoji_id": argument})
    else:
        entities.append({"type": _SIMPLE[tag], **entity})


def _add_code(entities: list[Json], tag: str, argument: str, entity: Json) -> None:
    """`<pre><code class="language-x">` in either order is one `pre` with a language."""
    inner = entities[-1] if entities else {}
    same = all(inner.get(key) == entity[key] for key in entity)
    language = inner.get("language", "") if tag == "pre" else argument
    if same and language and {inner["type"], tag} == {"pre", "code"}:
        inner.update(type="pre", language=language)
    else:
        entities.append({"type": tag, **entity} | ({"language": argument} if argument else {}))


def _link(entity: Json, link: str) -> list[Json]:
    """A link that is none leaves plain text behind, without a word."""
    mention = re.fullmatch(r"tg://user/?\?id=(\d+)", link)
    if mention:
        return [{"type": "text_mention", **entity, "user": {"id": int(mention.group(1))}}]
    if re.match(r"(?:tg|ton|tonsite)://", link):
        return [{"type": "text_link", **entity, "url": link}]
    url = re.fullmatch(r"(?:(https?)://)?([^/?#\s]+\.[^/?#\s.]+|localhost(?::\d+)?)(\S*)", link)
    if url is None:
        return []
    scheme, host, rest = url.group(1) or "http", url.group(2), url.group(3)
    path = rest if rest.startswith("/") else f"/{rest}"
    return [{"type": "text_link", **entity, "url": f"{scheme}://{host}{path}"}]
