"""Queries about people, their addresses, roles, invites, consents and trail."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from bot.conversation import Chat
from bot.language import Text
from bot.people.model import Address, Invite, Office, Person, Purpose, Role, Seat, TrailEntry
from bot.people.quiet import QuietHours
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "people",
    (
        """
        CREATE TABLE person (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            phone TEXT,
            locale TEXT NOT NULL,
            zone TEXT NOT NULL,
            quiet TEXT NOT NULL,
            discreet INTEGER NOT NULL CHECK (discreet IN (0, 1))
        ) STRICT;

        CREATE TABLE address (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
            PRIMARY KEY (channel, address)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX address_person ON address (person);

        CREATE TABLE office (
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            unit TEXT NOT NULL REFERENCES unit (id),
            PRIMARY KEY (person, role, unit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX office_unit ON office (unit, role);

        -- Only the hash of a code stands here; a draft that takes up an office holds the code.
        CREATE TABLE invite (
            code_hash TEXT PRIMARY KEY,
            role TEXT NOT NULL,
            unit TEXT NOT NULL REFERENCES unit (id),
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE consent (
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            purpose TEXT NOT NULL,
            given_at INTEGER NOT NULL,
            PRIMARY KEY (person, purpose)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE trail (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            what TEXT NOT NULL
        ) STRICT;
        CREATE INDEX trail_person ON trail (person, at);
        """,
        """
        -- Several persons may share an account; one of them is there now.
        CREATE TABLE shared_address (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            seat INTEGER NOT NULL,
            current INTEGER NOT NULL CHECK (current IN (0, 1)),
            helper TEXT REFERENCES person (id) ON DELETE SET NULL,
            open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
            first INTEGER NOT NULL DEFAULT 0 CHECK (first IN (0, 1)),
            PRIMARY KEY (channel, address, person)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO shared_address (channel, address, person, seat, current, open)
            SELECT channel, address, person, 1, 1, open FROM address;
        DROP TABLE address;
        ALTER TABLE shared_address RENAME TO address;
        CREATE INDEX address_person ON address (person);
        CREATE INDEX address_helper ON address (helper);

        ALTER TABLE trail ADD COLUMN doer TEXT REFERENCES person (id) ON DELETE SET NULL;
        CREATE INDEX trail_doer ON trail (doer);
        """,
    ),
)


_COLUMNS = "id, name, phone, locale, zone, quiet, discreet"


def person(tx: Transaction, id: str) -> Person | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM person WHERE id = :id", {"id": id})
    return _person(row) if row else None


def count(tx: Transaction) -> int:
    """How many people are known."""
    return int(tx.one("SELECT count(*) AS known FROM person")["known"])


def seats(tx: Transaction, chat: Chat) -> list[Seat]:
    """The persons of a chat, whoever is there now first.

    Where that person is gone, whoever was there before them is there now.
    """
    rows = tx.all(
        f"SELECT seat, helper, open, {_COLUMNS} FROM address JOIN person ON id = person"
        " WHERE channel = :channel AND address = :address ORDER BY current DESC, seat",
        {"channel": chat.channel, "address": chat.address},
    )
    return [Seat(row["seat"], _person(row), row["helper"], bool(row["open"])) for row in rows]


def set_current(tx: Transaction, chat: Chat, person: str) -> None:
    """Let a chat go on for one of its persons."""
    tx.change(
        "UPDATE address SET current = (person = :person)"
        " WHERE channel = :channel AND address = :address",
        {"channel": chat.channel, "address": chat.address, "person": person},
    )


def put_person(tx: Transaction, person: Person) -> None:
    """Add a person, or change what is known of one."""
    tx.change(
        "INSERT INTO person VALUES (:id, :name, :phone, :locale, :zone, :quiet, :discreet)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone,"
        " locale = excluded.locale, zone = excluded.zone, quiet = excluded.quiet,"
        " discreet = excluded.discreet",
        {
            "id": person.id,
            "name": person.name,
            "phone": person.phone,
            "locale": person.locale,
            "zone": person.zone,
            "quiet": str(person.quiet),
            "discreet": person.discreet,
        },
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


def offices(tx: Transaction, person: str) -> list[Office]:
    rows = tx.all(
        "SELECT role, unit FROM office WHERE person = :person ORDER BY role, unit",
        {"person": person},
    )
    return [Office(Role(row["role"]), row["unit"]) for row in rows]


def holders(tx: Transaction, unit: str, role: Role) -> list[str]:
    """The persons who hold a role at a unit."""
    rows = tx.all(
        "SELECT person FROM office WHERE unit = :unit AND role = :role ORDER BY person",
        {"unit": unit, "role": role},
    )
    return [row["person"] for row in rows]


def with_role(tx: Transaction, role: Role) -> list[str]:
    """The persons who hold a role anywhere."""
    rows = tx.all("SELECT DISTINCT person FROM office WHERE role = :role", {"role": role})
    return [row["person"] for row in rows]


def put_office(tx: Transaction, person: str, office: Office) -> None:
    tx.change(
        "INSERT INTO office VALUES (:person, :role, :unit) ON CONFLICT DO NOTHING",
        {"person": person, "role": office.role, "unit": office.unit},
    )


def drop_office(tx: Transaction, person: str, office: Office) -> None:
    tx.change(
        "DELETE FROM office WHERE person = :person AND role = :role AND unit = :unit",
        {"person": person, "role": office.role, "unit": office.unit},
    )


def put_invite(tx: Transaction, code_hash: str, office: Office, expires_at: datetime) -> None:
    tx.change(
        "INSERT INTO invite VALUES (:code_hash, :role, :unit, :expires_at)",
        {
            "code_hash": code_hash,
            "role": office.role,
            "unit": office.unit,
            "expires_at": int(expires_at.timestamp()),
        },
    )


def invited(tx: Transaction, code_hash: str, now: datetime) -> Office | None:
    """The office that an unused invite gives, where it has not expired."""
    row = tx.one(
        "SELECT role, unit FROM invite WHERE code_hash = :code_hash AND expires_at > :now",
        {"code_hash": code_hash, "now": int(now.timestamp())},
    )
    return Office(Role(row["role"]), row["unit"]) if row else None


def use_invite(tx: Transaction, code_hash: str) -> None:
    tx.change("DELETE FROM invite WHERE code_hash = :code_hash", {"code_hash": code_hash})


def forget_expired(tx: Transaction, before: datetime) -> None:
    """Forget invites that nobody used in time."""
    tx.change("DELETE FROM invite WHERE expires_at <= :before", {"before": int(before.timestamp())})


def invites(tx: Transaction, unit: str, now: datetime) -> list[Invite]:
    """The invites to a unit's offices that can still be used, the first to expire first."""
    rows = tx.all(
        "SELECT code_hash, role, unit, expires_at FROM invite"
        " WHERE unit = :unit AND expires_at > :now ORDER BY expires_at, code_hash",
        {"unit": unit, "now": int(now.timestamp())},
    )
    return [
        Invite(
            row["code_hash"],
            Office(Role(row["role"]), row["unit"]),
            datetime.fromtimestamp(row["expires_at"], UTC),
        )
        for row in rows
    ]


def put_consent(tx: Transaction, person: str, purpose: Purpose, now: datetime) -> None:
    tx.change(
        "INSERT INTO consent VALUES (:person, :purpose, :given_at) ON CONFLICT DO NOTHING",
        {"person": person, "purpose": purpose, "given_at": int(now.timestamp())},
    )


def drop_consent(tx: Transaction, person: str, purpose: Purpose) -> None:
    tx.change(
        "DELETE FROM consent WHERE person = :person AND purpose = :purpose",
        {"person": person, "purpose": purpose},
    )


def consents(tx: Transaction, person: str) -> dict[Purpose, datetime]:
    """What a person agrees to, and since when."""
    rows = tx.all(
        "SELECT purpose, given_at FROM consent WHERE person = :person", {"person": person}
    )
    return {Purpose(row["purpose"]): datetime.fromtimestamp(row["given_at"], UTC) for row in rows}


def put_trail(tx: Transaction, id: str, person: str, entry: TrailEntry) -> None:
    tx.change(
        "INSERT INTO trail VALUES (:id, :person, :at, :by, :what, :doer)",
        {
            "id": id,
            "person": person,
            "at": entry.at,
            "by": entry.by,
            "what": json.dumps(entry.what.to_json(), ensure_ascii=False),
            "doer": entry.doer,
        },
    )


def put_trails(tx: Transaction, persons: Collection[str], entry: TrailEntry) -> None:
    """Write the same into the trails of many persons, in one statement."""
    tx.change(
        "INSERT INTO trail (id, person, at, by, what, doer)"
        " SELECT lower(hex(randomblob(6))), value, :at, :by, :what, :doer FROM json_each(:persons)",
        {
            "persons": json.dumps(sorted(set(persons))),
            "at": entry.at,
            "by": entry.by,
            "what": json.dumps(entry.what.to_json(), ensure_ascii=False),
            "doer": entry.doer,
        },
    )


def trail(tx: Transaction, person: str) -> list[TrailEntry]:
    """What was done with a person's data, the latest first."""
    rows = tx.all(
        "SELECT at, by, what, doer FROM trail WHERE person = :person ORDER BY at DESC, id",
        {"person": person},
    )
    return [
        TrailEntry(row["at"], row["by"], Text.from_json(json.loads(row["what"])), row["doer"])
        for row in rows
    ]


def forget_trail(tx: Transaction, before: datetime) -> None:
    tx.change("DELETE FROM trail WHERE at < :before", {"before": int(before.timestamp())})


def erase(tx: Transaction, person: str) -> None:
    """Delete a person and all that hangs on them, in this room and in every other one.

    What they did stays in other people's trails without their name.
    """
    tx.change("UPDATE trail SET by = '' WHERE doer = :person", {"person": person})
    tx.change("DELETE FROM person WHERE id = :person", {"person": person})


def _person(row: Any) -> Person:
    return Person(
        row["id"],
        row["name"],
        row["phone"],
        row["locale"],
        row["zone"],
        QuietHours.parse(row["quiet"]),
        bool(row["discreet"]),
    )
