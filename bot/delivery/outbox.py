"""The outbox: what the bot says unasked, written in the turn that decided it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import people
from bot.conversation import Chat, Option, Screen, Work, seated
from bot.delivery import schedule
from bot.language import T
from bot.storage import Reader, Schema, Transaction

# Messages that arrived are kept so long, for pages that are opened anew.
SAID_LONG_AGO = timedelta(days=30)
# A page may stay closed for long; what waits for it longer helps nobody any more.
NOBODY_CAME = timedelta(days=180)

SCHEMA = Schema(
    "delivery",
    (
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            subject TEXT REFERENCES person (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            screen TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (
                state IN ('waiting', 'claimed', 'calling', 'sent', 'uncertain', 'dead')
            ),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX outbox_unfinished ON outbox (channel, address)
            WHERE state IN ('waiting', 'claimed', 'calling');
        CREATE INDEX outbox_subject ON outbox (subject);
        CREATE INDEX outbox_person ON outbox (person);
        CREATE INDEX outbox_chat ON outbox (channel, address, made_at);
        """
        + schedule.SCRIPT,
    ),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that stands alone, and the person whose language and zone it is said in.

    `pops_up` is what may be seen by whoever looks at the phone.
    """

    id: str
    chat: Chat
    screen: Screen
    made_at: datetime
    name: str
    locale: str
    zone: str
    attempts: int
    pops_up: Screen


def tell(work: Work, persons: Sequence[str], screen: Screen, *, subject: str | None = None) -> None:
    """Say something to each person, on the first of their channels; not to the one who acts.

    Of the screen, paragraphs and options arrive; buttons must name what they are about.
    `subject` is the person whom the words are about: when they go, the words go with them.
    """
    for person in persons:
        chats = people.chats(work.tx, person)
        if person != work.doer and chats:
            _put(work, person, chats[0], screen, subject)
            work.told.append(chats[0])


def _put(work: Work, person: str, chat: Chat, screen: Screen, subject: str | None) -> None:
    work.tx.change(
        "INSERT INTO outbox (id, person, subject, channel, address, screen, made_at, due_at)"
        " VALUES (:id, :person, :subject, :channel, :address, :screen, :made_at, :due_at)",
        {
            "id": work.new_id(),
            "person": person,
            "subject": subject,
            "channel": chat.channel,
            "address": chat.address,
            "screen": json.dumps(screen.to_json(), ensure_ascii=False),
            "made_at": int(work.now.timestamp()),
            "due_at": _due_at(work, person),
        },
    )


def _due_at(work: Work, person: str) -> int:
    """When the phone may ring. A page that is open shows it at once: nobody sleeps there."""
    known = people.person(work.tx, person)
    due = known.quiet.over(work.now, known.zone) if known else work.now
    return int(due.timestamp())


# Of the outbox joined with its persons: what `delivery` reads.
COLUMNS = (
    "outbox.id, channel, address, screen, made_at, attempts, name, locale, zone, discreet, seat,"
    " (SELECT count(*) FROM address AS other WHERE other.channel = outbox.channel"
    " AND other.address = outbox.address) > 1 AS shared"
)
TABLES = (
    "outbox JOIN person ON person.id = outbox.person JOIN address USING (channel, address, person)"
)
_SELECT = f"SELECT {COLUMNS} FROM {TABLES} WHERE channel = :channel AND address = :address"


async def waiting(reader: Reader, chat: Chat) -> list[Delivery]:
    """What has not reached a chat yet, in the order in which it was said."""
    rows = await reader.all(
        f"{_SELECT} AND state = 'waiting' ORDER BY made_at, outbox.rowid",
        {"channel": chat.channel, "address": chat.address},
    )
    return [delivery(row) for row in rows]


async def recent(reader: Reader, chat: Chat, since: datetime, most: int) -> list[Delivery]:
    """The last messages that a chat saw, or may have, for a page opened anew; the oldest first.

    What it has not seen comes by itself, and so stands last.
    """
    rows = await reader.all(
        f"{_SELECT} AND made_at >= :since AND state IN ('sent', 'uncertain')"
        " ORDER BY made_at DESC, outbox.rowid DESC LIMIT :most",
        {
            "channel": chat.channel,
            "address": chat.address,
            "since": int(since.timestamp()),
            "most": most,
        },
    )
    return [delivery(row) for row in reversed(rows)]


def sent(tx: Transaction, chat: Chat, ids: Sequence[str]) -> None:
    """Note that messages reached their chat; ids of other chats are passed over."""
    tx.change_many(
        "UPDATE outbox SET state = 'sent'"
        " WHERE id = :id AND channel = :channel AND address = :address",
        [{"id": id, "channel": chat.channel, "address": chat.address} for id in ids],
    )


def delivery(row: Any) -> Delivery:
    """A row of the outbox joined with its person and with their seat in its chat."""

    def shown(screen: Screen) -> Screen:
        return seated(screen, row["name"], row["seat"], shared=bool(row["shared"]))

    screen = Screen.from_json(json.loads(row["screen"]))
    return Delivery(
        row["id"],
        Chat(row["channel"], row["address"]),
        shown(screen),
        datetime.fromtimestamp(row["made_at"], UTC),
        row["name"],
        row["locale"],
        row["zone"],
        row["attempts"],
        shown(_neutral(row["id"]) if row["discreet"] else screen),
    )


def _neutral(id: str) -> Screen:
    """What pops up in the place of a message of somebody discreet."""
    return Screen((T("There is a message for you."),), (Option(T("Show it"), f"notice/{id}"),))


def own(tx: Transaction, person: str, id: str) -> Screen | None:
    """A message that was said to a person, or None."""
    screen = tx.value(
        "SELECT screen FROM outbox WHERE id = :id AND person = :person",
        {"id": id, "person": person},
    )
    return None if screen is None else Screen.from_json(json.loads(screen))


def tidy(tx: Transaction, now: datetime) -> None:
    """Forget what arrived long ago, and after a longer while what nobody came for."""
    tx.change(
        "DELETE FROM outbox WHERE made_at < :made"
        " OR made_at < :arrived AND state IN ('sent', 'dead')",
        {
            "made": int((now - NOBODY_CAME).timestamp()),
            "arrived": int((now - SAID_LONG_AGO).timestamp()),
        },
    )
