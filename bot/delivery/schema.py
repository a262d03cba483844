"""The tables of this room."""

from bot.delivery import messages, schedule
from bot.storage import Schema

_FIRST = (
    """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            subject TEXT REFERENCES person (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            screen TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (
                state IN ('waiting', 'claimed', 'calling', 'sent', 'uncertain', 'dead')
            ),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX outbox_unfinished ON outbox (channel, address)
            WHERE state IN ('waiting', 'claimed', 'calling');
        CREATE INDEX outbox_subject ON outbox (subject);
        CREATE INDEX outbox_person ON outbox (person);
        CREATE INDEX outbox_chat ON outbox (channel, address, made_at);
        """
    + schedule.SCRIPT
)
# A message is written once for all who receive it; what is said to many goes after what is
# said to one. `arrived_as` is what the channel calls the message on the person's phone.
_MANY = (
    messages.SCRIPT
    + """
        INSERT INTO message SELECT id, subject, screen, 0, 0 FROM outbox;

        CREATE TABLE outbox_anew (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            to_many INTEGER NOT NULL DEFAULT 0 CHECK (to_many IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (
                state IN ('waiting', 'claimed', 'calling', 'sent', 'uncertain', 'dead')
            ),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT '',
            arrived_as TEXT NOT NULL DEFAULT ''
        ) STRICT;
        INSERT INTO outbox_anew
            SELECT id, person, id, channel, address, made_at, 0, state, attempts, due_at,
                lease_until, reason, ''
            FROM outbox ORDER BY rowid;
        DROP TABLE outbox;
        ALTER TABLE outbox_anew RENAME TO outbox;

        CREATE INDEX outbox_unfinished ON outbox (channel, address)
            WHERE state IN ('waiting', 'claimed', 'calling');
        CREATE INDEX outbox_waiting ON outbox (channel, to_many, due_at)
            WHERE state = 'waiting';
        CREATE INDEX outbox_claimed ON outbox (channel, lease_until) WHERE state = 'claimed';
        CREATE INDEX outbox_message ON outbox (message, state);
        CREATE INDEX outbox_person ON outbox (person);
        CREATE INDEX outbox_chat ON outbox (channel, address, made_at);

        CREATE TRIGGER message_unused AFTER DELETE ON outbox BEGIN
            DELETE FROM message WHERE id = OLD.message AND NOT kept
                AND NOT EXISTS (SELECT 1 FROM outbox WHERE message = OLD.message);
        END;
        """
)
# Nobody gets the same message twice, whatever goes wrong where it is sent out.
_ONCE = """
        DELETE FROM outbox WHERE rowid NOT IN
            (SELECT min(rowid) FROM outbox GROUP BY message, person);
        DROP INDEX outbox_message;
        CREATE UNIQUE INDEX outbox_once ON outbox (message, person);
        CREATE INDEX outbox_state ON outbox (message, state);
        """
# `outdated`: the words were corrected while the call with the former ones was going out.
_OUTDATED = """
        ALTER TABLE outbox
            ADD COLUMN outdated INTEGER NOT NULL DEFAULT 0 CHECK (outdated IN (0, 1));
        """
# Of many deliveries the few that are only being corrected, so that they are counted at once.
_CORRECTED = """
        CREATE INDEX outbox_corrected ON outbox (message, state)
            WHERE arrived_as <> '' AND state IN ('waiting', 'claimed', 'calling');
        """
# Numbers instead of words, and of each index only what is asked for: what is new stands at the
# end, so that thousands of deliveries change few pages. No number is used twice, as a button may
# long stand on a phone; the former ids open what they opened. What somebody works on stands
# apart: as a rule a delivery itself changes once, when it is known what became of it.
_NUMBERED = """
        CREATE TABLE outbox_anew (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            former_id TEXT,
            person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            to_many INTEGER NOT NULL DEFAULT 0 CHECK (to_many IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (
                state IN ('waiting', 'sent', 'uncertain', 'dead')
            ),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT '',
            arrived_as TEXT NOT NULL DEFAULT ''
        ) STRICT;
        INSERT INTO outbox_anew
            SELECT rowid, id, person, message, channel, address, made_at, to_many,
                CASE WHEN state IN ('claimed', 'calling') THEN 'waiting' ELSE state END,
                attempts, due_at, reason, arrived_as
            FROM outbox ORDER BY rowid;

        -- `calling`: the call goes out. `outdated`: the words were corrected since then.
        CREATE TABLE in_hand (
            delivery INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
            lease_until INTEGER NOT NULL,
            calling INTEGER NOT NULL DEFAULT 0 CHECK (calling IN (0, 1)),
            outdated INTEGER NOT NULL DEFAULT 0 CHECK (outdated IN (0, 1))
        ) STRICT;
        INSERT INTO in_hand
            SELECT rowid, lease_until, state = 'calling', outdated FROM outbox
            WHERE state IN ('claimed', 'calling');

        DROP TABLE outbox;
        ALTER TABLE outbox_anew RENAME TO outbox;
        INSERT INTO sqlite_sequence SELECT 'outbox', 0
            WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox');

        CREATE UNIQUE INDEX outbox_once ON outbox (person, message);
        CREATE INDEX outbox_state ON outbox (message, state);
        CREATE INDEX outbox_waiting ON outbox (channel, to_many, due_at) WHERE state = 'waiting';
        CREATE INDEX outbox_chat ON outbox (channel, address) WHERE state = 'waiting';
        CREATE INDEX outbox_corrected ON outbox (message, state)
            WHERE arrived_as <> '' AND state = 'waiting';

        CREATE TRIGGER message_unused AFTER DELETE ON outbox BEGIN
            DELETE FROM message WHERE id = OLD.message AND NOT kept
                AND NOT EXISTS (SELECT 1 FROM outbox WHERE message = OLD.message);
        END;
        """
SCHEMA = Schema("delivery", (_FIRST, _MANY, _ONCE, _OUTDATED, _CORRECTED, _NUMBERED))
