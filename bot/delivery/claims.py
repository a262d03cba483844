"""Claims on the outbox: who works on a delivery."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.conversation import Screen
from bot.delivery.delivery import COLUMNS, JOINED, Delivery, delivery
from bot.delivery.digest import MOST_IN_DIGEST, digest
from bot.delivery.messages import message, read_screen
from bot.people import QuietHours
from bot.storage import Transaction

# Longer than any of those claimed at once waits for its channel's pace: a claim that ran out sends
# nothing. After a start all are free at once.
LEASE = timedelta(minutes=10)
# More than are ever said between a backup and its return.
_SINCE = 1_000_000_000

_OF_CHANNEL = "(SELECT channel FROM outbox WHERE id = delivery) = :channel"

# One at a time keeps a chat's order, whatever becomes of the first. What was meant for somebody
# who is not in the chat any more goes nowhere and holds up nothing.
_FIRST_OF_CHAT = (
    "NOT EXISTS (SELECT 1 FROM outbox AS earlier JOIN address USING (channel, address, person)"
    " WHERE earlier.channel = outbox.channel AND earlier.address = outbox.address"
    " AND earlier.state = 'waiting' AND earlier.id < outbox.id)"
)

# What was said to many and waits for the same person: few chats have much that is unfinished.
_LATER_ONE = (
    "other.channel = outbox.channel AND other.address = outbox.address"
    " AND other.state = 'waiting' AND other.id NOT IN (SELECT delivery FROM in_hand)"
    " AND other.person = outbox.person AND other.to_many AND other.arrived_as = ''"
    " AND other.due_at <= :now AND other.id > outbox.id"
)

_SEVERAL = (
    f":to_many AND arrived_as = '' AND EXISTS (SELECT 1 FROM outbox AS other WHERE {_LATER_ONE})"
)

_FREE = "state = 'waiting' AND outbox.id NOT IN (SELECT delivery FROM in_hand)"


def recover(tx: Transaction, channel: str) -> int:
    """After a start: what was being sent is uncertain; what was only claimed is free again.

    A correction is free again, too: whoever has it already is shown nothing twice.
    """
    which = {"channel": channel}
    uncertain = tx.change(
        "UPDATE outbox SET state = 'uncertain' WHERE channel = :channel AND arrived_as = ''"
        " AND id IN (SELECT delivery FROM in_hand WHERE calling)",
        which,
    )
    tx.change(f"DELETE FROM in_hand WHERE {_OF_CHANNEL}", which)
    return uncertain


def came_back(tx: Transaction) -> int:
    """After a backup came back: what had not gone out when it was made may have since.

    The numbers that were given since then stand on phones, and are left out.
    """
    tx.change(
        "UPDATE sqlite_sequence SET seq = seq + :many WHERE name = 'outbox'", {"many": _SINCE}
    )
    tx.change("DELETE FROM in_hand")
    return tx.change("UPDATE outbox SET state = 'uncertain' WHERE state = 'waiting'")


def claim(tx: Transaction, channel: str, now: datetime, most: int) -> list[Delivery]:
    """Take the oldest unfinished delivery of each chat that is due, `most` at once.

    What is said to one person goes before what is said to many.
    """
    given = {"channel": channel, "now": int(now.timestamp())}
    tx.change("DELETE FROM in_hand WHERE NOT calling AND lease_until <= :now", given)
    rows: list[Any] = []
    for to_many in (0, 1):
        rows += tx.all(
            f"SELECT {COLUMNS}, quiet, {_SEVERAL} AS several FROM {JOINED}"
            f" WHERE channel = :channel AND to_many = :to_many AND {_FREE}"
            f" AND due_at <= :now AND {_FIRST_OF_CHAT}"
            " ORDER BY due_at, outbox.id LIMIT :most",
            {**given, "to_many": to_many, "most": most - len(rows)},
        )
    awake = [row for row in rows if not _asleep(tx, row, now)]
    until = int((now + LEASE).timestamp())
    claimed = _read(tx, awake, now, until)
    tx.change_many(
        "INSERT INTO in_hand (delivery, lease_until) VALUES (:id, :until)",
        [{"id": id, "until": until} for each in claimed for id in each.ids],
    )
    return claimed


def _read(tx: Transaction, rows: Sequence[Any], now: datetime, until: int) -> list[Delivery]:
    """Deliveries with their screens, which many may share."""
    ids = {row["message"] for row in rows}
    screens = {id: screen for id in ids if (screen := message(tx, id))}
    return [_together(tx, row, screens[row["message"]], now, until) for row in rows]


def _together(tx: Transaction, row: Any, screen: Screen, now: datetime, until: int) -> Delivery:
    """What was said to many and waits for the same person: one message instead of several."""
    others = _others(tx, row["id"], now) if row["several"] else {}
    if not others:
        return delivery(row, screen, (), until)
    return delivery(row, digest({row["id"]: screen, **others}), tuple(others), until)


def _others(tx: Transaction, first: int, now: datetime) -> dict[int, Screen]:
    rows = tx.all(
        "SELECT other.id, screen FROM outbox JOIN outbox AS other"
        f" JOIN message ON message.id = other.message WHERE outbox.id = :id AND {_LATER_ONE}"
        " ORDER BY other.id LIMIT :most",
        {"id": first, "now": int(now.timestamp()), "most": MOST_IN_DIGEST - 1},
    )
    return {row["id"]: read_screen(row["screen"], ()) for row in rows}


def _asleep(tx: Transaction, row: Any, now: datetime) -> bool:
    """Whether a delivery that is late would ring at night; then it waits for the morning.

    No phone rings for what is only corrected.
    """
    if row["arrived_as"]:
        return False
    due = QuietHours.parse(row["quiet"]).over(now, row["zone"])
    if due > now:
        tx.change(
            "UPDATE outbox SET due_at = :due_at WHERE id = :id",
            {"id": row["id"], "due_at": math.ceil(due.timestamp())},
        )
    return due > now


# What was corrected since, or goes elsewhere, and what another has claimed since, is not theirs.
_MARK = (
    "UPDATE in_hand SET calling = 1 WHERE delivery = :id AND NOT calling AND NOT outdated"
    " AND lease_until = :until AND lease_until > :now"
)
_GIVE_BACK = (
    "DELETE FROM in_hand WHERE delivery = :id AND lease_until = :until AND (:marked OR NOT calling)"
)


def mark(tx: Transaction, done: Delivery, now: datetime) -> bool:
    """Note that the call goes out now; False where the claim was lost meanwhile.

    A digest that has lost a part gives back all that it had, and nothing that another has.
    """
    given = {"until": done.until, "now": int(now.timestamp())}
    marked = {id: tx.change(_MARK, {"id": id, **given}) for id in done.ids}
    if all(marked.values()):
        return True
    tx.change_many(
        _GIVE_BACK,
        [{"id": id, "until": done.until, "marked": many} for id, many in marked.items()],
    )
    return False


def next_due(tx: Transaction, channel: str, now: datetime) -> datetime | None:
    """When the first of some chat falls due, or a claim runs out; None where nothing waits.

    It looks at few rows however many wait: most of what is due is the first of its chat.
    """
    given = {"channel": channel, "now": int(now.timestamp())}
    dues = [
        tx.value(
            f"SELECT {due} FROM outbox WHERE channel = :channel AND to_many = {to_many}"
            f" AND {_FREE} AND {which} LIMIT 1",
            given,
        )
        for to_many in (0, 1)
        for due, which in (
            ("due_at", f"due_at <= :now AND {_FIRST_OF_CHAT}"),
            ("min(due_at)", "due_at > :now"),
        )
    ]
    claimed = f"SELECT min(lease_until) FROM in_hand WHERE NOT calling AND {_OF_CHANNEL}"
    dues.append(tx.value(claimed, given))
    found = [due for due in dues if due is not None]
    return datetime.fromtimestamp(min(found), UTC) if found else None
