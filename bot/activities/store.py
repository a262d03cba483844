"""Queries about activities and what people say to them."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.activities.model import Activity, Audience, Kind, State, Word
from bot.activities.recurrence import Recurrence
from bot.organization import Position
from bot.storage import Transaction

COLUMNS = (
    "id, unit, kind, title, starts_at, ends_at, zone, place, link, audience, places, recurrence,"
    " election, latitude, longitude, state, version, secret, wall, party_group"
)


def activity(tx: Transaction, id: str) -> Activity | None:
    row = tx.one(f"SELECT {COLUMNS} FROM activity WHERE id = :id", {"id": id})
    return read(row) if row else None


def put_activity(tx: Transaction, activity: Activity) -> None:
    """Add an activity, or write down what it has become."""
    names = COLUMNS.split(", ")
    values = ", ".join(f":{name}" for name in names)
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    tx.change(
        f"INSERT INTO activity ({COLUMNS}) VALUES ({values})"
        f" ON CONFLICT (id) DO UPDATE SET {changed}",
        _row(activity),
    )


def drop_activity(tx: Transaction, id: str) -> None:
    tx.change("DELETE FROM activity WHERE id = :id", {"id": id})


def not_over(tx: Transaction, units: Iterable[str], since: datetime) -> list[Activity]:
    """The published activities of some branches that end after `since`, the next one first."""
    rows = [
        row
        for unit in units
        for row in tx.all(
            f"SELECT {COLUMNS} FROM activity WHERE unit = :unit AND ends_at > :since"
            " AND state = 'published'",
            {"unit": unit, "since": int(since.timestamp())},
        )
    ]
    return [read(row) for row in sorted(rows, key=lambda row: (row["starts_at"], row["id"]))]


def of_unit(tx: Transaction, unit: str, since: datetime) -> list[Activity]:
    """A branch's activities from a day on, drafts and cancelled ones too, the latest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM activity WHERE unit = :unit AND ends_at > :since"
        " ORDER BY starts_at DESC, id",
        {"unit": unit, "since": int(since.timestamp())},
    )
    return [read(row) for row in rows]


def days_of(
    tx: Transaction, unit: str, since: datetime, until: datetime
) -> list[tuple[Kind, date]]:
    """The kind and the day of what a branch holds between two moments, drafts too."""
    rows = tx.all(
        "SELECT kind, starts_at, zone FROM activity WHERE unit = :unit AND state <> 'cancelled'"
        " AND starts_at >= :since AND starts_at <= :until",
        {"unit": unit, "since": int(since.timestamp()), "until": int(until.timestamp())},
    )
    return [
        (Kind(row["kind"]), _moment(row["starts_at"]).astimezone(ZoneInfo(row["zone"])).date())
        for row in rows
    ]


def last_place(tx: Transaction, unit: str) -> str:
    """Where a branch met last."""
    found = tx.value(
        "SELECT place FROM activity WHERE unit = :unit AND place <> '' AND state = 'published'"
        " ORDER BY starts_at DESC, id",
        {"unit": unit},
    )
    return str(found or "")


def word(tx: Transaction, activity: str, person: str) -> Word | None:
    """What somebody has said to an invitation."""
    found = tx.value(
        "SELECT word FROM activity_answer WHERE activity = :activity AND person = :person",
        {"activity": activity, "person": person},
    )
    return Word(str(found)) if found else None


def put_word(tx: Transaction, activity: str, person: str, word: Word) -> None:
    tx.change(
        "INSERT INTO activity_answer VALUES (:activity, :person, :word)"
        " ON CONFLICT DO UPDATE SET word = excluded.word",
        {"activity": activity, "person": person, "word": word},
    )


def words(tx: Transaction, activity: str, invited: Collection[str]) -> dict[str, Word]:
    """What those who are invited now have said."""
    rows = tx.all(
        "SELECT person, word FROM activity_answer WHERE activity = :activity",
        {"activity": activity},
    )
    return {row["person"]: Word(row["word"]) for row in rows if row["person"] in invited}


def read(row: Any) -> Activity:
    """An activity from a row with its columns."""
    position = row["latitude"], row["longitude"]
    starts_at = _moment(row["starts_at"])
    return Activity(
        id=row["id"],
        unit=row["unit"],
        kind=Kind(row["kind"]),
        title=row["title"],
        starts_at=starts_at,
        lasts=_moment(row["ends_at"]) - starts_at,
        zone=row["zone"],
        place=row["place"],
        link=row["link"],
        audience=frozenset(map(Audience, row["audience"].split(","))),
        group=row["party_group"],
        places=row["places"],
        recurrence=Recurrence.parse(row["recurrence"]),
        election=bool(row["election"]),
        venue=Position(*position) if None not in position else None,
        state=State(row["state"]),
        version=row["version"],
        secret=row["secret"],
        wall=row["wall"],
    )


def _row(activity: Activity) -> dict[str, Any]:
    venue = activity.venue
    return {
        "id": activity.id,
        "unit": activity.unit,
        "kind": activity.kind,
        "title": activity.title,
        "starts_at": int(activity.starts_at.timestamp()),
        "ends_at": int((activity.starts_at + activity.lasts).timestamp()),
        "zone": activity.zone,
        "place": activity.place,
        "link": activity.link,
        "audience": ",".join(sorted(activity.audience)),
        "places": activity.places,
        "recurrence": str(activity.recurrence),
        "election": activity.election,
        "latitude": venue.latitude if venue else None,
        "longitude": venue.longitude if venue else None,
        "state": activity.state,
        "version": activity.version,
        "secret": activity.secret,
        "wall": activity.wall,
        "party_group": activity.group,
    }


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
