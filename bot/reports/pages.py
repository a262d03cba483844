"""The report box's page: the same for everybody, with words, lists, root key and address put in."""

import html
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.language import Catalogues
from bot.reports.desk_page_words import DESK_WORDS
from bot.reports.directory import SignedList
from bot.reports.identity import Identity, lines_of
from bot.reports.page_words import NO_SCRIPT, TITLE, WORDS, said

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
_DATA = '<script type="application/json" id="page-data">{}</script>'
_MAIN = '<p class="no-script">{}</p>'
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

    def __init__(
        self,
        root: str,
        server: str,
        catalogues: Catalogues,
        lists: Callable[[], list[SignedList]],
        built: Path = BUILT,
        sample: Sequence[Identity] = (),
        framed_by: str = "'none'",
    ) -> None:
        """`sample` are the demo's published keys, which the desk then opens without a file.

        `framed_by` are the origins whose pages may show ours inside them.
        """
        self._root = root
        self._server = server
        self._lists = lists
        self._built = built
        self._sample = sample
        policy = HEADERS["content-security-policy"]
        framed = policy.replace("frame-ancestors 'none'", f"frame-ancestors {framed_by}")
        self._headers = {**HEADERS, "content-security-policy": framed}
        report, desk = said(WORDS, catalogues), said(DESK_WORDS, catalogues)
        self._words = {"index.html": report, "report.html": report, "desk.html": desk}
        self._title = catalogues.say(TITLE, catalogues.default)
        self._no_script = " ".join(sorted(catalogues.every(NO_SCRIPT), reverse=True))
        folder = built / "files"
        self._files = {path.name: path for path in folder.glob("*")} if folder.is_dir() else {}

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/", self.index),
            Route("/report.html", self.saved),
            Route("/desk", self.desk),
            Route("/files/{name}", self.file),
        ]

    async def index(self, request: Request) -> Response:
        return self._page("index.html")

    async def desk(self, request: Request) -> Response:
        """The holders' reading desk, the same for everybody: their keys stay with them."""
        return self._page("desk.html")

    async def saved(self, request: Request) -> Response:
        """The whole page as one file, to be kept and opened without us."""
        page = self.filled("report.html")
        if page is None:
            return HTMLResponse(_MISSING, 503, HEADERS)
        attached = {**HEADERS, "content-disposition": 'attachment; filename="report.html"'}
        return HTMLResponse(page, 200, attached)

    def _page(self, name: str) -> Response:
        page = self.filled(name)
        return HTMLResponse(page or _MISSING, 200 if page else 503, self._headers)

    async def file(self, request: Request) -> Response:
        path = self._files.get(request.path_params["name"])
        if path is None:
            return Response(status_code=404, headers=HEADERS)
        kind = _TYPES.get(path.suffix, "application/octet-stream")
        return Response(path.read_bytes(), headers=HEADERS, media_type=kind)

    def filled(self, name: str) -> str | None:
        """A page of the build with what belongs into it; None where it is missing."""
        try:
            page = (self._built / name).read_text(encoding="utf-8")
        except OSError:
            return None
        for empty, full in self._fillings(name):
            page = page.replace(empty, full, 1)
        return page

    def _fillings(self, name: str) -> list[tuple[str, str]]:
        root, server, title, no_script = map(
            html.escape, (self._root, self._server, self._title, self._no_script)
        )
        return [
            # The saved page may talk to us alone.
            ("connect-src 'none'", f"connect-src {server}"),
            (_meta("report-root", ""), _meta("report-root", root)),
            (_meta("report-server", ""), _meta("report-server", server)),
            ("<title>12388</title>", f"<title>{title}</title>"),
            (_DATA.format("{}"), _DATA.format(_json(self._data(name)))),
            (_MAIN.format("12388"), _MAIN.format(no_script)),
        ]

    def _data(self, name: str) -> Any:
        lists = [{"list": each.list, "signature": each.signature} for each in self._lists()]
        data = {"words": self._words[name], "lists": lists}
        if self._sample and name == "desk.html":
            keys = [{"name": each.name, "lines": lines_of(each)} for each in self._sample]
            return {**data, "sample": keys}
        return data


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def _json(data: Any) -> str:
    """JSON that cannot end the element that it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
