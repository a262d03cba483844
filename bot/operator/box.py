"""`reports serve`: the report box in a process of its own; and its backup."""

import asyncio
import logging
import random

from bot import app
from bot.channels.web.server import WebServer, listen
from bot.clock import Clock
from bot.delivery import Ticker
from bot.language import T, Trouble
from bot.operator.say import Say
from bot.reports import ReportYear
from bot.reports.service import ReportBox, published_years
from bot.settings import ReportSettings, Settings
from bot.storage import StorageTrouble

logger = logging.getLogger(__name__)


def serve_box(settings: Settings, say: Say) -> None:
    """Serve the report box until stopped."""
    app.quiet_logs()
    box = open_box(settings)
    try:
        asyncio.run(_serve(box, settings, say))
    finally:
        box.close()


def open_box(settings: Settings) -> ReportBox:
    """Raise `Trouble` where it is not set up."""
    hold_to_root(settings.reports)
    catalogues = app.read_catalogues(settings.locale)
    return ReportBox(settings.reports, Clock(), random.SystemRandom(), settings.zone, catalogues)


class BoxElsewhere:
    """A box that another process serves: all that the bot learns of it is what it has published."""

    def __init__(self, settings: ReportSettings) -> None:
        self._settings = settings
        self._years: tuple[ReportYear, ...] = ()

    def years(self) -> tuple[ReportYear, ...]:
        """As `look` saw them last."""
        return self._years

    async def look(self) -> None:
        try:
            self._years = await published_years(self._settings.database)
        except StorageTrouble:
            logger.warning("the yearly figures of the report box could not be read")


def hold_to_root(settings: ReportSettings) -> None:
    """Without a root key nobody's list can be believed. Raise `Trouble`."""
    if not settings.root:
        raise Trouble(
            T("There is no report box: set BOT_REPORTS_ROOT to the public half of an offline key.")
        )


async def _serve(box: ReportBox, settings: Settings, say: Say) -> None:
    server = WebServer(box.app())
    socket = listen(settings.web_host, settings.reports.port)
    await box.tick()
    say(T("The report box is open at {address}", address=settings.reports.url))
    ticker = Ticker(box.tick, box.tidy)
    ticker.start()
    try:
        await server.serve([socket])
    finally:
        ticker.stop()
