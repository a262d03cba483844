"""Claims on the outbox: who works on a delivery, and what became of it."""

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import people
from bot.conversation import Chat
from bot.delivery.digest import MOST_IN_DIGEST, digest
from bot.delivery.messages import FILES, read_screen
from bot.delivery.outbox import COLUMNS, JOINED, Delivery, delivery
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

# One at a time keeps a chat's order, whatever becomes of the first. What was meant for somebody
# who is not in the chat any more goes nowhere and holds up nothing.
_FIRST_OF_CHAT = (
    "NOT EXISTS (SELECT 1 FROM outbox AS earlier JOIN address USING (channel, address, person)"
    " WHERE earlier.channel = outbox.channel AND earlier.address = outbox.address"
    " AND earlier.state IN ('waiting', 'claimed', 'calling') AND earlier.rowid < outbox.rowid)"
)

_WAITING = ("state = 'waiting' AND to_many = 0", "state = 'waiting' AND to_many = 1")


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
    """Take the oldest unfinished delivery of each chat that is due, `most` at once.

    What is said to one person goes before what is said to many.
    """
    given = {"channel": channel, "now": int(now.timestamp())}
    tx.change(
        "UPDATE outbox SET state = 'waiting'"
        " WHERE channel = :channel AND state = 'claimed' AND lease_until <= :now",
        given,
    )
    rows: list[Any] = []
    for to_many in (0, 1):
        rows += tx.all(
            f"SELECT {COLUMNS}, outbox.person AS receiver, to_many FROM {JOINED}"
            " WHERE channel = :channel AND to_many = :to_many AND state = 'waiting'"
            f" AND due_at <= :now AND {_FIRST_OF_CHAT}"
            " ORDER BY due_at, outbox.rowid LIMIT :most",
            {**given, "to_many": to_many, "most": most - len(rows)},
        )
    awake = [row for row in rows if not _asleep(tx, row, now)]
    claimed = _read(tx, awake, now)
    until = int((now + LEASE).timestamp())
    tx.change_many(
        "UPDATE outbox SET state = 'claimed', lease_until = :until WHERE id = :id",
        [{"id": id, "until": until} for each in claimed for id in each.ids],
    )
    return claimed


def _read(tx: Transaction, rows: Sequence[Any], now: datetime) -> list[Delivery]:
    """Deliveries with their files, which many may share."""
    files: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row["files"] and row["message"] not in files:
            files[row["message"]] = tx.all(FILES, {"message": row["message"]})
    return [_together(tx, row, files[row["message"]], now) for row in rows]


def _together(tx: Transaction, row: Any, files: Sequence[Any], now: datetime) -> Delivery:
    """What was said to many and waits for the same person: one message instead of several."""
    others = _others(tx, row, now) if row["to_many"] and not row["arrived_as"] else []
    if not others:
        return delivery(row, read_screen(row["screen"], files))
    waiting = [(each["id"], each["screen"]) for each in (row, *others)]
    return delivery(row, digest(waiting), tuple(each["id"] for each in others))


def _others(tx: Transaction, first: Any, now: datetime) -> list[Any]:
    return tx.all(
        "SELECT outbox.id, screen FROM outbox JOIN message ON message.id = message"
        " WHERE channel = :channel AND address = :address AND person = :person"
        " AND state = 'waiting' AND to_many AND arrived_as = '' AND due_at <= :now"
        " AND outbox.rowid > (SELECT rowid FROM outbox WHERE id = :id)"
        " ORDER BY outbox.rowid LIMIT :most",
        {
            "channel": first["channel"],
            "address": first["address"],
            "person": first["receiver"],
            "now": int(now.timestamp()),
            "id": first["id"],
            "most": MOST_IN_DIGEST - 1,
        },
    )


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


def mark(tx: Transaction, done: Delivery, now: datetime) -> bool:
    """Note that the call goes out now; False where the claim was lost meanwhile."""
    marked = sum(
        tx.change(
            "UPDATE outbox SET state = 'calling'"
            " WHERE id = :id AND state = 'claimed' AND lease_until > :now",
            {"id": id, "now": int(now.timestamp())},
        )
        for id in done.ids
    )
    return marked == len(done.ids) or not _let_go(tx, done)


def _let_go(tx: Transaction, done: Delivery) -> bool:
    """Give back what was marked of a digest that has lost a part; always True."""
    tx.change_many(
        "UPDATE outbox SET state = 'waiting' WHERE id = :id AND state = 'calling'",
        [{"id": id} for id in done.ids],
    )
    return True


def finish(
    tx: Transaction, done: Delivery, outcome: Outcome, now: datetime, jitter: float
) -> list[Chat]:
    """Write down what became of a delivery; the chats where something waits because of it."""
    match outcome:
        case Sent(arrived_as):
            _end(tx, done, "sent", "", arrived_as if not done.more else "")
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


def next_due(tx: Transaction, channel: str, now: datetime) -> datetime | None:
    """When the first of some chat falls due, or a claim runs out; None where nothing waits.

    It looks at few rows however many wait: most of what is due is the first of its chat.
    """
    given = {"channel": channel, "now": int(now.timestamp())}
    dues = [
        tx.value(f"SELECT {due} FROM outbox WHERE channel = :channel AND {which} LIMIT 1", given)
        for due, which in (
            *(("due_at", f"{each} AND due_at <= :now AND {_FIRST_OF_CHAT}") for each in _WAITING),
            *(("min(due_at)", f"{each} AND due_at > :now") for each in _WAITING),
            ("min(lease_until)", "state = 'claimed'"),
        )
    ]
    found = [due for due in dues if due is not None]
    return datetime.fromtimestamp(min(found), UTC) if found else None


def _end(tx: Transaction, done: Delivery, state: str, reason: str, arrived_as: str = "") -> None:
    tx.change_many(
        "UPDATE outbox SET state = :state, reason = :reason, arrived_as = :arrived_as"
        " WHERE id = :id",
        [{"id": id, "state": state, "reason": reason, "arrived_as": arrived_as} for id in done.ids],
    )


def _again(tx: Transaction, done: Delivery, due_at: datetime, attempts: int) -> None:
    due = math.ceil(due_at.timestamp())
    tx.change_many(
        "UPDATE outbox SET state = 'waiting', attempts = :attempts, due_at = :due_at"
        " WHERE id = :id",
        [{"id": id, "attempts": attempts, "due_at": due} for id in done.ids],
    )


def _elsewhere(tx: Transaction, done: Delivery) -> list[Chat]:
    """The person closed this chat: say it in their next one, or nowhere."""
    people.set_open(tx, done.chat, False)
    person = tx.value("SELECT person FROM outbox WHERE id = :id", {"id": done.id})
    others = people.chats(tx, person) if person else []
    if not others:
        _end(tx, done, "dead", "closed")
        return []
    _send_to(tx, others[0], done.ids)
    return others[:1]


def redirect(tx: Transaction, chat: Chat, person: str) -> list[Chat]:
    """A person has left a chat: say what waits there in their next one, or nowhere."""
    rows = tx.all(
        "SELECT id FROM outbox WHERE channel = :channel AND address = :address"
        " AND person = :person AND state IN ('waiting', 'claimed')",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )
    others = people.chats(tx, person)[:1]
    for other in others:
        _send_to(tx, other, [row["id"] for row in rows])
    return others


def _send_to(tx: Transaction, chat: Chat, ids: Sequence[str]) -> None:
    tx.change_many(
        "UPDATE outbox SET channel = :channel, address = :address, state = 'waiting',"
        " attempts = 0, due_at = 0, arrived_as = '' WHERE id = :id",
        [{"channel": chat.channel, "address": chat.address, "id": id} for id in ids],
    )


def _move(tx: Transaction, done: Delivery, address: str) -> None:
    people.move_address(tx, done.chat, address)
    tx.change(
        "UPDATE outbox SET address = :to, state = CASE state WHEN 'calling' THEN 'waiting'"
        " ELSE state END WHERE channel = :channel AND address = :address",
        {"to": address, "channel": done.chat.channel, "address": done.chat.address},
    )
