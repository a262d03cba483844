"""The tables of this room."""

from bot.storage import Schema

SCHEMA = Schema(
    "people",
    (
        """
        CREATE TABLE person (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            phone TEXT,
            locale TEXT NOT NULL,
            zone TEXT NOT NULL,
            quiet TEXT NOT NULL,
            discreet INTEGER NOT NULL CHECK (discreet IN (0, 1))
        ) STRICT;

        CREATE TABLE address (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
            PRIMARY KEY (channel, address)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX address_person ON address (person);

        CREATE TABLE office (
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            unit TEXT NOT NULL REFERENCES unit (id),
            PRIMARY KEY (person, role, unit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX office_unit ON office (unit, role);

        -- Only the hash of a code stands here; a draft that takes up an office holds the code.
        CREATE TABLE invite (
            code_hash TEXT PRIMARY KEY,
            role TEXT NOT NULL,
            unit TEXT NOT NULL REFERENCES unit (id),
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE consent (
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            purpose TEXT NOT NULL,
            given_at INTEGER NOT NULL,
            PRIMARY KEY (person, purpose)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE trail (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            what TEXT NOT NULL
        ) STRICT;
        CREATE INDEX trail_person ON trail (person, at);
        """,
        """
        -- Several persons may share an account; one of them is there now.
        CREATE TABLE shared_address (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            seat INTEGER NOT NULL,
            current INTEGER NOT NULL CHECK (current IN (0, 1)),
            helper TEXT REFERENCES person (id) ON DELETE SET NULL,
            open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
            first INTEGER NOT NULL DEFAULT 0 CHECK (first IN (0, 1)),
            PRIMARY KEY (channel, address, person)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO shared_address (channel, address, person, seat, current, open)
            SELECT channel, address, person, 1, 1, open FROM address;
        DROP TABLE address;
        ALTER TABLE shared_address RENAME TO address;
        CREATE INDEX address_person ON address (person);
        CREATE INDEX address_helper ON address (helper);

        ALTER TABLE trail ADD COLUMN doer TEXT REFERENCES person (id) ON DELETE SET NULL;
        CREATE INDEX trail_doer ON trail (doer);
        """,
    ),
)
