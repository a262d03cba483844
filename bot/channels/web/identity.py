"""Who a page belongs to: a random key that the browser keeps, and we only as a hash."""

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from bot.conversation import Chat

CHANNEL = "web"
COOKIE = "key"
# https://developer.chrome.com/blog/cookie-max-age-expires: browsers keep none for longer.
LASTS = 400 * 24 * 3600
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


class Identity(Protocol):
    """Finds the chat of a request."""

    def chat(self, request: Request, phone: str) -> Chat | None:
        """The chat of one of the page's phones; None for a browser without a key."""

    def language(self, request: Request) -> str | None:
        """The language of somebody who has not chosen one yet."""

    def withheld(self, request: Request) -> bool:
        """Whether the browser may have a key that it does not show to this request."""

    def remember(self, request: Request, response: Response) -> None:
        """Give a key to a browser that has none."""


class CookieIdentity:
    """The browser's key in a cookie of the chat alone, so that no other page ever gets it."""

    def __init__(
        self, *, secure: bool, new_key: Callable[[], str] = lambda: secrets.token_urlsafe(32)
    ) -> None:
        self._secure = secure
        self._new_key = new_key

    def chat(self, request: Request, phone: str) -> Chat | None:
        key = request.cookies.get(COOKIE, "")
        if phone or not _KEY.fullmatch(key):
            return None
        return Chat(CHANNEL, hashlib.sha256(key.encode()).hexdigest()[:40])

    def language(self, request: Request) -> str | None:
        return request.headers.get("accept-language", "").split(",")[0].split(";")[0] or None

    def withheld(self, request: Request) -> bool:
        # A strict cookie stays behind when the link stood on somebody else's page.
        foreign = request.headers.get("sec-fetch-site") == "cross-site"
        return foreign and COOKIE not in request.cookies

    def remember(self, request: Request, response: Response) -> None:
        key = request.cookies.get(COOKIE, "")
        response.set_cookie(
            COOKIE,
            key if _KEY.fullmatch(key) else self._new_key(),
            max_age=LASTS,
            path="/chat",
            httponly=True,
            samesite="strict",
            secure=self._secure,
        )
