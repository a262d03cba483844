"""Answers of the box: frames, and for whatever goes wrong one of a few words."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.reports.box import Refusal
from bot.reports.frames import frame
from bot.reports.pages import HEADERS

Handler = Callable[[Request], Awaitable[Response]]

_STATUS = {
    "malformed": 400,
    "unknown": 403,
    "work": 403,
    "begun": 409,
    "number": 409,
    "body": 409,
    "refused": 409,
    "large": 413,
    "busy": 503,
}
# Whoever finds the box busy is asked to come back after so many seconds.
AFTER = 15


def guarded(handler: Handler) -> Handler:
    """The same handler, that answers whatever goes wrong with a word and tells nobody else."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            return _error(refusal.word)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            return _error("busy")

    return answered


def _error(word: str) -> Response:
    after = {"after": AFTER} if word == "busy" else {}
    return answer({"error": word, **after}, status=_STATUS[word])


def answer(head: dict[str, Any], *parts: bytes, status: int = 200) -> Response:
    headers = {**HEADERS, "access-control-allow-origin": "*"}
    return Response(frame(head, *parts), status, headers, "application/octet-stream")
