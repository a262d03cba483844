"""Queries about notices and the answers that were asked for."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from bot.notices.model import Asks, Audience, Notice, State
from bot.notices.rhythm import Rhythm
from bot.storage import Schema, Transaction

SCHEMA = Schema(
    "notices",
    (
        """
        CREATE TABLE notice (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            author TEXT REFERENCES person (id) ON DELETE SET NULL,
            message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
            audience TEXT NOT NULL,
            asks TEXT NOT NULL,
            choices TEXT NOT NULL,
            state TEXT NOT NULL,
            due_at INTEGER,
            rhythm TEXT,
            made_at INTEGER NOT NULL,
            reached TEXT NOT NULL,
            progress TEXT REFERENCES message (id) ON DELETE SET NULL
        ) STRICT;
        CREATE INDEX notice_unit ON notice (unit, made_at);
        CREATE INDEX notice_author ON notice (author);
        CREATE INDEX notice_message ON notice (message);
        CREATE INDEX notice_progress ON notice (progress);
        CREATE INDEX notice_made ON notice (made_at);

        CREATE TABLE notice_answer (
            notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            answer TEXT NOT NULL,
            PRIMARY KEY (notice, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_answer_person ON notice_answer (person);
        """,
        """
        ALTER TABLE notice ADD COLUMN zone TEXT NOT NULL DEFAULT 'Asia/Shanghai';
        UPDATE notice SET zone = coalesce(
            (SELECT person.zone FROM person WHERE person.id = notice.author), notice.zone
        );
        """,
        """
        -- What reminds of a notice says what the notice says.
        CREATE TABLE notice_reminder (
            message TEXT PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
            notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_reminder_notice ON notice_reminder (notice);
        """,
    ),
)

_COLUMNS = (
    "id, unit, author, message, audience, asks, choices, state, due_at, rhythm, made_at, reached,"
    " progress, zone"
)


def notice(tx: Transaction, id: str) -> Notice | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM notice WHERE id = :id", {"id": id})
    return _notice(row) if row else None


def put_notice(tx: Transaction, notice: Notice) -> None:
    """Add a notice, or write down what it has become."""
    names = _COLUMNS.split(", ")
    values = ", ".join(f":{name}" for name in names)
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    tx.change(
        f"INSERT INTO notice ({_COLUMNS}) VALUES ({values})"
        f" ON CONFLICT (id) DO UPDATE SET {changed}",
        _row(notice),
    )


def of_units(
    tx: Transaction, units: Collection[str], states: Collection[State], since: datetime
) -> list[Notice]:
    """The notices of some units that are in one of `states`, the latest first.

    Of those that still have to go out none is too old.
    """
    rows = [
        row
        for unit in units
        for row in tx.all(
            f"SELECT {_COLUMNS} FROM notice"
            " WHERE unit = :unit AND (made_at >= :since OR state = :planned)",
            {"unit": unit, "since": int(since.timestamp()), "planned": State.PLANNED},
        )
    ]
    found = [each for each in map(_notice, rows) if each.state in states]
    return sorted(found, key=lambda each: (each.made_at, each.id), reverse=True)


def messages_before(tx: Transaction, made_before: datetime) -> list[str]:
    """What notices of long ago say; those that still have to go out are never old."""
    rows = tx.all(
        "SELECT message FROM notice WHERE made_at < :before AND state <> :planned",
        {"before": int(made_before.timestamp()), "planned": State.PLANNED},
    )
    return [row["message"] for row in rows]


def put_reminder(tx: Transaction, notice: str, message: str) -> None:
    tx.change(
        "INSERT INTO notice_reminder VALUES (:message, :notice)",
        {"message": message, "notice": notice},
    )


def reminders(tx: Transaction, notice: str) -> list[str]:
    """The messages that remind of a notice, as far as they are still there."""
    rows = tx.all(
        "SELECT message FROM notice_reminder WHERE notice = :notice ORDER BY message",
        {"notice": notice},
    )
    return [row["message"] for row in rows]


def put_answer(tx: Transaction, notice: str, person: str, answer: str) -> None:
    tx.change(
        "INSERT INTO notice_answer VALUES (:notice, :person, :answer)"
        " ON CONFLICT DO UPDATE SET answer = excluded.answer",
        {"notice": notice, "person": person, "answer": answer},
    )


def answers(tx: Transaction, notice: str) -> list[tuple[str, str, str]]:
    """Who answered what: a person's id, the name, the answer's code; by name."""
    rows = tx.all(
        "SELECT person, name, answer FROM notice_answer JOIN person ON person.id = person"
        " WHERE notice = :notice ORDER BY name, person",
        {"notice": notice},
    )
    return [(row["person"], row["name"], row["answer"]) for row in rows]


def answer_of(tx: Transaction, notice: str, person: str) -> str | None:
    answer: str | None = tx.value(
        "SELECT answer FROM notice_answer WHERE notice = :notice AND person = :person",
        {"notice": notice, "person": person},
    )
    return answer


def answers_of(tx: Transaction, person: str) -> list[tuple[Notice, str]]:
    """What a person has answered, for the copy of their own data."""
    rows = tx.all(
        "SELECT notice, answer FROM notice_answer WHERE person = :person ORDER BY notice",
        {"person": person},
    )
    found = [(notice(tx, row["notice"]), row["answer"]) for row in rows]
    return [(each, answer) for each, answer in found if each]


def _row(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "unit": notice.unit,
        "author": notice.author,
        "message": notice.message,
        "audience": ",".join(sorted(notice.audience)),
        "asks": notice.asks,
        "choices": json.dumps(notice.choices, ensure_ascii=False),
        "state": notice.state,
        "due_at": notice.due_at and int(notice.due_at.timestamp()),
        "rhythm": notice.rhythm and str(notice.rhythm),
        "made_at": int(notice.made_at.timestamp()),
        "reached": notice.reached,
        "progress": notice.progress,
        "zone": notice.zone,
    }


def _notice(row: Any) -> Notice:
    return Notice(
        id=row["id"],
        unit=row["unit"],
        author=row["author"],
        message=row["message"],
        audience=frozenset(map(Audience, row["audience"].split(","))),
        asks=Asks(row["asks"]),
        choices=tuple(json.loads(row["choices"])),
        state=State(row["state"]),
        due_at=_moment(row["due_at"]) if row["due_at"] is not None else None,
        rhythm=Rhythm.parse(row["rhythm"]) if row["rhythm"] else None,
        made_at=_moment(row["made_at"]),
        reached=row["reached"],
        progress=row["progress"],
        zone=row["zone"],
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
