"""The webhook: a route of our own server that says 200 only after the commit."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.telegram.decode import ALLOWED

log = logging.getLogger(__name__)

PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
# The platform's updates are far smaller: https://core.telegram.org/bots/api#update
LONGEST = 1024 * 1024
LONGEST_WAIT = 60.0

Take = Callable[[Sequence[Update]], Awaitable[bool]]


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
        try:
            update = Update.de_json(json.loads(await _body(request)), self._bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            # The text of the error would hold the update.
            log.error("an update could not be read")
            return Response(status_code=200)
        # Anything but 2xx makes the platform deliver it again.
        return Response(status_code=200 if await self._take([update]) else 503)

    async def announce(self, url: str) -> None:
        """Tell the platform where to post; try until it is done."""
        seconds = 1.0
        while True:
            try:
                await self._bot.set_webhook(
                    url, secret_token=self._secret, allowed_updates=ALLOWED, max_connections=40
                )
            except TelegramError as error:
                log.warning("The webhook could not be set: %s", type(error).__name__)
                await asyncio.sleep(seconds)
                seconds = min(seconds * 2, LONGEST_WAIT)
            else:
                return


async def _body(request: Request) -> bytes:
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > LONGEST:
            raise ValueError("too long")
    return read
