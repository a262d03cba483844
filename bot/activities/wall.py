"""What the page on the wall shows: codes and a count, and nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime

from bot.activities import store
from bot.activities.checkin import closes_at, opens_at
from bot.activities.codes import Way, code
from bot.activities.model import State
from bot.activities.qr import drawn, start_of
from bot.language import Text
from bot.storage import Reader


@dataclass(frozen=True, slots=True)
class Wall:
    """`code` and `qr` are empty while nobody can check in."""

    headline: Text
    branch: str
    starts_at: datetime
    zone: str
    code: str
    qr: str
    count: int


async def wall(reader: Reader, key: str, now: datetime, address: str) -> Wall | None:
    """What the wall with this address shows now; None where there is none."""
    rows = await reader.all(
        f"SELECT {store.COLUMNS},"
        " (SELECT name FROM unit WHERE unit.id = activity.unit) AS branch,"
        " (SELECT count(*) FROM attendance WHERE activity = activity.id) AS here"
        " FROM activity WHERE wall = :key",
        {"key": key},
    )
    if not rows:
        return None
    activity, branch, here = store.read(rows[0]), rows[0]["branch"], rows[0]["here"]
    held = activity.state is State.PUBLISHED
    if not (held and opens_at(activity) <= now <= closes_at(activity)):
        return Wall(activity.headline, branch, activity.starts_at, activity.zone, "", "", here)
    digits = code(activity.secret, Way.CODE, now)
    return Wall(
        activity.headline,
        branch,
        activity.starts_at,
        activity.zone,
        f"{digits[:3]} {digits[3:]}",
        drawn(f"{address}/chat?start={start_of(activity, digits)}"),
        here,
    )
