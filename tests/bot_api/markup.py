"""Keyboards: inline buttons and reply keyboards, and what the platform refuses in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .query import Query
from .wire import Json, bad_request

CALLBACK_DATA_LIMIT = 64
_BUTTONS_LIMIT = 100
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
_REQUESTS = {"request_contact": "Phone number", "request_location": "Location"}


@dataclass(frozen=True, slots=True)
class Markup:
    """A `reply_markup` as it is kept; only an inline keyboard is part of its message."""

    kind: Literal["inline", "keyboard", "remove", "force_reply"]
    body: Json

    @property
    def rows(self) -> list[list[Json]]:
        rows: list[list[Json]] = self.body.get("inline_keyboard") or self.body.get("keyboard") or []
        return rows

    @property
    def buttons(self) -> Iterator[Json]:
        return (button for row in self.rows for button in row)


def read_markup(query: Query, *, private: bool, only_inline: bool = False) -> Markup | None:
    value = query.structure("reply_markup", called="reply keyboard markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("Object expected as reply markup")
    markup = _read(value, private)
    if markup and markup.kind != "inline" and only_inline:
        raise bad_request("Inline keyboard expected")
    return markup


def _read(value: Json, private: bool) -> Markup | None:
    if value.get("keyboard"):
        return _reply_keyboard(value, private)
    if value.get("inline_keyboard"):
        return _inline_keyboard(value["inline_keyboard"])
    if value.get("remove_keyboard"):
        return Markup("remove", value)
    return Markup("force_reply", value) if value.get("force_reply") else None


def _reply_keyboard(value: Json, private: bool) -> Markup | None:
    refusal = 'Field "keyboard" must be an Array of Arrays'
    rows = [[_key(key, private) for key in row] for row in _rows(value["keyboard"], refusal)]
    rows = [kept for row in rows if (kept := [key for key in row if key["text"]])]
    return Markup("keyboard", value | {"keyboard": rows}) if rows else None


def _key(key: Any, private: bool) -> Json:
    key = {"text": key} if isinstance(key, str) else key
    _require_text(key, "keyboard button")
    for request, thing in _REQUESTS.items():
        if key.get(request) and not private:
            raise bad_request(f"{thing} can be requested in private chats only")
    return dict(key)


def _inline_keyboard(value: Any) -> Markup | None:
    refusal = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    rows = [[_button(button) for button in row] for row in _rows(value, refusal)]
    rows = [kept for row in rows if (kept := [button for button in row if button["text"]])]
    if sum(map(len, rows)) > _BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    return Markup("inline", {"inline_keyboard": rows}) if rows else None


def _rows(value: Any, refusal: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(refusal)
    return value


def _button(button: Any) -> Json:
    _require_text(button, "inline keyboard button")
    kept = {key: item for key, item in button.items() if item not in (None, "") or key == "text"}
    if not any(action in kept for action in _ACTIONS):
        words = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"Can't parse inline keyboard button: {words}")
    if len(kept.get("callback_data", "").encode()) > CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    url = kept.get("url", "https://a.b")
    if not re.fullmatch(r"(?:(?:https?|tg|ton|tonsite)://\S+|[^\s:]+\.\S+)", url):
        raise bad_request(f"Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return kept


def _require_text(button: Any, what: str) -> None:
    if not isinstance(button, dict):
        raise bad_request(f"Can't parse {what}: {what.title().replace(' ', '')} must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(f"Can't parse {what}: Can't find field \"text\"")
