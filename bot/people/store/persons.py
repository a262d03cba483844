"""Queries about people."""

from typing import Any

from bot.people.model import Person
from bot.people.quiet import QuietHours
from bot.storage import Transaction

# Of a row that `read_person` reads.
COLUMNS = "id, name, phone, locale, zone, quiet, discreet"


def person(tx: Transaction, id: str) -> Person | None:
    row = tx.one(f"SELECT {COLUMNS} FROM person WHERE id = :id", {"id": id})
    return read_person(row) if row else None


def count(tx: Transaction) -> int:
    """How many people are known."""
    return int(tx.one("SELECT count(*) AS known FROM person")["known"])


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


def erase(tx: Transaction, person: str) -> None:
    """Delete a person and all that hangs on them, in this room and in every other one.

    What they did stays in other people's trails without their name.
    """
    tx.change("UPDATE trail SET by = '' WHERE doer = :person", {"person": person})
    tx.change("DELETE FROM person WHERE id = :person", {"person": person})


def read_person(row: Any) -> Person:
    return Person(
        row["id"],
        row["name"],
        row["phone"],
        row["locale"],
        row["zone"],
        QuietHours.parse(row["quiet"]),
        bool(row["discreet"]),
    )
