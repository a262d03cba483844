"""The webhook: a route of our own server that says 200 only after the commit."""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.channels.telegram.decode import ALLOWED, Json
from bot.channels.telegram.trying import Trying

PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
# The platform's updates are far smaller: https://core.telegram.org/bots/api#update
LONGEST = 1024 * 1024

Take = Callable[[Sequence[Json]], Awaitable[bool]]


class Webhook:
    """Takes what the platform posts, when it knows the secret."""

    def __init__(self, bot: Bot, take: Take, secret: str) -> None:
        self._bot = bot
        self._take = take
        self._secret = secret

    @property
    def route(self) -> Route:
        return Route(PATH, self.post, methods=["POST"])

    async def post(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        update = await _written(request)
        # Anything but 2xx makes the platform deliver it again; what cannot be read once never
        # can be.
        taken = update is None or await self._take([update])
        return Response(status_code=200 if taken else 503)

    async def announce(self, url: str, trying: Trying) -> None:
        """Tell the platform where to post."""
        await trying.until_done(
            lambda: self._bot.set_webhook(
                url, secret_token=self._secret, allowed_updates=ALLOWED, max_connections=40
            )
        )


async def _written(request: Request) -> Any:
    """The JSON of a request; None where it is too long or is none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
