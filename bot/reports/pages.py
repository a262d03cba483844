"""The report box's page: the same for everybody, with the root key and the address put in."""

import html
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

BUILT = Path(__file__).parent / "page"

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

_MISSING = """<!DOCTYPE html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>12388</title>
<h1>这里现在收不了举报</h1>
<p>举报页面没有装好，所以什么也不收、什么也没有发出。请拨打 12388，或者改天再来。
给管理员：缺少 bot/reports/page/index.html，请先构建页面。</p>
<h1 lang="en">Reports cannot be taken here now</h1>
<p lang="en">The page was not built, so nothing is taken and nothing was sent. Call 12388, or come
another day. For the operator: bot/reports/page/index.html is missing; build the page first.</p>
</html>
"""


class Pages:
    """Serves what the build has made; without it, a page that takes nothing and says so."""

    def __init__(self, root: str, server: str, built: Path = BUILT) -> None:
        self._root = root
        self._server = server
        self._built = built
        folder = built / "files"
        self._files = {path.name: path for path in folder.glob("*")} if folder.is_dir() else {}

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/", self.index),
            Route("/report.html", self.saved),
            Route("/files/{name}", self.file),
        ]

    async def index(self, request: Request) -> Response:
        page = self.filled("index.html")
        return HTMLResponse(page or _MISSING, 200 if page else 503, HEADERS)

    async def saved(self, request: Request) -> Response:
        """The whole page as one file, to be kept and opened without us."""
        page = self.filled("report.html")
        if page is None:
            return HTMLResponse(_MISSING, 503, HEADERS)
        attached = {**HEADERS, "content-disposition": 'attachment; filename="report.html"'}
        return HTMLResponse(page, 200, attached)

    async def file(self, request: Request) -> Response:
        path = self._files.get(request.path_params["name"])
        if path is None:
            return Response(status_code=404, headers=HEADERS)
        kind = _TYPES.get(path.suffix, "application/octet-stream")
        return Response(path.read_bytes(), headers=HEADERS, media_type=kind)

    def filled(self, name: str) -> str | None:
        """A page of the build with the root key and our address in it; None where it is missing."""
        try:
            page = (self._built / name).read_text(encoding="utf-8")
        except OSError:
            return None
        for meta, content in (("report-root", self._root), ("report-server", self._server)):
            empty = f'<meta name="{meta}" content="">'
            page = page.replace(empty, f'<meta name="{meta}" content="{html.escape(content)}">')
        return page
