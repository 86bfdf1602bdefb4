-- What people decide. `operation` is the only truth; the other tables are its present state and
-- can be rebuilt from it (core/desk/fold.h does both).

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
CREATE INDEX operation_by_operator ON operation (operator, operation_id);
CREATE INDEX operation_by_time ON operation (at);

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER operation_is_never_removed BEFORE DELETE ON operation
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

-- mart_meta['ledger_head'] = 'count:hash' of the newest operation, written in the same transaction,
-- so that taking away the newest operations is noticed, too.

CREATE TABLE case_state (
    case_id      TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    merchant_key INTEGER NOT NULL,
    merchant_id  TEXT NOT NULL,
    score_run_id INTEGER NOT NULL,         -- the run of scores that opened it
    opened_at    INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    priority     REAL NOT NULL,            -- expected loss avoided a minute, minor units
    score        REAL NOT NULL,
    why          TEXT NOT NULL,            -- JSON array of reasons, each a feature with numbers
    status       TEXT NOT NULL CHECK (status IN ('open', 'asked', 'escalated', 'snoozed',
                     'approved', 'refused')),
    reason_code  TEXT NOT NULL DEFAULT '',
    snoozed_until INTEGER,
    decided_at   INTEGER,
    decided_by   TEXT NOT NULL DEFAULT '',
    assignee     TEXT NOT NULL DEFAULT '',
    last_operation INTEGER NOT NULL        -- whose effect shows here; an undo sets it back
) STRICT, WITHOUT ROWID;
CREATE INDEX case_state_by_queue ON case_state (kind, status, priority DESC);
CREATE INDEX case_state_by_merchant ON case_state (merchant_key);

CREATE TABLE case_note (
    operation_id INTEGER PRIMARY KEY,
    case_id      TEXT NOT NULL,
    operator     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    note         TEXT NOT NULL
) STRICT;
CREATE INDEX case_note_by_case ON case_note (case_id);

-- Which operations touched a case, the undone ones and their undoing included.
CREATE TABLE case_operation (
    case_id      TEXT NOT NULL,
    operation_id INTEGER NOT NULL,
    PRIMARY KEY (case_id, operation_id)
) STRICT, WITHOUT ROWID;
