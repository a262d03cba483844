"""Migrations: each room numbers its own; all that are due run in one transaction."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.storage.errors import NewerStore

# Registered nowhere, only unlikely: the ASCII letters "PMHB", a home for mobile members.
APPLICATION_ID = 0x504D4842

_VERSIONS = "CREATE TABLE room_version (room TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT"


@dataclass(frozen=True, slots=True)
class Schema:
    """One room's tables: the n-th script takes the room from version n to n + 1."""

    room: str
    scripts: tuple[str, ...]


def migrate(connection: sqlite3.Connection, schemas: Sequence[Schema], path: Path) -> None:
    """Bring the store to the code's version, in the transaction that the caller has opened.

    Raise `NewerStore` for one that the code cannot know. Foreign keys must be off: a script may
    build a table anew; what it broke is looked for after each.
    """
    if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(_VERSIONS)
    present = versions(connection)
    known = {schema.room: len(schema.scripts) for schema in schemas}
    if any(version > known.get(room, 0) for room, version in present.items()):
        raise NewerStore(path)
    for schema in schemas:
        for number in range(present.get(schema.room, 0), len(schema.scripts)):
            _run(connection, schema, number)


def versions(connection: sqlite3.Connection) -> dict[str, int]:
    """The rooms that a store holds, each with the number of scripts that it went through."""
    return dict(connection.execute("SELECT room, version FROM room_version").fetchall())


def _run(connection: sqlite3.Connection, schema: Schema, number: int) -> None:
    # Not executescript: it commits whatever is open before it starts.
    for statement in _statements(schema.scripts[number]):
        connection.execute(statement)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"{schema.room} {number + 1} breaks {len(broken)} references")
    connection.execute(
        "INSERT INTO room_version VALUES (:room, :version)"
        " ON CONFLICT (room) DO UPDATE SET version = excluded.version",
        {"room": schema.room, "version": number + 1},
    )


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"an unfinished statement: {statement.strip()[:60]}")
