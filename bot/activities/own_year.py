"""What a member came to, for their own eyes."""

from datetime import datetime

from bot.activities.model import Activity
from bot.activities.store import COLUMNS, read
from bot.storage import Transaction


def own_year(tx: Transaction, person: str, since: datetime, until: datetime) -> list[Activity]:
    """The activities that somebody came to, the latest first. Only they may be shown it."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM activity WHERE id IN"
        " (SELECT activity FROM attendance WHERE person = :person)"
        " AND starts_at >= :since AND starts_at < :until ORDER BY starts_at DESC, id",
        {
            "person": person,
            "since": int(since.timestamp()),
            "until": int(until.timestamp()),
        },
    )
    return [read(row) for row in rows]
