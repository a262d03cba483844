"""The tables of asks, of pairs, of greetings and of what ships in several languages."""

from bot.care import greetings, pairs
from bot.storage import Schema

_ASKS = """
        CREATE TABLE ask_number (last INTEGER NOT NULL) STRICT;
        INSERT INTO ask_number VALUES (0);

        -- Without row numbers: those would tell the order in which asks came.
        CREATE TABLE ask (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            unit TEXT NOT NULL REFERENCES unit (id),
            asker TEXT REFERENCES person (id) ON DELETE CASCADE,
            given_by TEXT REFERENCES unit (id),
            for_other INTEGER NOT NULL CHECK (for_other IN (0, 1)),
            about TEXT NOT NULL,
            words TEXT NOT NULL,
            state TEXT NOT NULL,
            on_board INTEGER NOT NULL CHECK (on_board IN (0, 1)),
            asked_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            due_on TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ask_unit ON ask (unit, state);
        CREATE INDEX ask_asker ON ask (asker) WHERE asker IS NOT NULL;
        CREATE INDEX ask_about ON ask (about) WHERE about <> '';
        CREATE INDEX ask_changed ON ask (changed_at);

        CREATE TABLE ask_line (
            ask TEXT NOT NULL REFERENCES ask (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            by TEXT REFERENCES person (id) ON DELETE SET NULL,
            step TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (ask, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ask_line_by ON ask_line (by) WHERE by IS NOT NULL;

        -- What was sent without a name waits here for the night: no author and no time at all.
        CREATE TABLE unsigned (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            unit TEXT NOT NULL,
            about TEXT NOT NULL,
            words TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
_EXPECTED = "ALTER TABLE ask ADD COLUMN expected_on TEXT;"
SCHEMA = Schema("care", (_ASKS, pairs.SCRIPT, greetings.SCRIPT, _EXPECTED))
