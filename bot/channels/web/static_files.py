"""The page's own files, under an address that changes with what is in them."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"


def _version() -> str:
    content = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        content.update(path.name.encode() + b"\0" + path.read_bytes())
    return content.hexdigest()[:12]


VERSION = _version()


def static(name: str) -> str:
    """The address of a file as it is now."""
    return f"/static/{name}?v={VERSION}"


class PageFiles(StaticFiles):
    """A file that is asked for as it is now may be kept for good, any other only with a look."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        now = scope["query_string"] == f"v={VERSION}".encode()
        keep = "public, max-age=31536000, immutable" if now else "no-cache"
        response.headers["cache-control"] = keep
        return response
