"""Messages: what is said unasked, written down once however many receive it."""

import json
from collections.abc import Sequence
from typing import Any

from bot.conversation import Document, Screen, Work
from bot.storage import Reader, Transaction

SCRIPT = """
        -- `subject` is whom the words are about: when they go, the words go with them. A message
        -- that is not `kept` for its own sake goes with the last of its deliveries.
        CREATE TABLE message (
            id TEXT PRIMARY KEY,
            subject TEXT REFERENCES person (id) ON DELETE CASCADE,
            screen TEXT NOT NULL,
            files INTEGER NOT NULL,
            kept INTEGER NOT NULL CHECK (kept IN (0, 1))
        ) STRICT;
        CREATE INDEX message_subject ON message (subject);

        CREATE TABLE message_file (
            message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            media TEXT NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (message, number)
        ) STRICT;
"""

FILES = "SELECT name, media, content FROM message_file WHERE message = :message ORDER BY number"


def put_message(
    work: Work, screen: Screen, *, subject: str | None = None, kept: bool = False
) -> str:
    """Write a message down; its id. Of the screen, paragraphs, options and files are kept."""
    id = work.new_id()
    work.tx.change(
        "INSERT INTO message VALUES (:id, :subject, :screen, :files, :kept)",
        {
            "id": id,
            "subject": subject,
            "screen": _written(screen),
            "files": len(screen.attachments),
            "kept": kept,
        },
    )
    _put_files(work.tx, id, screen)
    return id


def change_message(tx: Transaction, id: str, screen: Screen) -> None:
    """Say something else instead; what has arrived already stays as it is on the phones."""
    tx.change(
        "UPDATE message SET screen = :screen, files = :files WHERE id = :id",
        {"id": id, "screen": _written(screen), "files": len(screen.attachments)},
    )
    tx.change("DELETE FROM message_file WHERE message = :id", {"id": id})
    _put_files(tx, id, screen)


def drop_message(tx: Transaction, id: str) -> None:
    """Forget a message, with all its deliveries."""
    tx.change("DELETE FROM message WHERE id = :id", {"id": id})


def message(tx: Transaction, id: str) -> Screen | None:
    """A message as it was written down."""
    row = tx.one("SELECT screen, files FROM message WHERE id = :id", {"id": id})
    if row is None:
        return None
    files = tx.all(FILES, {"message": id}) if row["files"] else []
    return read_screen(row["screen"], files)


async def files_of(reader: Reader, message: str) -> list[Any]:
    return await reader.all(FILES, {"message": message})


def read_screen(written: str, files: Sequence[Any]) -> Screen:
    """A screen from its JSON and the rows of its files."""
    attachments = tuple(Document(row["name"], row["media"], row["content"]) for row in files)
    return Screen.from_json(json.loads(written), attachments)


def _written(screen: Screen) -> str:
    return json.dumps(screen.to_json(), ensure_ascii=False)


def _put_files(tx: Transaction, id: str, screen: Screen) -> None:
    tx.change_many(
        "INSERT INTO message_file VALUES (:message, :number, :name, :media, :content)",
        [
            {
                "message": id,
                "number": number,
                "name": each.name,
                "media": each.media,
                "content": each.content,
            }
            for number, each in enumerate(screen.attachments)
        ],
    )
