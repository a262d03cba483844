"""Groups of a branch, and who is in them: as persons, or as lines of the branch's list."""

from dataclasses import dataclass

from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    unit: str
    name: str


def groups(tx: Transaction, unit: str) -> list[Group]:
    rows = tx.all(
        "SELECT id, unit, name FROM party_group WHERE unit = :unit ORDER BY name", {"unit": unit}
    )
    return [Group(row["id"], row["unit"], row["name"]) for row in rows]


def group(tx: Transaction, id: str) -> Group | None:
    row = tx.one("SELECT id, unit, name FROM party_group WHERE id = :id", {"id": id})
    return Group(row["id"], row["unit"], row["name"]) if row else None


def put_group(tx: Transaction, group: Group) -> None:
    """Add a group; one of the same name is there once."""
    tx.change(
        "INSERT INTO party_group VALUES (:id, :unit, :name) ON CONFLICT DO NOTHING",
        {"id": group.id, "unit": group.unit, "name": group.name},
    )


def persons_in(tx: Transaction, group: str) -> set[str]:
    rows = tx.all(
        "SELECT person FROM in_group WHERE party_group = :id AND person IS NOT NULL", {"id": group}
    )
    return {row["person"] for row in rows}


def lines_in(tx: Transaction, group: str) -> set[str]:
    rows = tx.all(
        "SELECT line FROM in_group WHERE party_group = :id AND line IS NOT NULL", {"id": group}
    )
    return {row["line"] for row in rows}


def is_in(tx: Transaction, group: str, person: str) -> bool:
    found = tx.value(
        "SELECT 1 FROM in_group WHERE person = :person AND party_group = :group",
        {"group": group, "person": person},
    )
    return found is not None


def of_person(tx: Transaction, person: str) -> list[str]:
    """The names of the groups that somebody is in."""
    rows = tx.all(
        "SELECT name FROM in_group JOIN party_group ON party_group.id = party_group"
        " WHERE person = :person ORDER BY name",
        {"person": person},
    )
    return [row["name"] for row in rows]


def put_in(tx: Transaction, group: str, *, person: str | None, line: str | None) -> None:
    tx.change(
        "INSERT INTO in_group VALUES (:group, :person, :line) ON CONFLICT DO NOTHING",
        {"group": group, "person": person, "line": line},
    )


def take_out(tx: Transaction, group: str, *, person: str | None, line: str | None) -> None:
    tx.change(
        "DELETE FROM in_group WHERE party_group = :group AND (person = :person OR line = :line)",
        {"group": group, "person": person, "line": line},
    )
