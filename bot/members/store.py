"""Queries about placements."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from bot.members.model import CURRENT, HomeWord, Placement, State
from bot.members.spelling import spelled
from bot.storage import Transaction

_COLUMNS = "id, person, home, home_name, host, state, home_word, word, asked_at"


def placement(tx: Transaction, id: str) -> Placement | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM placement WHERE id = :id", {"id": id})
    return _placement(row) if row else None


def put_placement(tx: Transaction, placement: Placement) -> None:
    """Add a placement, or write down what became of it."""
    name = tx.value("SELECT name FROM person WHERE id = :id", {"id": placement.person})
    tx.change(
        f"INSERT INTO placement ({_COLUMNS}, spelled) VALUES (:id, :person, :home, :home_name,"
        " :host, :state, :home_word, :word, :asked_at, :spelled)"
        " ON CONFLICT (id) DO UPDATE SET home = excluded.home, home_name = excluded.home_name,"
        " state = excluded.state, home_word = excluded.home_word, word = excluded.word,"
        " spelled = excluded.spelled",
        {
            "id": placement.id,
            "person": placement.person,
            "home": placement.home,
            "home_name": placement.home_name,
            "host": placement.host,
            "state": placement.state,
            "home_word": placement.home_word,
            "word": placement.word,
            "asked_at": int(placement.asked_at.timestamp()),
            "spelled": spelled(str(name)),
        },
    )


def latest(tx: Transaction, person: str) -> Placement | None:
    """A person's present placement, else the last one."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person"
        " ORDER BY state IN ('asked', 'asked_back', 'hosted') DESC, asked_at DESC, rowid DESC",
        {"person": person},
    )
    return _placement(row) if row else None


def every(tx: Transaction, person: str) -> list[Placement]:
    """All that is known of where a person stayed or asked to, the oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person ORDER BY asked_at, rowid",
        {"person": person},
    )
    return [_placement(row) for row in rows]


def hosted(tx: Transaction, person: str) -> Placement | None:
    """A person's stay with a host."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person AND state = 'hosted'",
        {"person": person},
    )
    return _placement(row) if row else None


def waiting(tx: Transaction, person: str) -> Placement | None:
    """A person's request that nobody has decided yet."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement"
        " WHERE person = :person AND state IN ('asked', 'asked_back')",
        {"person": person},
    )
    return _placement(row) if row else None


def present(tx: Transaction, unit: str, name: str, phone: str | None) -> bool:
    """Whether a branch hosts somebody, or has them away, whom one takes for the same person."""
    return bool(
        tx.one(
            "SELECT 1 FROM placement JOIN person ON person.id = placement.person"
            " WHERE (host = :unit OR home = :unit) AND state IN ('asked', 'asked_back', 'hosted')"
            " AND person.name = :name"
            " AND coalesce(substr(person.phone, -8) = substr(:phone, -8), 1)",
            {"unit": unit, "name": name, "phone": phone},
        )
    )


def at_host(tx: Transaction, unit: str, states: Collection[State]) -> list[Placement]:
    """The placements with a host branch that are in one of `states`, the oldest first."""
    return _placements(tx, "host", unit, states)


def from_home(tx: Transaction, unit: str) -> list[Placement]:
    """The present placements of members whose home branch this is, the oldest first.

    Among them those whose host was closed, until they have chosen another one.
    """
    found = _placements(tx, "home", unit, CURRENT | {State.TO_BE_PLACED})
    placed = {each.person for each in found if each.state in CURRENT}
    return [each for each in found if each.state in CURRENT or each.person not in placed]


def to_be_placed(tx: Transaction, person: str) -> Placement | None:
    """The stay or request that ended because its branch was closed, until the person chooses."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM placement WHERE person = :person AND state = 'to_be_placed'",
        {"person": person},
    )
    return _placement(row) if row else None


def units_of(tx: Transaction, person: str) -> set[str]:
    """The branches that a person has ever had to do with, as home or as host."""
    rows = tx.all(
        "SELECT home AS unit FROM placement WHERE person = :person AND home IS NOT NULL"
        " UNION SELECT host FROM placement WHERE person = :person",
        {"person": person},
    )
    return {row["unit"] for row in rows}


def with_home(tx: Transaction, unit: str) -> list[Placement]:
    """Every placement of members whose home branch this is, those of the past too."""
    return _placements(tx, "home", unit, frozenset(State))


def with_home_name(tx: Transaction, name: str) -> list[Placement]:
    """The present placements whose home branch is not listed, and is called `name`."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM placement WHERE home IS NULL AND home_name = :name"
        " ORDER BY asked_at, rowid",
        {"name": name},
    )
    present = CURRENT | {State.TO_BE_PLACED}
    return [each for each in map(_placement, rows) if each.state in present]


def _placements(
    tx: Transaction, column: str, unit: str, states: Collection[State]
) -> list[Placement]:
    wanted = ", ".join(f"'{state}'" for state in sorted(states))
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM placement WHERE {column} = :unit AND state IN ({wanted})"
        " ORDER BY asked_at, rowid",
        {"unit": unit},
    )
    return [_placement(row) for row in rows]


def count_waiting(tx: Transaction, unit: str) -> int:
    """How many requests wait for a host branch."""
    found = tx.value(
        "SELECT count(*) FROM placement WHERE host = :unit AND state IN ('asked', 'asked_back')",
        {"unit": unit},
    )
    return int(found or 0)


def forget_over(tx: Transaction, before: datetime) -> None:
    """Forget stays and requests that are over; the last word on where somebody is stays."""
    tx.change(
        "DELETE FROM placement WHERE asked_at < :before"
        " AND state IN ('ended', 'withdrawn', 'declined')"
        " AND EXISTS (SELECT 1 FROM placement AS later WHERE later.person = placement.person"
        " AND (later.asked_at, later.rowid) > (placement.asked_at, placement.rowid))",
        {"before": int(before.timestamp())},
    )


def _placement(row: Any) -> Placement:
    return Placement(
        row["id"],
        row["person"],
        row["home"],
        row["home_name"],
        row["host"],
        State(row["state"]),
        HomeWord(row["home_word"]),
        row["word"],
        datetime.fromtimestamp(row["asked_at"], UTC),
    )
