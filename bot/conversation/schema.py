"""The tables of the room: what is remembered of a chat, and which updates were answered."""

from bot.storage import Schema

SCHEMA = Schema(
    "conversation",
    (
        """
        CREATE TABLE chat (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            locale TEXT,
            session TEXT,
            offered TEXT NOT NULL,
            again TEXT NOT NULL,
            unanswered TEXT,
            PRIMARY KEY (channel, address)
        ) STRICT, WITHOUT ROWID;

        -- Bare ids: no chat and no time. Those of the last day and of the one before are two
        -- generations, so that ids can be forgotten without knowing when they came.
        CREATE TABLE ledger (
            update_id TEXT PRIMARY KEY,
            generation INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE ledger_day (day INTEGER NOT NULL) STRICT;
        """,
        """
        -- What was sent to a form that is being filled in; it goes with the form's session.
        CREATE TABLE document (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            name TEXT NOT NULL,
            media TEXT NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX document_chat ON document (channel, address);
        """,
        """
        -- The person whom the last screen and the draft were for.
        ALTER TABLE chat ADD COLUMN person TEXT;

        -- The drafts of the other persons who share a chat.
        CREATE TABLE aside (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            person TEXT NOT NULL,
            session TEXT NOT NULL,
            PRIMARY KEY (channel, address, person)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- The day on which a chat was last used, where something waits there to be let go;
        -- `stranger`: nobody known is there, and the chat goes as a whole.
        CREATE TABLE last_day (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            day INTEGER NOT NULL,
            stranger INTEGER NOT NULL CHECK (stranger IN (0, 1)),
            PRIMARY KEY (channel, address),
            FOREIGN KEY (channel, address) REFERENCES chat (channel, address) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        INSERT INTO last_day
            SELECT channel, address, CAST(julianday('now') - 1721424.5 AS INTEGER), 0
            FROM chat WHERE session IS NOT NULL;

        ALTER TABLE aside ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
        UPDATE aside SET day = CAST(julianday('now') - 1721424.5 AS INTEGER);
        """,
    ),
)
