"""Meetings to test with: planned in the chat, or written down at once."""

from datetime import datetime, timedelta

from bot.activities import store
from bot.activities.model import Activity, Audience, Kind, State
from bot.organization import Position
from bot.storage import Transaction
from tests.rights import hosted
from tests.town import HOST, NOON, Town

TOMORROW = NOON + timedelta(days=1)


def meeting(
    unit: str,
    id: str = "meeting",
    starts_at: datetime = TOMORROW,
    audience: frozenset[Audience] = frozenset({Audience.HOSTED, Audience.HOME}),
    state: State = State.PUBLISHED,
    kind: Kind = Kind.THEME_DAY,
    place: str = "服务中心",
    link: str = "",
    places: int | None = None,
    venue: Position | None = None,
    election: bool = False,
    group: str | None = None,
) -> Activity:
    return Activity(
        id=id,
        unit=unit,
        kind=kind,
        title="",
        starts_at=starts_at,
        lasts=timedelta(hours=2),
        zone="Asia/Shanghai",
        place=place,
        link=link,
        audience=audience,
        places=places,
        venue=venue,
        election=election,
        group=group,
        state=state,
        secret=f"secret of {id}",
        wall=f"wall of {id}",
    )


async def put(town: Town, activity: Activity) -> str:
    def work(tx: Transaction) -> None:
        store.put_activity(tx, activity)

    await town.bot.store.turn(work)
    return activity.id


async def published(town: Town) -> str:
    """li is hosted where wang is secretary, and a meeting is published there."""
    await hosted(town)
    return await put(town, meeting(await town.unit_id(HOST)))


async def draft(town: Town) -> str:
    return await put(town, meeting(await town.unit_id(HOST), state=State.DRAFT))
