"""Queries about asks and what was done to them."""

import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from bot.care.model import Ask, Line, State, Step
from bot.storage import Transaction

ANSWERED = frozenset({State.ANSWERED, State.SETTLED})
# So many of what was answered stand on a board, the latest.
ON_BOARD = 100

_NAMES = (
    "id, number, kind, unit, asker, given_by, for_other, about, words, state, on_board, asked_at,"
    " changed_at, due_on, expected_on"
)


def next_number(tx: Transaction) -> int:
    """A number to speak of an ask by. No number is given twice."""
    number = int(tx.value("SELECT last FROM ask_number") or 0) + 1
    tx.change("DELETE FROM ask_number")
    tx.change("INSERT INTO ask_number VALUES (:number)", {"number": number})
    return number


def put(tx: Transaction, ask: Ask) -> None:
    """Add an ask, or write down what it has become."""
    names = _NAMES.split(", ")
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    tx.change(
        f"INSERT INTO ask ({_NAMES}) VALUES ({', '.join(f':{name}' for name in names)})"
        f" ON CONFLICT (id) DO UPDATE SET {changed}",
        _row(ask),
    )


def ask(tx: Transaction, id: str) -> Ask | None:
    row = tx.one(f"SELECT {_NAMES} FROM ask WHERE id = :id", {"id": id})
    return _ask(row) if row else None


# A committee looks at hundreds of units at once.
_OF_UNITS = "unit IN (SELECT value FROM json_each(:units))"


def of_units(tx: Transaction, units: Collection[str], states: Collection[State]) -> list[Ask]:
    """The asks that some units own, the longest waiting first."""
    rows = tx.all(
        f"SELECT {_NAMES} FROM ask WHERE {_OF_UNITS}"
        " AND state IN (SELECT value FROM json_each(:states))",
        {"units": json.dumps([*units]), "states": json.dumps([*states])},
    )
    return sorted(map(_ask, rows), key=lambda each: (each.changed_at, each.number))


def count(tx: Transaction, units: Collection[str], state: State) -> int:
    found = tx.value(
        f"SELECT count(*) FROM ask WHERE {_OF_UNITS} AND state = :state",
        {"units": json.dumps([*units]), "state": state},
    )
    return int(found or 0)


def waiting_at(tx: Transaction, unit: str, kinds: Collection[str]) -> int:
    """How much of some kinds that persons asked of a unit has no answer yet."""
    found = tx.value(
        "SELECT count(*) FROM ask WHERE unit = :unit AND state IN ('open', 'taken')"
        " AND asker IS NOT NULL AND kind IN (SELECT value FROM json_each(:kinds))",
        {"unit": unit, "kinds": json.dumps([*kinds])},
    )
    return int(found or 0)


def owners(tx: Transaction) -> list[str]:
    """The units at which something is not settled."""
    rows = tx.all("SELECT DISTINCT unit FROM ask WHERE state <> 'settled' ORDER BY unit")
    return [row["unit"] for row in rows]


def of_person(tx: Transaction, person: str) -> list[Ask]:
    """What somebody has asked, the latest first."""
    rows = tx.all(
        f"SELECT {_NAMES} FROM ask WHERE asker = :person ORDER BY number DESC", {"person": person}
    )
    return [_ask(row) for row in rows]


def board(tx: Transaction, kind: str) -> list[Ask]:
    """What was answered and may be read by anybody, the latest first."""
    rows = tx.all(
        f"SELECT {_NAMES} FROM ask WHERE kind = :kind AND state IN ('answered', 'settled')"
        " AND (on_board OR asker IS NULL)"
        " AND EXISTS (SELECT 1 FROM ask_line WHERE ask = ask.id AND step = 'answer')"
        " ORDER BY changed_at DESC, number DESC LIMIT :most",
        {"kind": kind, "most": ON_BOARD},
    )
    return [_ask(row) for row in rows]


def about(tx: Transaction, thing: str) -> list[Ask]:
    """What was asked about a thing."""
    rows = tx.all(
        f"SELECT {_NAMES} FROM ask WHERE about = :about ORDER BY number", {"about": thing}
    )
    return [_ask(row) for row in rows]


def waiting_things(tx: Transaction, kind: str) -> list[str]:
    """The things about which something of a kind has no answer yet."""
    rows = tx.all(
        "SELECT DISTINCT about FROM ask WHERE about <> '' AND kind = :kind"
        " AND state IN ('open', 'taken') ORDER BY about",
        {"kind": kind},
    )
    return [row["about"] for row in rows]


def put_line(tx: Transaction, ask: str, line: Line) -> None:
    tx.change(
        "INSERT INTO ask_line SELECT :ask,"
        " coalesce((SELECT max(number) FROM ask_line WHERE ask = :ask), 0) + 1,"
        " :at, :by, :step, :words",
        {
            "ask": ask,
            "at": int(line.at.timestamp()),
            "by": line.by,
            "step": line.step,
            "words": line.words,
        },
    )


def lines(tx: Transaction, ask: str) -> list[Line]:
    """What was done to an ask, in its order."""
    rows = tx.all(
        "SELECT at, by, step, words FROM ask_line WHERE ask = :ask ORDER BY number", {"ask": ask}
    )
    return [Line(_moment(row["at"]), row["by"], Step(row["step"]), row["words"]) for row in rows]


def forget(tx: Transaction, kinds: Collection[str], before: datetime) -> None:
    """Forget asks of some kinds that were answered, and had no word since."""
    for kind in kinds:
        tx.change(
            "DELETE FROM ask WHERE kind = :kind AND changed_at < :before"
            " AND state IN ('answered', 'settled')",
            {"kind": kind, "before": int(before.timestamp())},
        )


def move(tx: Transaction, unit: str, into: str) -> None:
    """Give what one unit owns to another one: the first was merged into it."""
    for table in ("ask", "unsigned"):
        tx.change(
            f"UPDATE {table} SET unit = :into WHERE unit = :unit", {"unit": unit, "into": into}
        )


def forget_withdrawn(tx: Transaction) -> None:
    """Forget what was asked by those who no longer agree that it is kept."""
    tx.change(
        "DELETE FROM ask WHERE asker IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM consent WHERE consent.person = asker AND purpose = 'help')"
    )


def _row(ask: Ask) -> dict[str, Any]:
    return {
        "id": ask.id,
        "number": ask.number,
        "kind": ask.kind,
        "unit": ask.unit,
        "asker": ask.asker,
        "given_by": ask.given_by,
        "for_other": ask.for_other,
        "about": ask.about,
        "words": ask.words,
        "state": ask.state,
        "on_board": ask.on_board,
        "asked_at": int(ask.asked_at.timestamp()),
        "changed_at": int(ask.changed_at.timestamp()),
        "due_on": ask.due_on and ask.due_on.isoformat(),
        "expected_on": ask.expected_on and ask.expected_on.isoformat(),
    }


def _ask(row: Any) -> Ask:
    return Ask(
        id=row["id"],
        number=row["number"],
        kind=row["kind"],
        unit=row["unit"],
        asker=row["asker"],
        given_by=row["given_by"],
        for_other=bool(row["for_other"]),
        about=row["about"],
        words=row["words"],
        state=State(row["state"]),
        on_board=bool(row["on_board"]),
        asked_at=_moment(row["asked_at"]),
        changed_at=_moment(row["changed_at"]),
        due_on=_day(row["due_on"]),
        expected_on=_day(row["expected_on"]),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
