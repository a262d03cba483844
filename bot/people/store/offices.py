"""Queries about offices, and invites to take one up."""

from datetime import UTC, datetime

from bot.people.model import Invite, Office, Role
from bot.storage import Transaction


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
