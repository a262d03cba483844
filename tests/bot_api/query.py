"""One call of a bot: its method and parameters, from whichever body it came in.

core.telegram.org/bots/api#making-requests: query string, form, JSON or multipart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from .wire import ApiError, Json, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime_type: str
    content: bytes


class Query:
    """A call; parameters are read as the platform reads them, missing and empty alike."""

    __slots__ = ("files", "method", "params")

    def __init__(
        self, method: str, params: Json, files: Mapping[str, Upload] | None = None
    ) -> None:
        self.method = method
        self.params = params
        self.files = files or {}

    def text(self, name: str) -> str:
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        text = self.text(name)
        return as_integer(text) if text else default

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def structure(self, name: str, called: str = "") -> Any:
        """The decoded JSON of a parameter, None if absent; wrong JSON is refused if `called`."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            if called:
                raise bad_request(f"Can't parse {called} JSON object") from None
            return None


def as_integer(text: str) -> int:
    """What is not a number reads as 0, as in td::to_integer."""
    try:
        return int(text)
    except ValueError:
        return 0


async def read_query(request: web.BaseRequest, method: str, search: str) -> Query:
    if (request.content_length or 0) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("Content-Type", "")
    params: Json = _form(search) if search else {}
    if kind.startswith("multipart/"):
        return Query(method, params, await _read_multipart(request, params))
    body = await request.read()
    if body and kind.startswith("application/json"):
        params.update(_json_object(body))
    elif body:
        params.update(_form(body.decode("latin-1")))
    return Query(method, params)


def _form(text: str) -> Json:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("Strings must be encoded in UTF-8") from None


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("Can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("Object expected as request")
    return value


async def _read_multipart(request: web.BaseRequest, params: Json) -> dict[str, Upload]:
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            params[part.name] = await part.text()
            continue
        kind = part.headers.get("Content-Type", "application/octet-stream")
        files[part.name] = Upload(part.filename, kind, bytes(await part.read()))
    return files
