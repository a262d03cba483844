"""Activities to begin with, so that a newcomer to the demo sees some."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot import organization
from bot.activities.model import Activity, Kind, State, usual_audience
from bot.activities.talk.series import put_published
from bot.organization import Unit
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class SampleActivity:
    """`at` is the branch's name."""

    at: str
    kind: Kind
    title: str
    begins_in: timedelta
    place: str
    link: str


def read_activities(folder: Path) -> list[SampleActivity]:
    with (folder / "demo.toml").open("rb") as file:
        given: list[dict[str, Any]] = tomllib.load(file)["activity"]
    return [
        SampleActivity(
            each["at"],
            Kind(each["kind"]),
            each["title"],
            timedelta(hours=each["hours"]),
            each["place"],
            each.get("link", ""),
        )
        for each in given
    ]


def put_sample(
    tx: Transaction,
    given: Sequence[SampleActivity],
    zone: str,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Publish what is given, where there is no activity yet; nobody is told."""
    if tx.value("SELECT 1 FROM activity"):
        return
    for each in given:
        if unit := organization.by_name(tx, each.at):
            put_published(tx, _activity(each, unit, zone, now, new_id), now)


def _activity(
    each: SampleActivity, unit: Unit, zone: str, now: datetime, new_id: Callable[[], str]
) -> Activity:
    return Activity(
        id=new_id(),
        unit=unit.id,
        kind=each.kind,
        title=each.title,
        starts_at=now + each.begins_in,
        lasts=timedelta(hours=2),
        zone=zone,
        place=each.place,
        link=each.link,
        audience=usual_audience(unit.branch_kind),
        state=State.PUBLISHED,
        secret=new_id() + new_id(),
        wall=new_id() + new_id(),
    )
