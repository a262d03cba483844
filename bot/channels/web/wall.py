"""The page for the wall of a meeting: the code, its picture, and how many are here.

Its address is all that it takes to see it, and it says nothing about anybody.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.activities import Wall, wall
from bot.channels.web.chat import NOT_KEPT
from bot.clock import Clock
from bot.language import Catalogues, T, Text
from bot.storage import Store

_WORDS: dict[str, Text] = {
    "check_in": T("Check in"),
    "here": T("Here"),
    "how": T("Scan the picture, or write to the bot: “check in”, then the six digits."),
    "closed": T("Check-in is closed."),
    "lost": T("No network. The code may be old."),
}


class WallPage:
    """The routes of the page; `address` is that of the bot's pages."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalogues: Catalogues,
        address: str,
        templates: Jinja2Templates,
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalogues = catalogues
        self._address = address
        self._templates = templates

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/wall/{key}", self.page),
            Route("/wall/{key}/now", self.now),
        ]

    async def page(self, request: Request) -> Response:
        if (shown := await self._shown(request)) is None:
            return PlainTextResponse("404", 404, NOT_KEPT)
        catalogues = self._catalogues
        locale = catalogues.nearest(request.headers.get("accept-language", "").split(",")[0])
        words = {key: catalogues.say(text, locale) for key, text in _WORDS.items()}
        values = {
            "lang": locale.replace("_", "-"),
            "title": catalogues.say(shown.headline, locale, shown.zone),
            "when": catalogues.say(T("When: {when}", when=shown.starts_at), locale, shown.zone),
            "branch": shown.branch,
            "words": words,
            "shown": shown,
        }
        return self._templates.TemplateResponse(request, "wall.html", values, headers=NOT_KEPT)

    async def now(self, request: Request) -> Response:
        if (shown := await self._shown(request)) is None:
            return JSONResponse({}, 404, NOT_KEPT)
        now = {"code": shown.code, "qr": shown.qr, "count": shown.count}
        return JSONResponse(now, headers=NOT_KEPT)

    async def _shown(self, request: Request) -> Wall | None:
        async with self._store.reading() as reader:
            key = request.path_params["key"]
            return await wall(reader, key, self._clock.now(), self._address)
