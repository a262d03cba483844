"""The outbox: who is to be told what, written in the turn that decided it; and what was said."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot import people
from bot.conversation import Chat, Screen, Work
from bot.delivery import messages
from bot.delivery.messages import put_message, read_screen
from bot.storage import Transaction

# Whatever the outbox calls waiting may be in somebody's hand, even on its way.
NOT_GONE_OUT = "state = 'waiting' AND outbox.id NOT IN (SELECT delivery FROM in_hand WHERE calling)"

# Why what is on its way goes out no more where it comes back undone.
STOPPED = "stopped"


def tell(work: Work, persons: Sequence[str], screen: Screen, *, subject: str | None = None) -> None:
    """Say something to each person, on the first of their channels; not to the one who acts.

    Of the screen, paragraphs, options and files arrive; buttons must name what they are about.
    `subject` is the person whom the words are about: when they go, the words go with them.
    """
    others = [person for person in persons if person != work.doer]
    reached = [(person, chats[0]) for person in others if (chats := people.chats(work.tx, person))]
    if reached:
        message = put_message(work, screen, subject=subject)
        for person, chat in reached:
            put(work, person, chat, message)
            work.told.append(chat)


def tell_in(work: Work, person: str, chats: Sequence[Chat], screen: Screen) -> None:
    """Say something to a person in each of these chats of theirs."""
    for chat in chats:
        put(work, person, chat, put_message(work, screen))
        work.told.append(chat)


_PUT = (
    "INSERT INTO outbox (person, message, channel, address, made_at, to_many, due_at)"
    " SELECT value ->> 'person', :message, value ->> 'channel', value ->> 'address', :made_at,"
    " :to_many, value ->> 'due_at' FROM json_each(:rows) WHERE true ON CONFLICT DO NOTHING"
)


def put(work: Work, person: str, chat: Chat, message: str) -> None:
    """Have a message delivered to a person in one of their chats; the same once only."""
    _put(work, message, [_row(person, chat, _due_at(work, person))], to_many=False)


def put_all(work: Work, message: str, found: Sequence[people.Reachable]) -> None:
    """Have a message delivered to many; to each once only."""
    rows = [_row(each.person, each.chat, each.rings_from(work.now)) for each in found]
    _put(work, message, rows, to_many=True)


def _row(person: str, chat: Chat, due: datetime) -> dict[str, Any]:
    return {
        "person": person,
        "channel": chat.channel,
        "address": chat.address,
        "due_at": int(due.timestamp()),
    }


def _put(work: Work, message: str, rows: Sequence[Any], *, to_many: bool) -> None:
    """In one statement: a statement for each row took twice as long."""
    given = {
        "message": message,
        "made_at": int(work.now.timestamp()),
        "to_many": to_many,
        "rows": json.dumps(rows, ensure_ascii=False),
    }
    work.tx.change(_PUT, given)


def _due_at(work: Work, person: str) -> datetime:
    """When the phone may ring. A page that is open shows it at once: nobody sleeps there."""
    known = people.person(work.tx, person)
    return known.quiet.over(work.now, known.zone) if known else work.now


def own(tx: Transaction, person: str, id: str) -> Screen | None:
    """A message that was said to a person, or None."""
    found = tx.value(
        "SELECT message FROM outbox WHERE person = :person AND (id = :id OR former_id = :id)",
        {"id": id, "person": person},
    )
    return None if found is None else messages.message(tx, found)


def said_to(tx: Transaction, person: str) -> list[tuple[datetime, Screen, str | None]]:
    """What was said to a person: when, what, and whom it was about; the oldest first."""
    rows = tx.all(
        "SELECT made_at, screen, subject FROM outbox JOIN message ON message.id = message"
        " WHERE person = :person ORDER BY made_at, outbox.id",
        {"person": person},
    )
    return [
        (
            datetime.fromtimestamp(row["made_at"], UTC),
            read_screen(row["screen"], ()),
            row["subject"],
        )
        for row in rows
    ]


def subjects(tx: Transaction, person: str) -> list[str]:
    """The other people whom a person was told about, as far as the words are still here."""
    rows = tx.all(
        "SELECT DISTINCT subject FROM outbox JOIN message ON message.id = outbox.message"
        " WHERE person = :person AND subject <> :person",
        {"person": person},
    )
    return [row["subject"] for row in rows]


def take_back(tx: Transaction, person: str, subject: str) -> None:
    """Say to a person nothing of what was to be said about another one, and show it no more."""
    tx.change(
        "DELETE FROM outbox WHERE person = :person"
        " AND message IN (SELECT id FROM message WHERE subject = :subject)",
        {"person": person, "subject": subject},
    )


def forget_arrived(tx: Transaction, before: datetime) -> None:
    """Forget what arrived long ago, and what never will."""
    tx.change(
        "DELETE FROM outbox WHERE made_at < :before AND state IN ('sent', 'dead')",
        {"before": int(before.timestamp())},
    )


def forget_all(tx: Transaction, before: datetime) -> None:
    """Forget also what nobody came for."""
    tx.change("DELETE FROM outbox WHERE made_at < :before", {"before": int(before.timestamp())})
