-- What people decide. `operation` is the only truth; the other tables are its present state and
-- can be rebuilt from it.

CREATE TABLE operation (
    operation_id INTEGER PRIMARY KEY,      -- 1, 2, 3 …: a gap is a removed operation
    at           INTEGER NOT NULL,
    operator     TEXT NOT NULL,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL,            -- canonical JSON: keys sorted, no blanks
    undoes       INTEGER REFERENCES operation, -- the operation whose effect this one takes back
    previous     BLOB NOT NULL,            -- hash of the operation before; zeros for the first
    hash         BLOB NOT NULL UNIQUE      -- BLAKE2b-256 over all fields above
) STRICT;

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER operation_is_never_removed BEFORE DELETE ON operation
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TABLE case_state (
    case_id      TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    merchant_key INTEGER NOT NULL,
    merchant_id  TEXT NOT NULL,
    opened_at    INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    priority     REAL NOT NULL,
    score        REAL NOT NULL,
    why          TEXT NOT NULL,            -- JSON array of reasons, each a code with numbers
    status       TEXT NOT NULL CHECK (status IN ('open', 'asked', 'escalated', 'snoozed',
                     'approved', 'refused')),
    reason_code  TEXT NOT NULL DEFAULT '',
    snoozed_until INTEGER,
    decided_at   INTEGER,
    decided_by   TEXT NOT NULL DEFAULT '',
    assignee     TEXT NOT NULL DEFAULT '',
    last_operation INTEGER NOT NULL REFERENCES operation
) STRICT, WITHOUT ROWID;
CREATE INDEX case_state_by_queue ON case_state (kind, status, priority DESC);
CREATE INDEX case_state_by_merchant ON case_state (merchant_key);

CREATE TABLE case_note (
    operation_id INTEGER PRIMARY KEY REFERENCES operation,
    case_id      TEXT NOT NULL,
    operator     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    note         TEXT NOT NULL
) STRICT;
CREATE INDEX case_note_by_case ON case_note (case_id);

CREATE TABLE case_tag (
    case_id TEXT NOT NULL,
    tag     TEXT NOT NULL,
    PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
