"""JSON as it goes over the wire, and what the platform refuses, in its own words."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encoded(value: object) -> bytes:
    return _encode(value).encode()


class ApiError(Exception):
    """A call that the platform refuses.

    `status` is the HTTP status and `error_code`; `parameters` may hold `retry_after` or
    `migrate_to_chat_id` (core.telegram.org/bots/api#responseparameters).
    """

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        answer: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return encoded(answer)


class NotSimulated(Exception):
    """A bot asked for something that this server does not play; never a word of the platform."""


def bad_request(words: str, parameters: Json | None = None) -> ApiError:
    return ApiError(400, f"Bad Request: {_lowered(words)}", parameters)


def forbidden(words: str) -> ApiError:
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> ApiError:
    words = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, words, {"retry_after": seconds})


def chat_not_found() -> ApiError:
    return bad_request("chat not found")


def blocked_by_the_user() -> ApiError:
    return forbidden("bot was blocked by the user")


def stranger() -> ApiError:
    return forbidden("bot can't initiate conversation with a user")


def kicked_from_the_group() -> ApiError:
    return forbidden("bot was kicked from the group chat")


def migrated_to(chat_id: int) -> ApiError:
    words = "group chat was upgraded to a supergroup chat"
    return bad_request(words, {"migrate_to_chat_id": chat_id})


def _lowered(words: str) -> str:
    # An error NAMED_LIKE_THIS keeps its case, a sentence loses its capital:
    # github.com/tdlib/telegram-bot-api, Client.cpp, fail_query_with_error
    if words[1:2] == "_" or words[1:2].isupper():
        return words
    return words[0].lower() + words[1:]
