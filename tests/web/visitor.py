"""Somebody's page without a browser: what it posts, and what it is answered."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import httpx
from starlette.types import ASGIApp

Json = dict[str, Any]
HEADERS = {
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_numbers = count(1)


def new_id() -> str:
    return f"{next(_numbers):032}"


def client(app: ASGIApp, language: str = "zh-CN", host: str = "localhost") -> httpx.AsyncClient:
    # An error that nobody catches is an answer here, as it is to a browser.
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Accept-Language": language}
    return httpx.AsyncClient(transport=transport, base_url=f"http://{host}", headers=headers)


class Visitor:
    """One person's page; `phone` is empty but in the demo."""

    def __init__(self, http: httpx.AsyncClient, phone: str = "") -> None:
        self.http = http
        self.phone = phone

    async def posts(self, given: Any, path: str = "/chat/send") -> httpx.Response:
        return await self.http.post(path, json=given)

    async def sends(self, id: str = "", **event: Any) -> list[Json]:
        """The messages that an event is answered with."""
        answer = await self.posts({"phone": self.phone, "id": id or new_id(), **event})
        assert answer.status_code == 200, answer.text
        messages: list[Json] = answer.json()["messages"]
        return messages

    async def opens(self) -> list[Json]:
        await self.http.get("/chat")
        return await self.sends(opened="")

    async def says(self, *words: str) -> str:
        """What the last answer says."""
        for each in words:
            (message,) = await self.sends(said=each)
        return text(message)

    async def taps(self, message: Json, label: str) -> Json:
        (token,) = (each["token"] for each in message["options"] if each["label"] == label)
        (answer,) = await self.sends(tapped=token, message=message["id"])
        return answer

    async def has_seen(self, ids: Sequence[str]) -> None:
        answer = await self.posts({"phone": self.phone, "ids": ids}, "/chat/seen")
        assert answer.status_code == 200


def text(message: Json) -> str:
    return "\n".join(message["paragraphs"])


def is_guarded(answer: httpx.Response, frames: str = "'none'") -> None:
    """The answer has the security headers, each once; only pages of `frames` stand inside it."""
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    policy, found, rest = policy.partition(f"; frame-src {frames}")
    assert found and not rest
    assert "unsafe" not in policy and "http" not in policy
    assert len(answer.headers.get_list("content-security-policy")) == 1
