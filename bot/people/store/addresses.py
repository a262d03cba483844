"""Queries about chats: who is reached where, and who is there now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Chat
from bot.people.model import Address, Seat
from bot.people.quiet import QuietHours
from bot.people.store.persons import COLUMNS, read_person
from bot.storage import Transaction


def seats(tx: Transaction, chat: Chat) -> list[Seat]:
    """The persons of a chat, whoever is there now first.

    Where that person is gone, whoever was there before them is there now.
    """
    rows = tx.all(
        f"SELECT seat, helper, open, {COLUMNS} FROM address JOIN person ON id = person"
        " WHERE channel = :channel AND address = :address ORDER BY current DESC, seat",
        {"channel": chat.channel, "address": chat.address},
    )
    return [Seat(row["seat"], read_person(row), row["helper"], bool(row["open"])) for row in rows]


def set_current(tx: Transaction, chat: Chat, person: str) -> None:
    """Let a chat go on for one of its persons."""
    tx.change(
        "UPDATE address SET current = (person = :person)"
        " WHERE channel = :channel AND address = :address",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )


def put_address(tx: Transaction, chat: Chat, person: str, helper: str | None = None) -> None:
    """Let a person be reached in a chat, and be the one who is there now."""
    tx.change(
        "INSERT INTO address (channel, address, person, seat, current, helper)"
        " SELECT :channel, :address, :person, coalesce(max(seat), 0) + 1, 0, :helper"
        " FROM address WHERE channel = :channel AND address = :address"
        " ON CONFLICT DO UPDATE SET open = 1",
        {"channel": chat.channel, "address": chat.address, "person": person, "helper": helper},
    )
    set_current(tx, chat, person)


def drop_address(tx: Transaction, chat: Chat, person: str) -> None:
    """Let a person be reached in a chat no more."""
    tx.change(
        "DELETE FROM address WHERE channel = :channel AND address = :address AND person = :person",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )


def set_first(tx: Transaction, chat: Chat, person: str) -> None:
    """Let a person be written to in this chat before all others."""
    tx.change(
        "UPDATE address SET first = (channel = :channel AND address = :address)"
        " WHERE person = :person",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )


def chats(tx: Transaction, person: str) -> list[Chat]:
    """Where a person can be reached now, the chat to be written to first."""
    return [each.chat for each in addresses(tx, person) if each.open]


@dataclass(frozen=True, slots=True)
class Reachable:
    """A person with the chat to be written to first, and when their phone rests."""

    person: str
    chat: Chat
    quiet: QuietHours
    zone: str

    def rings_from(self, now: datetime) -> datetime:
        return self.quiet.over(now, self.zone)


def reachable(tx: Transaction, persons: Sequence[str]) -> list[Reachable]:
    """Those of some persons who can be reached now."""
    rows = tx.all(
        "SELECT person.id, zone, quiet, channel, address FROM json_each(:persons) AS wanted"
        " JOIN person ON person.id = wanted.value JOIN address ON person = person.id AND open"
        " ORDER BY wanted.key, first DESC, channel, address",
        {"persons": json.dumps(persons)},
    )
    first = {row["id"]: row for row in reversed(rows)}
    return [
        Reachable(
            person,
            Chat(row["channel"], row["address"]),
            QuietHours.parse(row["quiet"]),
            row["zone"],
        )
        for person in dict.fromkeys(persons)
        if (row := first.get(person))
    ]


def addresses(tx: Transaction, person: str) -> list[Address]:
    """A person's chats, also those that take no messages any more."""
    rows = tx.all(
        "SELECT channel, address, open, first FROM address WHERE person = :person"
        " ORDER BY first DESC, channel, address",
        {"person": person},
    )
    return [
        Address(Chat(row["channel"], row["address"]), bool(row["open"]), bool(row["first"]))
        for row in rows
    ]


def set_open(tx: Transaction, chat: Chat, is_open: bool) -> None:
    """Note that a chat takes messages, or takes none any more."""
    tx.change(
        "UPDATE address SET open = :open WHERE channel = :channel AND address = :address",
        {"open": is_open, "channel": chat.channel, "address": chat.address},
    )


def move_address(tx: Transaction, chat: Chat, address: str) -> None:
    """A chat goes on under another address of the same channel."""
    tx.change(
        "UPDATE OR REPLACE address SET address = :to"
        " WHERE channel = :channel AND address = :address",
        {"to": address, "channel": chat.channel, "address": chat.address},
    )
