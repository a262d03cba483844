"""Each room numbers its own migrations; all that are due run in one transaction."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.storage import Schema, Store
from tests.storage.gate import soon

SHELF = "CREATE TABLE shelf (id TEXT PRIMARY KEY) STRICT;"
BOOK = """
    -- A book stands on a shelf; two statements, and a comment; with a semicolon.
    CREATE TABLE book (
        id TEXT PRIMARY KEY,
        shelf TEXT NOT NULL REFERENCES shelf (id)
    ) STRICT;
    INSERT INTO shelf VALUES ('top; left');
    INSERT INTO book VALUES ('one', 'top; left');
"""


def migrated(path: Path, *schemas: Schema) -> None:
    Store.open(path, schemas).close()


def rows(path: Path, statement: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def versions(path: Path) -> dict[str, int]:
    return dict(rows(path, "SELECT room, version FROM room_version"))


def test_each_room_has_numbers_of_its_own(path: Path) -> None:
    migrated(path, Schema("shelves", (SHELF,)), Schema("books", (BOOK, "DELETE FROM book;")))
    assert versions(path) == {"storage": 1, "shelves": 1, "books": 2}
    assert rows(path, "SELECT id FROM shelf") == [("top; left",)]
    assert rows(path, "SELECT * FROM book") == []


def test_only_what_is_due_is_run(path: Path) -> None:
    count = "INSERT INTO shelf VALUES (hex(randomblob(8)));"
    migrated(path, Schema("shelves", (SHELF, count)))
    migrated(path, Schema("shelves", (SHELF, count)))
    assert len(rows(path, "SELECT * FROM shelf")) == 1
    migrated(path, Schema("shelves", (SHELF, count, count, count)), Schema("new", ("SELECT 1;",)))
    assert len(rows(path, "SELECT * FROM shelf")) == 3
    assert versions(path) == {"storage": 1, "shelves": 4, "new": 1}


@pytest.mark.parametrize("bad", ["CREATE TABLE shelf (id TEXT) STRICT;", "SELECT * FROM nowhere;"])
def test_a_failing_script_leaves_nothing_of_any_room(path: Path, bad: str) -> None:
    migrated(path, Schema("shelves", (SHELF,)))
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        migrated(path, Schema("shelves", (SHELF,)), Schema("books", (BOOK, f"{BOOK} {bad}", bad)))
    assert path.read_bytes() == before
    migrated(path, Schema("shelves", (SHELF,)), Schema("books", (BOOK,)))
    assert versions(path) == {"storage": 1, "shelves": 1, "books": 1}


def test_a_failing_script_leaves_a_new_store_empty(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrated(path, Schema("shelves", (SHELF, "SELECT * FROM nowhere;")))
    assert path.stat().st_size == 0
    assert {file.suffix for file in path.parent.iterdir()} == {".db", ".lock"}
    migrated(path, Schema("shelves", (SHELF,)))


@pytest.mark.parametrize(
    "break_it", ["DELETE FROM shelf;", "INSERT INTO book VALUES ('two', 'nowhere');"]
)
def test_references_are_checked_after_each_script(path: Path, break_it: str) -> None:
    mend = "DELETE FROM book;"
    with pytest.raises(sqlite3.IntegrityError, match="books 2 breaks 1 references"):
        migrated(path, Schema("shelves", (SHELF,)), Schema("books", (BOOK, break_it, mend)))
    assert path.stat().st_size == 0


def test_a_table_that_others_point_to_can_be_built_anew(path: Path) -> None:
    anew = """
        CREATE TABLE shelf_anew (id TEXT PRIMARY KEY, height INTEGER) STRICT;
        INSERT INTO shelf_anew SELECT id, 30 FROM shelf;
        DROP TABLE shelf;
        ALTER TABLE shelf_anew RENAME TO shelf;
    """
    books = Schema("books", (BOOK,))
    migrated(path, Schema("shelves", (SHELF,)), books)
    migrated(path, Schema("shelves", (SHELF, anew)), books)
    assert rows(path, "SELECT * FROM shelf") == [("top; left", 30)]
    assert rows(path, "SELECT * FROM book") == [("one", "top; left")]


async def test_references_hold_in_turns(path: Path) -> None:
    store = Store.open(path, [Schema("shelves", (SHELF,)), Schema("books", (BOOK,))])
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await soon(store.turn(lambda tx: tx.change("DELETE FROM shelf")))
    store.close()


def test_a_trigger_is_one_statement(path: Path) -> None:
    trigger = """
        CREATE TRIGGER tidy AFTER INSERT ON shelf BEGIN
            DELETE FROM shelf WHERE id = 'old';
            DELETE FROM shelf WHERE id = 'older';
        END;
        INSERT INTO shelf VALUES ('old');
    """
    migrated(path, Schema("shelves", (SHELF, trigger)))
    assert rows(path, "SELECT * FROM shelf") == []


def test_a_script_that_ends_too_early(path: Path) -> None:
    with pytest.raises(ValueError, match="unfinished statement: CREATE TABLE shelf"):
        migrated(path, Schema("shelves", ("CREATE TABLE shelf (id TEXT) STRICT",)))
    assert path.stat().st_size == 0
