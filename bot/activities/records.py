"""What the secretary writes down of an activity: numbers for the quorum, and the minutes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.activities import attendance
from bot.activities.model import Activity, Kind
from bot.activities.quorum import WITH_QUORUM, Quorum, present
from bot.conversation import Document
from bot.members.whereabouts import full_members
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Numbers:
    """`entitled` is how many have a vote, None where the branch's list says it."""

    entitled: int | None = None
    left_out: int = 0


def numbers(tx: Transaction, activity: str) -> Numbers:
    row = tx.one(
        "SELECT entitled, left_out FROM activity_record WHERE activity = :activity",
        {"activity": activity},
    )
    return Numbers(row["entitled"], row["left_out"]) if row else Numbers()


def put_numbers(tx: Transaction, activity: str, numbers: Numbers) -> None:
    tx.change(
        "INSERT INTO activity_record (activity, entitled, left_out)"
        " VALUES (:activity, :entitled, :left_out) ON CONFLICT (activity) DO UPDATE SET"
        " entitled = excluded.entitled, left_out = excluded.left_out",
        {"activity": activity, "entitled": numbers.entitled, "left_out": numbers.left_out},
    )


def quorum(tx: Transaction, activity: Activity) -> Quorum | None:
    """How many must be there and are; None where the rules ask for no number."""
    if activity.kind not in WITH_QUORUM:
        return None
    known = numbers(tx, activity.id)
    entitled = known.entitled
    if entitled is None:
        # Who is of the branch's committee stands on no list.
        meets_whole = activity.kind is Kind.GENERAL_MEETING
        entitled = full_members(tx, activity.unit) if meets_whole else 0
    came = [each.standing for each in attendance.who_came(tx, activity.id)]
    return Quorum(entitled, present(came), known.left_out, activity.election)


def minutes(tx: Transaction, activity: str) -> Document | None:
    row = tx.one(
        "SELECT minutes_name, minutes_media, minutes FROM activity_record"
        " WHERE activity = :activity AND minutes IS NOT NULL",
        {"activity": activity},
    )
    return Document(row["minutes_name"], row["minutes_media"], row["minutes"]) if row else None


def has_minutes(tx: Transaction, activity: str) -> bool:
    return bool(
        tx.value(
            "SELECT 1 FROM activity_record WHERE activity = :activity AND minutes IS NOT NULL",
            {"activity": activity},
        )
    )


def put_minutes(tx: Transaction, activity: str, document: Document) -> None:
    """Keep the minutes; later ones take the place of earlier ones."""
    tx.change(
        "INSERT INTO activity_record (activity, minutes_name, minutes_media, minutes)"
        " VALUES (:activity, :name, :media, :content) ON CONFLICT (activity) DO UPDATE SET"
        " minutes_name = excluded.minutes_name, minutes_media = excluded.minutes_media,"
        " minutes = excluded.minutes",
        {
            "activity": activity,
            "name": document.name,
            "media": document.media,
            "content": document.content,
        },
    )


def by_month(held: Iterable[tuple[Kind, date]], year: int) -> list[int]:
    """How many activities there were in each month of a year."""
    counts = Counter(day.month for _, day in held if day.year == year)
    return [counts[month] for month in range(1, 13)]


def forget(tx: Transaction, before: datetime) -> None:
    """Forget activities that ended before a moment, with who came and what was written."""
    tx.change("DELETE FROM activity WHERE ends_at < :before", {"before": int(before.timestamp())})


def forget_answers(tx: Transaction, before: datetime) -> None:
    """Forget who meant to come to what is over."""
    tx.change(
        "DELETE FROM activity_answer WHERE activity IN"
        " (SELECT id FROM activity WHERE ends_at < :before)",
        {"before": int(before.timestamp())},
    )
