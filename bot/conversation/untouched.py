"""On which day a chat was last used: kept only where something waits to be let go.

Of a person who is known and has begun nothing no day is kept: nobody can tell when they were
last here.
"""

from datetime import datetime

from bot.conversation.input import Chat
from bot.conversation.session import Session
from bot.conversation.store import drop_documents
from bot.storage import Transaction

_LEFT = "(channel, address) IN (SELECT channel, address FROM last_day WHERE day < :day"


def touch(tx: Transaction, chat: Chat, now: datetime, *, drafting: bool, stranger: bool) -> None:
    """Note that a chat was used today, as far as that must be known."""
    chat_key = {"channel": chat.channel, "address": chat.address}
    if drafting or stranger:
        tx.change(
            "INSERT INTO last_day VALUES (:channel, :address, :day, :stranger)"
            " ON CONFLICT DO UPDATE SET day = excluded.day, stranger = excluded.stranger",
            {**chat_key, "day": now.toordinal(), "stranger": stranger},
        )
    else:
        tx.change("DELETE FROM last_day WHERE channel = :channel AND address = :address", chat_key)


def let_go(tx: Transaction, before: datetime) -> None:
    """Drop the drafts that nobody went on with since a day, and the chats of strangers."""
    day = {"day": before.toordinal()}
    tx.change(f"DELETE FROM document WHERE {_LEFT})", day)
    tx.change(f"DELETE FROM chat WHERE {_LEFT} AND stranger)", day)
    tx.change(
        "UPDATE chat SET session = NULL, offered = '[]', again = 'menu/', unanswered = NULL"
        f" WHERE {_LEFT})",
        day,
    )
    tx.change("DELETE FROM last_day WHERE day < :day", day)
    for row in tx.all("SELECT session FROM aside WHERE day < :day", day):
        drop_documents(tx, Session.from_json(row["session"]).documents)
    tx.change("DELETE FROM aside WHERE day < :day", day)
