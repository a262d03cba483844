"""Queries about link codes and the tries to guess one."""

from datetime import datetime

from bot.conversation import Chat
from bot.phones.model import LASTS, MOST_TRIES, hash_code
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "phones",
    (
        """
        -- Only the hash of a code stands here, one for each person, for a few minutes.
        CREATE TABLE link_code (
            person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
            code_hash TEXT NOT NULL UNIQUE,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE link_try (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX link_try_chat ON link_try (channel, address, at);
        """,
    ),
)


def put_code(tx: Transaction, person: str, code: str, until: datetime) -> None:
    """Let a code open a person's account; an earlier one opens it no more."""
    tx.change(
        "INSERT INTO link_code VALUES (:person, :code_hash, :expires_at)"
        " ON CONFLICT (person) DO UPDATE SET code_hash = excluded.code_hash,"
        " expires_at = excluded.expires_at",
        {
            "person": person,
            "code_hash": hash_code(code),
            "expires_at": int(until.timestamp()),
        },
    )


def opened(tx: Transaction, code: str, now: datetime) -> str | None:
    """The person whose account a code opens."""
    person: str | None = tx.value(
        "SELECT person FROM link_code WHERE code_hash = :code_hash AND expires_at > :now",
        {"code_hash": hash_code(code), "now": int(now.timestamp())},
    )
    return person


def use_code(tx: Transaction, person: str) -> None:
    tx.change("DELETE FROM link_code WHERE person = :person", {"person": person})


def put_try(tx: Transaction, chat: Chat, now: datetime) -> None:
    """Note that a wrong code came from a chat."""
    tx.change(
        "INSERT INTO link_try VALUES (:channel, :address, :at)",
        {"channel": chat.channel, "address": chat.address, "at": int(now.timestamp())},
    )


def tried_out(tx: Transaction, chat: Chat, now: datetime) -> bool:
    """Whether so many wrong codes came from a chat of late that no other one is looked at."""
    tries: int | None = tx.value(
        "SELECT count(*) FROM link_try"
        " WHERE channel = :channel AND address = :address AND at > :since",
        {
            "channel": chat.channel,
            "address": chat.address,
            "since": int((now - LASTS).timestamp()),
        },
    )
    return (tries or 0) >= MOST_TRIES


def tidy(tx: Transaction, now: datetime) -> None:
    """Forget codes and tries that count no more."""
    tx.change("DELETE FROM link_code WHERE expires_at <= :now", {"now": int(now.timestamp())})
    tx.change("DELETE FROM link_try WHERE at <= :since", {"since": int((now - LASTS).timestamp())})
