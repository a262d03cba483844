"""The town with a report box beside it."""

import json
import random
from pathlib import Path

from bot.app import Bot
from bot.reports import ReportBox
from bot.reports import store as kept
from bot.reports.desk.casefile import CaseFile, Received, read_case
from bot.reports.envelope import Direction, Message, seal_content
from bot.reports.model import Case
from bot.settings import ReportSettings, read_settings
from tests.reports.office import ROOT
from tests.reports.vectors import lists, pair
from tests.stores import open_copy
from tests.town import Town


class TownWithBox(Town):
    """Reports are taken in the chat, unless `in_chat` says otherwise."""

    def __init__(self, folder: Path, *, in_chat: bool = True) -> None:
        (folder / "lists").mkdir()
        for number, each in enumerate(lists()):
            written = {"list": each.list, "signature": each.signature}
            (folder / "lists" / f"{number}.json").write_text(json.dumps(written))
        box = folder / "box" / "reports.db"
        self.settings = ReportSettings(
            ROOT, box, folder / "lists", 8081, "https://box.example.org", in_chat
        )
        self.box: ReportBox | None = None
        super().__init__(folder / "bot.db")

    def stop(self) -> None:
        self.bot.store.close()
        if self.box:
            self.box.close()

    def restart(self) -> None:
        self.stop()
        self.bot = self._start()

    async def cases(self, body: str) -> list[Case]:
        assert self.box
        return await self.box.store.turn(lambda tx: kept.cases(tx, body))

    async def reads(self, name: str, case: Case) -> CaseFile:
        """A case as one of its holders reads it."""
        assert self.box
        sealed = await self.box.store.turn(lambda tx: kept.messages(tx, case.mailbox, Direction))
        body = self.box.directory.bodies[case.body]
        received = Received(case.mailbox, body, case.state, tuple(sealed))
        return read_case(received, pair(name), self.box.directory)

    async def puts(self, message: Message) -> None:
        """What a holder has signed is in the box."""
        sealed = seal_content(message.content, message.recipients)
        assert self.box
        await self.box.store.turn(lambda tx: kept.put(tx, message.place, sealed))

    def _start(self) -> Bot:
        settings = read_settings(self.catalogues.locales, {})
        store = open_copy(self.path, synchronous=self.synchronous)
        chance = random.Random(2)
        self.box = ReportBox(self.settings, self.clock, chance, "Asia/Shanghai", self.catalogues)
        return Bot(store, settings, self.clock, self.chance, self.catalogues, self.box)
