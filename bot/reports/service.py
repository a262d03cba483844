"""The report box as it runs: its store, its lists, its app, and what it does every night."""

import asyncio
import json
import random
import time
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.types import ASGIApp

from bot.clock import Clock
from bot.language import Catalogues, T, Trouble
from bot.reports import store
from bot.reports.box import Box
from bot.reports.directory import Body, Directory, NotAList, SignedList, believe, read_list
from bot.reports.door import Door
from bot.reports.gate import Delays, Work
from bot.reports.identity import Identity
from bot.reports.pages import Pages
from bot.reports.sample import SAMPLE_ROOT
from bot.reports.web import BoxApp, Guards
from bot.reports.years import ReportYear
from bot.settings import ReportSettings
from bot.storage import Kind, Store, level

# The night's work begins at this hour.
NIGHT = 3


class SampleKeys(Trouble):
    """The sample's published keys, where real people would report."""

    def __init__(self) -> None:
        super().__init__(
            T(
                "BOT_REPORTS_ROOT is the sample's key, which everybody has. Make your own:"
                " python -m bot keys offline FILE"
            )
        )


class Lists:
    """The signed lists of a folder, read again when something in it has changed."""

    def __init__(self, folder: Path, root: str) -> None:
        self._folder = folder
        self._root = root
        self._seen: object = None
        self.lists: list[SignedList] = []
        self._directory = Directory({})

    @property
    def directory(self) -> Directory:
        """The bodies that can be believed now."""
        paths = self._paths()
        seen = [(path, path.stat().st_mtime_ns) for path in paths]
        if seen != self._seen:
            lists = [each for path in paths if (each := _read_list(path))]
            # Other threads look meanwhile: what they see is whole, the old or the new.
            self.lists, self._directory = lists, believe(lists, self._root)
            self._seen = seen
        return self._directory

    def not_believed(self) -> list[Path]:
        """The files that count for nothing: no list, signed by another key, or replaced by now."""
        bodies = self.directory.bodies.values()
        return [path for path in self._paths() if _body_of(path) not in bodies]

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))


def _body_of(path: Path) -> Body | None:
    """The body as a file has it, whoever signed it."""
    signed = _read_list(path)
    try:
        return read_list(signed.list) if signed else None
    except NotAList:
        return None


def _read_list(path: Path) -> SignedList | None:
    try:
        match json.loads(path.read_text(encoding="utf-8")):
            case {"list": str(text), "signature": str(signature)}:
                return SignedList(text, signature)
    except (OSError, ValueError):
        pass
    return None


class ReportBox:
    """The box over its open store; one for a process."""

    def __init__(
        self,
        settings: ReportSettings,
        clock: Clock,
        chance: random.Random,
        zone: str,
        catalogues: Catalogues,
        kind: Kind = Kind.REAL,
        sample: Sequence[Identity] = (),
    ) -> None:
        """`sample` are the demo's published keys."""
        if kind is Kind.REAL and settings.root == SAMPLE_ROOT:
            raise SampleKeys
        self.settings = settings
        self._clock = clock
        self._catalogues = catalogues
        self._sample = sample
        self._zone = ZoneInfo(zone)
        self._lists = Lists(settings.lists, settings.root)
        self.store = open_store(settings.database, kind)
        self.box = Box(lambda: self._lists.directory, clock.now, chance)
        self._night: int | None = None
        # What is published of finished years.
        self.years: tuple[ReportYear, ...] = ()

    def app(self, framed_by: str = "'none'") -> ASGIApp:
        """Its application, for an origin of its own; `framed_by` may show its pages inside."""
        guards = Guards(
            Delays(time.monotonic),
            Work(time.monotonic),
            Door(lambda: self.directory, time.monotonic),
        )
        pages = Pages(
            self.settings.root,
            self.settings.url,
            self._catalogues,
            self._signed_lists,
            sample=self._sample,
            framed_by=framed_by,
        )
        return BoxApp(self.box, self.store, self._signed_lists, guards, pages).app()

    @property
    def directory(self) -> Directory:
        return self._lists.directory

    async def tick(self) -> None:
        """What is done every few seconds, whether or not anything happened meanwhile."""
        night = self._night_of(self._clock.now())
        if night != self._night:
            await self.tidy()
            self._night = night
        level(self.settings.database.parent)

    async def tidy(self) -> None:
        """Publish the year that is over, forget what was closed long ago, and write the rest
        anew in its random order.
        """
        await self.store.turn(self.box.tidy)
        await self.store.rewrite()
        self.years = await self.store.turn(store.published)

    async def start_over(self) -> None:
        """Forget every report: for the demo."""
        await self.store.turn(store.delete_all)

    def close(self) -> None:
        self.store.close()
        level(self.settings.database.parent)

    def _signed_lists(self) -> list[SignedList]:
        # Looking at the directory brings the lists up to date.
        return self._lists.lists if self.directory else []

    def _night_of(self, now: datetime) -> int:
        local = now.astimezone(self._zone)
        return local.toordinal() - (local.hour < NIGHT)


def open_store(path: Path, kind: Kind = Kind.REAL, *, beside: bool = False) -> Store:
    return Store.open(path, [store.SCHEMA], kind, beside=beside, journal="DELETE")


def is_box(rooms: Collection[str]) -> bool:
    """Whether a store with these rooms is a report box's."""
    return store.SCHEMA.room in rooms


async def published_years(path: Path) -> tuple[ReportYear, ...]:
    """What the box at `path` has published, also while another process is at work on it."""
    beside = await asyncio.to_thread(open_store, path, beside=True)
    try:
        return await beside.turn(store.published)
    finally:
        beside.close()
