"""What becomes of a text on its way: cleaned, trimmed, measured, its commands and links found.

github.com/tdlib/td, MessageEntity.cpp, fix_formatted_text; github.com/tdlib/telegram-bot-api,
Client.cpp, get_formatted_text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .entities import sort_entities, utf16_length
from .html import parse_html
from .query import Query
from .wire import Json, NotSimulated, bad_request

# Characters, not UTF-16 units: 4 096 emoji (8 192 units) were accepted and 4 097 refused,
# measured on the platform: github.com/FerroxLabs/wayland/issues/934
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_SOURCE_LIMIT = 1 << 15

_CONTROL = {code: " " for code in range(32) if code != 10}
_FOUND = re.compile(
    r"(?<![\w/<>])(?P<bot_command>/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?P<email>\b[a-zA-Z0-9._%+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}\b)"
    r"|(?P<url>\bhttps?://[^\s<>]+)"
    r"|(?<![\w/@])(?P<mention>@[a-zA-Z]\w{2,31})(?![\w@])"
    r"|(?<![\w#])(?P<hashtag>\#(?=\d*[^\W\d])\w+)"
)
_MAYBE = re.compile("[/@#]")

People = Mapping[int, Json]
Formatted = tuple[str, list[Json]]


def message_text(query: Query, people: People) -> Formatted:
    """The text of sendMessage and editMessageText; refused if empty or too long."""
    if not query.text("text"):
        raise bad_request("Message text is empty")
    text, entities = _tidy(*_read(query, "text", "entities"), people)
    if not text:
        raise bad_request("Text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(query: Query, people: People) -> Formatted:
    text, entities = _tidy(*_read(query, "caption", "caption_entities"), people)
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def found_entities(text: str) -> list[Json]:
    """Commands, links, mentions and hashtags that the platform finds by itself."""
    if not _MAYBE.search(text):
        return []
    return [_found(text, match) for match in _FOUND.finditer(text)]


def _found(text: str, match: re.Match[str]) -> Json:
    kind = match.lastgroup
    assert kind is not None
    value = match.group(kind)
    if kind == "url":
        value = value.rstrip(".,!?;:'\")]}…。，！？；：”’）】")
    offset = utf16_length(text[: match.start(kind)])
    return {"type": kind, "offset": offset, "length": utf16_length(value)}


def _read(query: Query, field: str, entities: str) -> Formatted:
    source = query.text(field).replace("\r", "")
    if len(source) > _SOURCE_LIMIT // 4 and len(source.encode()) > _SOURCE_LIMIT:
        raise bad_request("Text is too long")
    mode = query.text("parse_mode").lower()
    if not source or mode in ("", "none"):
        return source, _given(query.structure(entities))
    if mode in ("markdown", "markdownv2"):
        raise NotSimulated("parse_mode Markdown")
    if mode != "html":
        raise bad_request("Unsupported parse_mode")
    return parse_html(source)


def _given(entities: Any) -> list[Json]:
    if not isinstance(entities, list):
        return []
    kept = [dict(entity) for entity in entities if entity.get("type") not in _FOUND.groupindex]
    sort_entities(kept)
    return kept


def _tidy(text: str, entities: list[Json], people: People) -> Formatted:
    text = text.translate(_CONTROL) if not text.isprintable() else text
    if entities:
        text, entities = _trimmed(text, _introduced(entities, people))
    else:
        text = text.strip(" \n")
    found = found_entities(text)
    if found:
        entities = entities + [new for new in found if not _covered(new, entities)]
        sort_entities(entities)
    return text, entities


def _introduced(entities: list[Json], people: People) -> list[Json]:
    """A mention of somebody whom the bot has never met becomes plain text."""
    known = [e for e in entities if e["type"] != "text_mention" or e["user"]["id"] in people]
    for entity in known:
        if entity["type"] == "text_mention":
            entity["user"] = people[entity["user"]["id"]]
    return known


def _trimmed(text: str, entities: list[Json]) -> Formatted:
    text = text.rstrip(" \n")
    end = utf16_length(text)
    kept = [e for e in entities if e["offset"] < end and e["length"] > 0]
    for entity in kept:
        entity["length"] = min(entity["length"], end - entity["offset"])
    lead = len(text) - len(text.lstrip(" \n"))
    lead = min(lead, kept[0]["offset"]) if kept else lead
    for entity in kept:
        entity["offset"] -= lead
    return text[lead:], kept


def _covered(new: Json, entities: list[Json]) -> bool:
    continuous = ("text_link", "text_mention", "code", "pre", "custom_emoji")
    return any(
        old["type"] in continuous
        and old["offset"] < new["offset"] + new["length"]
        and new["offset"] < old["offset"] + old["length"]
        for old in entities
    )
