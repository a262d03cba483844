"""What became of a delivery, written down; and where what waits goes instead."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import people
from bot.conversation import Chat
from bot.delivery.delivery import Delivery
from bot.delivery.outbox import NOT_GONE_OUT, STOPPED
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

# Why a message still has its former words; nobody need be phoned for that.
NOT_CORRECTED = "not corrected"


def finish(
    tx: Transaction, done: Delivery, outcome: Outcome, now: datetime, jitter: float
) -> list[Chat]:
    """Write down what became of a delivery; the chats where something waits because of it."""
    outdated = _let_go(tx, done.ids)
    if not isinstance(outcome, Sent | Uncertain | Dead):
        _drop_stopped(tx, done)
    match outcome:
        case Sent(arrived_as):
            # Of a digest nothing can be corrected.
            name = arrived_as if not done.more else ""
            _end(tx, done, "sent", "", name)
            return _correct(tx, done) if outdated and name else []
        case Uncertain():
            _end(tx, done, "uncertain", "")
        case Closed():
            return _elsewhere(tx, done)
        case Dead() if done.edits:
            _end(tx, done, "sent", NOT_CORRECTED, done.edits)
        case Dead(reason):
            _end(tx, done, "dead", reason)
        case Moved(address):
            _move(tx, done, address)
            return _follow(tx, done)
        case Later() if done.attempts + 1 >= MOST_ATTEMPTS and done.edits:
            _end(tx, done, "sent", NOT_CORRECTED, done.edits)
        case Later() if done.attempts + 1 >= MOST_ATTEMPTS:
            _end(tx, done, "dead", "unreachable")
        case Later():
            return _again(tx, done, now + wait(done.attempts, jitter), done.attempts + 1)
        case NotNow(seconds):
            return _again(tx, done, now + timedelta(seconds=seconds), done.attempts)
    return []


def _drop_stopped(tx: Transaction, done: Delivery) -> None:
    """What was stopped while it was going out, and did not, goes out no more."""
    tx.change_many(
        "DELETE FROM outbox WHERE id = :id AND reason = :stopped",
        [{"id": id, "stopped": STOPPED} for id in done.ids],
    )


def _end(tx: Transaction, done: Delivery, state: str, reason: str, arrived_as: str = "") -> None:
    tx.change_many(
        "UPDATE outbox SET state = :state, reason = :reason, arrived_as = :arrived_as"
        " WHERE id = :id",
        [{"id": id, "state": state, "reason": reason, "arrived_as": arrived_as} for id in done.ids],
    )


def _correct(tx: Transaction, done: Delivery) -> list[Chat]:
    """Have a message edited at once whose words were corrected while it was going out."""
    tx.change(
        "UPDATE outbox SET state = 'waiting', attempts = 0, due_at = 0 WHERE id = :id",
        {"id": done.id},
    )
    return [done.chat]


def _again(tx: Transaction, done: Delivery, due_at: datetime, attempts: int) -> list[Chat]:
    due = math.ceil(due_at.timestamp())
    tx.change_many(
        "UPDATE outbox SET attempts = :attempts, due_at = :due_at WHERE id = :id",
        [{"id": id, "attempts": attempts, "due_at": due} for id in done.ids],
    )
    return _follow(tx, done)


def _follow(tx: Transaction, done: Delivery) -> list[Chat]:
    """Whoever left the chat during the call is told in their next one."""
    left = tx.value(
        "SELECT person FROM outbox LEFT JOIN address USING (channel, address, person)"
        " WHERE outbox.id = :id AND seat IS NULL",
        {"id": done.id},
    )
    return redirect(tx, done.chat, left) if left else []


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
        f" AND person = :person AND {NOT_GONE_OUT}",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )
    # Whoever has claimed it would say it in the former chat.
    claimed = "UPDATE in_hand SET outdated = 1 WHERE delivery = :id"
    tx.change_many(claimed, [{"id": row["id"]} for row in rows])
    others = people.chats(tx, person)[:1]
    for other in others:
        _send_to(tx, other, [row["id"] for row in rows])
    return others


def _let_go(tx: Transaction, ids: Sequence[int]) -> bool:
    """Have deliveries in hand no more; whether words of theirs were corrected meanwhile."""
    # Of most nothing was, and to ask for each costs more.
    up_to_date = "DELETE FROM in_hand WHERE delivery = :id AND NOT outdated"
    others = [id for id in ids if not tx.change(up_to_date, {"id": id})]
    # Of somebody who was erased meanwhile nothing is left here either.
    outdated = "DELETE FROM in_hand WHERE delivery = :id"
    return sum(tx.change(outdated, {"id": id}) for id in others) > 0


def _send_to(tx: Transaction, chat: Chat, ids: Sequence[int]) -> None:
    tx.change_many(
        "UPDATE outbox SET channel = :channel, address = :address,"
        " attempts = 0, due_at = 0, arrived_as = '' WHERE id = :id",
        [{"channel": chat.channel, "address": chat.address, "id": id} for id in ids],
    )


def _move(tx: Transaction, done: Delivery, address: str) -> None:
    people.move_address(tx, done.chat, address)
    # Those of whoever is there, as few as they are.
    tx.change(
        "UPDATE outbox SET address = :to WHERE channel = :channel AND address = :address"
        " AND person IN (SELECT person FROM address WHERE channel = :channel AND address = :to)",
        {"to": address, "channel": done.chat.channel, "address": done.chat.address},
    )
