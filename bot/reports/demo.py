"""The demo's report box: the sample's bodies, whose keys everybody has."""

import random
from pathlib import Path

from bot.clock import Clock
from bot.language import Catalogues
from bot.reports import store
from bot.reports.sample import SAMPLE_ROOT, sample_identities, sample_years, write_sample_lists
from bot.reports.service import ReportBox
from bot.resources import SAMPLE
from bot.settings import ReportSettings
from bot.storage import Kind


def open_demo_box(
    folder: Path,
    port: int,
    zone: str,
    clock: Clock,
    chance: random.Random,
    catalogues: Catalogues,
) -> ReportBox:
    """The box in `folder`, to be served on this port of loopback."""
    lists = folder / "demo-lists"
    write_sample_lists(SAMPLE / "reports.toml", lists)
    database = folder / "demo-reports" / "reports.db"
    given = ReportSettings(
        SAMPLE_ROOT, database, lists, port, f"http://localhost:{port}", in_chat=True
    )
    sample = sample_identities(SAMPLE / "reports.toml")
    return ReportBox(given, clock, chance, zone, catalogues, Kind.DEMO, sample)


async def put_sample_years(box: ReportBox) -> None:
    """Publish what the sample tells of years before the demo's."""
    years = sample_years(SAMPLE / "reports.toml")
    await box.store.turn(lambda tx: store.publish(tx, years))
    await box.tidy()
