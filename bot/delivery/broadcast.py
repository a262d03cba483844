"""Saying the same to many: one message, a delivery for each, and how far it is."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import people
from bot.conversation import Chat, Screen, Work
from bot.delivery.finishing import redirect
from bot.delivery.messages import change_message
from bot.delivery.outbox import NOT_GONE_OUT, STOPPED, put, put_all
from bot.storage import Transaction

_OF_MESSAGE = "(SELECT message FROM outbox WHERE id = delivery) = :message"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many deliveries of a message stand where; one that is only corrected has arrived."""

    waiting: int
    sent: int
    uncertain: int
    dead: int


def broadcast(work: Work, message: str, persons: Iterable[str]) -> list[str]:
    """Have a message delivered to many, on the first channel of each; who has none.

    A few hundred persons a turn: nobody else should wait for it long.
    """
    wanted = list(persons)
    found = people.reachable(work.tx, wanted)
    put_all(work, message, found)
    work.told.extend(each.chat for each in found)
    reached = {each.person for each in found}
    return [person for person in wanted if person not in reached]


def untold(tx: Transaction, message: str, persons: Sequence[str]) -> list[str]:
    """Those of some persons whom nobody has had told a message yet."""
    rows = tx.all(
        "SELECT value AS person FROM json_each(:persons) WHERE NOT EXISTS"
        " (SELECT 1 FROM outbox WHERE message = :message AND person = value) ORDER BY key",
        {"persons": json.dumps(persons), "message": message},
    )
    return [row["person"] for row in rows]


def deliver(work: Work, person: str, message: str) -> None:
    """Have a message delivered to one person, on the first of their channels."""
    for chat in people.chats(work.tx, person)[:1]:
        put(work, person, chat, message)
        work.told.append(chat)


def progress(tx: Transaction, message: str) -> Progress:
    which = {"message": message}
    rows = tx.all(
        "SELECT state, count(*) AS many FROM outbox WHERE message = :message GROUP BY state", which
    )
    many = {row["state"]: row["many"] for row in rows}
    corrected = tx.value(
        "SELECT count(*) FROM outbox"
        " WHERE message = :message AND arrived_as <> '' AND state = 'waiting'",
        which,
    )
    corrected = int(corrected or 0)
    return Progress(
        many.get("waiting", 0) - corrected,
        many.get("sent", 0) + corrected,
        many.get("uncertain", 0),
        many.get("dead", 0),
    )


def receivers(tx: Transaction, message: str, state: str) -> list[str]:
    """The persons whose delivery of a message stands so: `sent`, `uncertain`, `dead`."""
    rows = tx.all(
        "SELECT person FROM outbox WHERE message = :message AND state = :state ORDER BY person",
        {"message": message, "state": state},
    )
    return [row["person"] for row in rows]


def stop(tx: Transaction, message: str) -> int:
    """Let what has not gone out stay, but for corrections; how many they were."""
    return _let_stay(tx, "message = :message", {"message": message})


def spare(tx: Transaction, person: str, message: str) -> None:
    """Let a message that has not gone out to a person stay."""
    which = {"message": message, "person": person}
    _let_stay(tx, "message = :message AND person = :person", which)


def _let_stay(tx: Transaction, of: str, given: dict[str, str]) -> int:
    stayed = tx.change(
        f"DELETE FROM outbox WHERE {of} AND {NOT_GONE_OUT} AND arrived_as = ''", given
    )
    # What is going out just now may come back undone, and then it stays, too.
    tx.change(
        f"UPDATE outbox SET reason = :stopped WHERE {of} AND state = 'waiting' AND arrived_as = ''",
        {**given, "stopped": STOPPED},
    )
    return stayed


def send_uncertain_again(tx: Transaction, message: str) -> int:
    """By a person's decision: whoever has it already will have it twice."""
    rows = tx.all(
        "UPDATE outbox SET state = 'waiting', reason = '', attempts = 0, due_at = 0"
        " WHERE message = :message AND state = 'uncertain'"
        " RETURNING person, channel, address, NOT EXISTS (SELECT 1 FROM address WHERE channel ="
        " outbox.channel AND address = outbox.address AND person = outbox.person) AS has_left",
        {"message": message},
    )
    for row in rows:
        if row["has_left"]:
            redirect(tx, Chat(row["channel"], row["address"]), row["person"])
    return len(rows)


def correct(work: Work, message: str, screen: Screen) -> int:
    """Say it otherwise from now on; how many get their message edited.

    Where the channel cannot edit, what has arrived stays as it was. What is about to go out
    is claimed anew; what is in the air is edited as soon as it has arrived.
    """
    change_message(work.tx, message, screen)
    which = {"message": message}
    work.tx.change(f"UPDATE in_hand SET outdated = 1 WHERE {_OF_MESSAGE}", which)
    rows = work.tx.all(
        "UPDATE outbox SET state = 'waiting', attempts = 0, due_at = 0"
        " WHERE message = :message AND state = 'sent' AND arrived_as <> ''"
        " RETURNING channel, address",
        which,
    )
    work.told.extend(Chat(row["channel"], row["address"]) for row in rows)
    return len(rows)
