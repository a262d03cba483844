"""The outbox: who is to be told what, written in the turn that decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot import people
from bot.conversation import Chat, Option, Screen, Work, seated
from bot.delivery import messages, schedule
from bot.delivery.messages import files_of, put_message, read_screen
from bot.language import TN, T
from bot.storage import Reader, Schema, Transaction

_FIRST = (
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
    + schedule.SCRIPT
)
# A message is written once for all who receive it; what is said to many goes after what is
# said to one. `arrived_as` is what the channel calls the message on the person's phone.
_MANY = (
    messages.SCRIPT
    + """
        INSERT INTO message SELECT id, subject, screen, 0, 0 FROM outbox;

        CREATE TABLE outbox_anew (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            to_many INTEGER NOT NULL DEFAULT 0 CHECK (to_many IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (
                state IN ('waiting', 'claimed', 'calling', 'sent', 'uncertain', 'dead')
            ),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT '',
            arrived_as TEXT NOT NULL DEFAULT ''
        ) STRICT;
        INSERT INTO outbox_anew
            SELECT id, person, id, channel, address, made_at, 0, state, attempts, due_at,
                lease_until, reason, ''
            FROM outbox ORDER BY rowid;
        DROP TABLE outbox;
        ALTER TABLE outbox_anew RENAME TO outbox;

        CREATE INDEX outbox_unfinished ON outbox (channel, address)
            WHERE state IN ('waiting', 'claimed', 'calling');
        CREATE INDEX outbox_waiting ON outbox (channel, to_many, due_at)
            WHERE state = 'waiting';
        CREATE INDEX outbox_claimed ON outbox (channel, lease_until) WHERE state = 'claimed';
        CREATE INDEX outbox_message ON outbox (message, state);
        CREATE INDEX outbox_person ON outbox (person);
        CREATE INDEX outbox_chat ON outbox (channel, address, made_at);

        CREATE TRIGGER message_unused AFTER DELETE ON outbox BEGIN
            DELETE FROM message WHERE id = OLD.message AND NOT kept
                AND NOT EXISTS (SELECT 1 FROM outbox WHERE message = OLD.message);
        END;
        """
)
# Nobody gets the same message twice, whatever goes wrong where it is sent out.
_ONCE = """
        DELETE FROM outbox WHERE rowid NOT IN
            (SELECT min(rowid) FROM outbox GROUP BY message, person);
        DROP INDEX outbox_message;
        CREATE UNIQUE INDEX outbox_once ON outbox (message, person);
        CREATE INDEX outbox_state ON outbox (message, state);
        """
# `outdated`: the words were corrected while the call with the former ones was going out.
_OUTDATED = """
        ALTER TABLE outbox
            ADD COLUMN outdated INTEGER NOT NULL DEFAULT 0 CHECK (outdated IN (0, 1));
        """
SCHEMA = Schema("delivery", (_FIRST, _MANY, _ONCE, _OUTDATED))


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that stands alone, and the person whose language and zone it is said in.

    `more` are other deliveries of the chat that go out within this one, as a digest. `edits` is
    what the channel calls the message that this one corrects; empty where it is a new one.
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
    more: tuple[str, ...] = ()
    edits: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All deliveries that are done when this one is."""
        return (self.id, *self.more)


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


def put(work: Work, person: str, chat: Chat, message: str, *, to_many: bool = False) -> None:
    """Have a message delivered to a person in one of their chats; the same once only."""
    work.tx.change(
        "INSERT INTO outbox (id, person, message, channel, address, made_at, to_many, due_at)"
        " VALUES (:id, :person, :message, :channel, :address, :made_at, :to_many, :due_at)"
        " ON CONFLICT DO NOTHING",
        {
            "id": work.new_id(),
            "person": person,
            "message": message,
            "channel": chat.channel,
            "address": chat.address,
            "made_at": int(work.now.timestamp()),
            "to_many": to_many,
            "due_at": _due_at(work, person),
        },
    )


def _due_at(work: Work, person: str) -> int:
    """When the phone may ring. A page that is open shows it at once: nobody sleeps there."""
    known = people.person(work.tx, person)
    due = known.quiet.over(work.now, known.zone) if known else work.now
    return int(due.timestamp())


# Of what is joined here: what `delivery` reads.
COLUMNS = (
    "outbox.id, channel, address, screen, files, message, made_at, attempts, name, locale, zone,"
    " discreet, arrived_as, seat,"
    " (SELECT count(*) FROM address AS other WHERE other.channel = outbox.channel"
    " AND other.address = outbox.address) > 1 AS shared"
)
JOINED = (
    "outbox JOIN person ON person.id = outbox.person JOIN message ON message.id = outbox.message"
    " JOIN address USING (channel, address, person)"
)
_SELECT = f"SELECT {COLUMNS} FROM {JOINED} WHERE channel = :channel AND address = :address"


async def waiting(reader: Reader, chat: Chat) -> list[Delivery]:
    """What has not reached a chat yet, in the order in which it was said."""
    rows = await reader.all(
        f"{_SELECT} AND state = 'waiting' ORDER BY made_at, outbox.rowid",
        {"channel": chat.channel, "address": chat.address},
    )
    return await _with_files(reader, rows)


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
    return await _with_files(reader, list(reversed(rows)))


async def _with_files(reader: Reader, rows: Sequence[Any]) -> list[Delivery]:
    files = [await files_of(reader, row["message"]) if row["files"] else [] for row in rows]
    screens = [read_screen(row["screen"], held) for row, held in zip(rows, files, strict=True)]
    return [delivery(row, screen) for row, screen in zip(rows, screens, strict=True)]


def sent(tx: Transaction, chat: Chat, ids: Sequence[str]) -> None:
    """Note that messages are seen on their page, by their own ids; others are passed over."""
    tx.change_many(
        "UPDATE outbox SET state = 'sent', arrived_as = id"
        " WHERE id = :id AND channel = :channel AND address = :address",
        [{"id": id, "channel": chat.channel, "address": chat.address} for id in ids],
    )


def delivery(row: Any, screen: Screen, more: tuple[str, ...] = ()) -> Delivery:
    """A row of what is joined, and what it says to the person in their seat of the chat."""

    def shown(screen: Screen) -> Screen:
        return seated(screen, row["name"], row["seat"], shared=bool(row["shared"]))

    return Delivery(
        row["id"],
        Chat(row["channel"], row["address"]),
        shown(screen),
        datetime.fromtimestamp(row["made_at"], UTC),
        row["name"],
        row["locale"],
        row["zone"],
        row["attempts"],
        shown(_neutral((row["id"], *more)) if row["discreet"] else screen),
        more,
        row["arrived_as"],
    )


def _neutral(ids: Sequence[str]) -> Screen:
    """What pops up in the place of messages of somebody discreet: each can be opened."""
    if len(ids) == 1:
        words = T("There is a message for you.")
    else:
        words = TN(
            "{count} message has waited for you:", "{count} messages have waited for you:", len(ids)
        )
    return Screen((words,), tuple(Option(T("Show it"), f"notice/{id}") for id in ids))


def own(tx: Transaction, person: str, id: str) -> Screen | None:
    """A message that was said to a person, or None."""
    found = tx.value(
        "SELECT message FROM outbox WHERE id = :id AND person = :person",
        {"id": id, "person": person},
    )
    return None if found is None else messages.message(tx, found)


def said_to(tx: Transaction, person: str) -> list[tuple[datetime, Screen, str | None]]:
    """What was said to a person: when, what, and whom it was about; the oldest first."""
    rows = tx.all(
        "SELECT made_at, screen, subject FROM outbox JOIN message ON message.id = message"
        " WHERE person = :person ORDER BY made_at, outbox.rowid",
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
