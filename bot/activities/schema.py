"""The tables of the room."""

from bot.storage import Schema

SCHEMA = Schema(
    "activities",
    (
        """
        -- Who is invited stands nowhere: it follows from where members are now.
        CREATE TABLE activity (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            zone TEXT NOT NULL,
            place TEXT NOT NULL,
            link TEXT NOT NULL,
            audience TEXT NOT NULL,
            places INTEGER,
            recurrence TEXT NOT NULL,
            election INTEGER NOT NULL CHECK (election IN (0, 1)),
            latitude REAL,
            longitude REAL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
            version INTEGER NOT NULL,
            secret TEXT NOT NULL,
            wall TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE INDEX activity_unit ON activity (unit, ends_at);
        CREATE INDEX activity_counted ON activity (unit, state, starts_at, kind);

        CREATE TABLE activity_answer (
            activity TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            word TEXT NOT NULL,
            PRIMARY KEY (activity, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX activity_answer_person ON activity_answer (person);

        -- Who came, for the minutes; when they came is kept nowhere. `line` only keeps somebody
        -- from being counted twice, `name` is of who is no person here, `branch` their own.
        CREATE TABLE attendance (
            id TEXT PRIMARY KEY,
            activity TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
            person TEXT REFERENCES person (id) ON DELETE SET NULL,
            line TEXT,
            name TEXT,
            branch TEXT,
            standing TEXT NOT NULL,
            way TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX attendance_person ON attendance (person, activity)
            WHERE person IS NOT NULL;
        CREATE UNIQUE INDEX attendance_line ON attendance (activity, line) WHERE line IS NOT NULL;
        CREATE INDEX attendance_activity ON attendance (activity);

        CREATE TABLE wrong_code (
            activity TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX wrong_code_person ON wrong_code (person, activity, at);
        CREATE INDEX wrong_code_activity ON wrong_code (activity);

        -- What the secretary wrote down afterwards. `left_out` is the number of absent members
        -- whom the rule leaves out of the count; who they are stands nowhere.
        CREATE TABLE activity_record (
            activity TEXT PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
            entitled INTEGER,
            left_out INTEGER NOT NULL DEFAULT 0,
            minutes_name TEXT,
            minutes_media TEXT,
            minutes BLOB
        ) STRICT;
        """,
        """
        CREATE INDEX activity_held ON activity (kind, starts_at, unit) WHERE state = 'published';
        """,
        """
        CREATE TABLE party_group (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            name TEXT NOT NULL,
            UNIQUE (unit, name)
        ) STRICT;

        -- A person, or a line of the branch's list.
        CREATE TABLE in_group (
            party_group TEXT NOT NULL REFERENCES party_group (id) ON DELETE CASCADE,
            person TEXT REFERENCES person (id) ON DELETE CASCADE,
            line TEXT,
            CHECK ((person IS NULL) <> (line IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX in_group_person ON in_group (person, party_group)
            WHERE person IS NOT NULL;
        CREATE UNIQUE INDEX in_group_line ON in_group (party_group, line) WHERE line IS NOT NULL;
        CREATE INDEX in_group_group ON in_group (party_group);

        ALTER TABLE activity ADD COLUMN party_group TEXT REFERENCES party_group (id);
        CREATE INDEX activity_group ON activity (party_group) WHERE party_group IS NOT NULL;
        """,
    ),
)
