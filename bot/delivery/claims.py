"""Claims on the outbox: who works on a delivery, and what became of it."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import people
from bot.conversation import Chat
from bot.delivery.outbox import COLUMNS, TABLES, Delivery, delivery
from bot.delivery.outcome import (
    MOST_ATTEMPTS,
    Closed,
    Dead,
    Later,
    Moved,
    NotNow,
    Outcome,
    Sent,
    Uncertain,
    wait,
)
from bot.storage import Transaction

LEASE = timedelta(minutes=1)

# The oldest unfinished delivery of each chat: one at a time keeps their order, whatever
# becomes of the first.
_HEADS = (
    "SELECT min(outbox.rowid) FROM outbox JOIN address USING (channel, address, person)"
    " WHERE channel = :channel AND state IN ('waiting', 'claimed', 'calling') GROUP BY address"
)


def recover(tx: Transaction, channel: str) -> int:
    """After a start: what was being sent is uncertain; what was only claimed is free again."""
    tx.change(
        "UPDATE outbox SET state = 'waiting' WHERE channel = :channel AND state = 'claimed'",
        {"channel": channel},
    )
    return tx.change(
        "UPDATE outbox SET state = 'uncertain' WHERE channel = :channel AND state = 'calling'",
        {"channel": channel},
    )


def came_back(tx: Transaction) -> int:
    """After a backup came back: what had not gone out when it was made may have since."""
    return tx.change(
        "UPDATE outbox SET state = 'uncertain' WHERE state IN ('waiting', 'claimed', 'calling')"
    )


def claim(tx: Transaction, channel: str, now: datetime, most: int) -> list[Delivery]:
    """Take the oldest unfinished delivery of each chat that is due, `most` at once."""
    found = tx.all(
        f"SELECT {COLUMNS}, outbox.person AS receiver"
        f" FROM {TABLES} WHERE outbox.rowid IN ({_HEADS})"
        " AND (state = 'waiting' OR state = 'claimed' AND lease_until <= :now)"
        " AND due_at <= :now ORDER BY outbox.rowid LIMIT :most",
        {"channel": channel, "now": int(now.timestamp()), "most": most},
    )
    rows = [row for row in found if not _asleep(tx, row, now)]
    until = int((now + LEASE).timestamp())
    tx.change_many(
        "UPDATE outbox SET state = 'claimed', lease_until = :until WHERE id = :id",
        [{"id": row["id"], "until": until} for row in rows],
    )
    return [delivery(row) for row in rows]


def _asleep(tx: Transaction, row: Any, now: datetime) -> bool:
    """Whether a delivery that is late would ring at night; then it waits for the morning."""
    person = people.person(tx, row["receiver"])
    due = person.quiet.over(now, person.zone) if person else now
    if due > now:
        tx.change(
            "UPDATE outbox SET state = 'waiting', due_at = :due_at WHERE id = :id",
            {"id": row["id"], "due_at": math.ceil(due.timestamp())},
        )
    return due > now


def mark(tx: Transaction, id: str, now: datetime) -> bool:
    """Note that the call goes out now; False where the claim was lost meanwhile."""
    return (
        tx.change(
            "UPDATE outbox SET state = 'calling'"
            " WHERE id = :id AND state = 'claimed' AND lease_until > :now",
            {"id": id, "now": int(now.timestamp())},
        )
        == 1
    )


def finish(
    tx: Transaction, done: Delivery, outcome: Outcome, now: datetime, jitter: float
) -> list[Chat]:
    """Write down what became of a delivery; the chats where something waits because of it."""
    match outcome:
        case Sent():
            _end(tx, done, "sent", "")
        case Uncertain():
            _end(tx, done, "uncertain", "")
        case Closed():
            return _elsewhere(tx, done)
        case Dead(reason):
            _end(tx, done, "dead", reason)
        case Moved(address):
            _move(tx, done, address)
        case Later() if done.attempts + 1 >= MOST_ATTEMPTS:
            _end(tx, done, "dead", "unreachable")
        case Later():
            _again(tx, done, now + wait(done.attempts, jitter), done.attempts + 1)
        case NotNow(seconds):
            _again(tx, done, now + timedelta(seconds=seconds), done.attempts)
    return []


def next_due(tx: Transaction, channel: str) -> datetime | None:
    """When the first of some chat falls due, or its claim runs out; None where nothing waits."""
    due = tx.value(
        "SELECT min(CASE state WHEN 'waiting' THEN due_at ELSE lease_until END) FROM outbox"
        f" WHERE rowid IN ({_HEADS}) AND state IN ('waiting', 'claimed')",
        {"channel": channel},
    )
    return None if due is None else datetime.fromtimestamp(due, UTC)


def _end(tx: Transaction, done: Delivery, state: str, reason: str) -> None:
    tx.change(
        "UPDATE outbox SET state = :state, reason = :reason WHERE id = :id",
        {"id": done.id, "state": state, "reason": reason},
    )


def _again(tx: Transaction, done: Delivery, due_at: datetime, attempts: int) -> None:
    tx.change(
        "UPDATE outbox SET state = 'waiting', attempts = :attempts, due_at = :due_at"
        " WHERE id = :id",
        {"id": done.id, "attempts": attempts, "due_at": math.ceil(due_at.timestamp())},
    )


def _elsewhere(tx: Transaction, done: Delivery) -> list[Chat]:
    """The person closed this chat: say it in their next one, or nowhere."""
    people.set_open(tx, done.chat, False)
    person = tx.value("SELECT person FROM outbox WHERE id = :id", {"id": done.id})
    others = people.chats(tx, person) if person else []
    if not others:
        _end(tx, done, "dead", "closed")
        return []
    tx.change(
        "UPDATE outbox SET channel = :channel, address = :address, state = 'waiting',"
        " attempts = 0, due_at = 0 WHERE id = :id",
        {"channel": others[0].channel, "address": others[0].address, "id": done.id},
    )
    return others[:1]


def _move(tx: Transaction, done: Delivery, address: str) -> None:
    people.move_address(tx, done.chat, address)
    tx.change(
        "UPDATE outbox SET address = :to, state = CASE state WHEN 'calling' THEN 'waiting'"
        " ELSE state END WHERE channel = :channel AND address = :address",
        {"to": address, "channel": done.chat.channel, "address": done.chat.address},
    )
