"""The tables of the room: stays, branches' lists, what members say of themselves, contacts."""

from bot.storage import Schema

SCHEMA = Schema(
    "members",
    (
        """
        CREATE TABLE placement (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            home TEXT REFERENCES unit (id),
            home_name TEXT NOT NULL,
            host TEXT NOT NULL REFERENCES unit (id),
            state TEXT NOT NULL,
            home_word TEXT NOT NULL,
            word TEXT NOT NULL,
            asked_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX placement_hosted ON placement (person) WHERE state = 'hosted';
        CREATE UNIQUE INDEX placement_waiting ON placement (person)
            WHERE state IN ('asked', 'asked_back');
        CREATE INDEX placement_person ON placement (person, asked_at);
        CREATE INDEX placement_host ON placement (host, state);
        CREATE INDEX placement_home ON placement (home, state);

        -- What a branch's own list says. Who of it uses the bot is seen by its secretary only.
        CREATE TABLE roster (
            unit TEXT NOT NULL REFERENCES unit (id),
            name TEXT NOT NULL,
            phone TEXT,
            probationary INTEGER NOT NULL CHECK (probationary IN (0, 1))
        ) STRICT;
        CREATE INDEX roster_name ON roster (unit, name);
        """,
        """
        -- What a member says of being away, each only if they like; `noted` is when the bot heard
        -- that they are, `reported` when they last said that all is as before, `paper` when they
        -- consented on paper.
        CREATE TABLE details (
            person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
            reason TEXT,
            since TEXT,
            until TEXT,
            standing TEXT,
            certificate INTEGER CHECK (certificate IN (0, 1)),
            noted TEXT,
            reported TEXT,
            paper TEXT
        ) STRICT, WITHOUT ROWID;

        -- `spelled` orders names; until it is written anew it is only the name.
        ALTER TABLE placement ADD COLUMN spelled TEXT NOT NULL DEFAULT '';
        UPDATE placement SET spelled = (SELECT name FROM person WHERE person.id = placement.person);
        CREATE INDEX placement_here ON placement (host, spelled, id) WHERE state = 'hosted';
        CREATE INDEX placement_spelled ON placement (home, spelled, id);

        CREATE TABLE line (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            name TEXT NOT NULL,
            phone TEXT,
            probationary INTEGER NOT NULL CHECK (probationary IN (0, 1)),
            spelled TEXT NOT NULL,
            away_since TEXT
        ) STRICT;
        INSERT INTO line
            SELECT lower(hex(randomblob(6))), unit, name, phone, probationary, name, NULL
            FROM roster;
        DROP TABLE roster;
        ALTER TABLE line RENAME TO roster;
        CREATE INDEX roster_spelled ON roster (unit, spelled, id);

        -- That a branch has spoken with somebody: of its members or of its list.
        CREATE TABLE contact_note (
            id TEXT PRIMARY KEY,
            unit TEXT NOT NULL REFERENCES unit (id),
            person TEXT REFERENCES person (id) ON DELETE CASCADE,
            line TEXT REFERENCES roster (id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            words TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            CHECK ((person IS NULL) <> (line IS NULL))
        ) STRICT;
        CREATE INDEX contact_note_person ON contact_note (person, unit);
        CREATE INDEX contact_note_line ON contact_note (line);
        CREATE INDEX contact_note_made ON contact_note (made_at);
        """,
    ),
)
