-- The review desk: every kind of case in one queue, rules, bands, second eyes. All of it but the
-- rule log is state: a function of the ledger (core/desk/operation_table.cpp lists the tables).

CREATE TABLE case_state_new (
    case_id       TEXT PRIMARY KEY,
    kind          TEXT NOT NULL,           -- a line of core/desk/case_kind_table.cpp
    subject_id    TEXT NOT NULL,           -- what is reviewed: the id of the merchant, listing, …
    merchant_key  INTEGER NOT NULL,        -- 0 = no merchant yet (an application)
    merchant_id   TEXT NOT NULL,           -- '' = no merchant yet
    title         TEXT NOT NULL DEFAULT '',-- what the list shows where no merchant's name fits
    score_run_id  INTEGER NOT NULL,        -- the run of scores that opened it; 0 = none
    opened_at     INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,        -- moves on when a stopped clock goes on
    priority      REAL NOT NULL,           -- expected loss avoided a minute, minor units
    score         REAL NOT NULL,           -- probability that refusing is right
    stake_minor   INTEGER NOT NULL DEFAULT 0, -- money that hangs on the decision
    picked        TEXT NOT NULL DEFAULT 'loss'
                  CHECK (picked IN ('loss', 'teach', 'rule', 'audit')), -- why it was taken in
    why           TEXT NOT NULL,           -- JSON array of reasons, each a feature with numbers
    -- No IN here: SQLite would make a table of its values for every row that is written.
    status        TEXT NOT NULL CHECK (status = 'open' OR status = 'asked' OR
                      status = 'escalated' OR status = 'snoozed' OR status = 'approved' OR
                      status = 'refused'),
    reason_code   TEXT NOT NULL DEFAULT '',
    snoozed_until INTEGER,
    snoozed_event TEXT NOT NULL DEFAULT '',-- wakes on this event, too; '' = on the date alone
    snoozed_seen  INTEGER,                 -- newest import then ('score': run of scores): newer wakes it
    clock_stopped_at INTEGER,              -- since then nothing counts against the deadline
    decided_at    INTEGER,
    decided_by    TEXT NOT NULL DEFAULT '',
    assignee      TEXT NOT NULL DEFAULT '',
    claimed_by    TEXT NOT NULL DEFAULT '',
    claimed_until INTEGER,                 -- a lease; over = free
    last_operation INTEGER NOT NULL        -- whose effect shows here; an undo sets it back
) STRICT, WITHOUT ROWID;
INSERT INTO case_state_new (case_id, kind, subject_id, merchant_key, merchant_id, score_run_id,
        opened_at, due_at, priority, score, why, status, reason_code, snoozed_until, decided_at,
        decided_by, assignee, last_operation)
    SELECT case_id, kind, merchant_id, merchant_key, merchant_id, score_run_id, opened_at, due_at,
           priority, score, why, status, reason_code, snoozed_until, decided_at, decided_by,
           assignee, last_operation
    FROM case_state;
DROP TABLE case_state;
ALTER TABLE case_state_new RENAME TO case_state;
CREATE INDEX case_state_by_merchant ON case_state (merchant_key);
CREATE INDEX case_state_by_subject ON case_state (kind, subject_id);
-- What the desk's day and the bands' audits count, without reading the rows.
CREATE INDEX case_state_by_decision ON case_state (decided_at, decided_by, kind, last_operation)
    WHERE decided_at IS NOT NULL;
CREATE INDEX case_state_by_deadline ON case_state (status, due_at, opened_at, clock_stopped_at,
    snoozed_until, kind);

-- What happened to cases since an operation: a desk that is open follows what others do.
CREATE INDEX case_operation_by_operation ON case_operation (operation_id);

CREATE TABLE case_tag (
    case_id      TEXT NOT NULL,
    tag          TEXT NOT NULL,
    operation_id INTEGER NOT NULL,
    PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_tag_by_tag ON case_tag (tag);

-- A filter, a sort and columns under a name, shown as a tab.
CREATE TABLE saved_view (
    view_id        TEXT PRIMARY KEY,
    place          TEXT NOT NULL,          -- the page it belongs to
    name           TEXT NOT NULL,
    owner          TEXT NOT NULL,
    shared         INTEGER NOT NULL CHECK (shared IN (0, 1)),
    due_at         INTEGER,                -- when everything in it should be done; NULL = open
    definition     TEXT NOT NULL,          -- JSON: what the page makes of it
    last_operation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_operator (
    name           TEXT PRIMARY KEY,
    role           TEXT NOT NULL CHECK (role IN ('reviewer', 'analyst', 'lead', 'compliance')),
    active         INTEGER NOT NULL CHECK (active IN (0, 1)),
    last_operation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An action that waits for a second person.
CREATE TABLE approval (
    approval_id    INTEGER PRIMARY KEY,    -- the operation that asked for it
    action         TEXT NOT NULL,          -- "rule.enable", "band.enable", …
    subject        TEXT NOT NULL,
    request        TEXT NOT NULL,          -- JSON: everything that the action needs
    requested_by   TEXT NOT NULL,
    requested_at   INTEGER NOT NULL,
    status         TEXT NOT NULL CHECK (status IN ('waiting', 'granted', 'denied', 'withdrawn')),
    decided_by     TEXT NOT NULL DEFAULT '',
    decided_at     INTEGER,
    last_operation INTEGER NOT NULL
) STRICT;

-- A case that is decided twice, each without seeing the other's mark.
CREATE TABLE blind_mark (
    case_id        TEXT NOT NULL,
    operator       TEXT NOT NULL,
    verb           TEXT NOT NULL CHECK (verb IN ('approve', 'refuse')),
    reason_code    TEXT NOT NULL,
    note           TEXT NOT NULL,          -- becomes a note of the case once both marks are there
    at             INTEGER NOT NULL,
    operation_id   INTEGER NOT NULL,
    PRIMARY KEY (case_id, operator)
) STRICT, WITHOUT ROWID;
CREATE TABLE blind_case (
    case_id        TEXT PRIMARY KEY,
    cause          TEXT NOT NULL CHECK (cause IN ('sample', 'stake', 'audit')),
    last_operation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
    name           TEXT PRIMARY KEY,
    version        INTEGER NOT NULL,       -- the newest
    last_operation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE rule_version (
    name           TEXT NOT NULL,
    version        INTEGER NOT NULL CHECK (version > 0),
    subject        TEXT NOT NULL CHECK (subject IN ('merchant', 'order')),
    predicate      TEXT NOT NULL,
    action         TEXT NOT NULL CHECK (action IN ('case', 'tag', 'hold')),
    tag            TEXT NOT NULL DEFAULT '', -- what "tag" writes
    note           TEXT NOT NULL DEFAULT '',
    state          TEXT NOT NULL CHECK (state IN ('draft', 'shadow', 'enabled', 'disabled')),
    made_by        TEXT NOT NULL,
    made_at        INTEGER NOT NULL,
    last_operation INTEGER NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

-- What a rule wrote on a merchant or an order. "hold" = nothing should go on there until a person
-- has looked.
CREATE TABLE subject_tag (
    subject        TEXT NOT NULL CHECK (subject IN ('merchant', 'order')),
    subject_id     TEXT NOT NULL,
    tag            TEXT NOT NULL,
    rule           TEXT NOT NULL,
    version        INTEGER NOT NULL,
    last_operation INTEGER NOT NULL,
    PRIMARY KEY (subject, subject_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_tag_by_tag ON subject_tag (tag);

-- The log of rule runs: what fired on what was known then. Not state, never changed.
CREATE TABLE rule_run (
    run_id      INTEGER PRIMARY KEY,
    as_of       INTEGER NOT NULL,          -- nothing after this second was looked at
    known_batch INTEGER NOT NULL,          -- the newest import that was known
    fingerprint TEXT NOT NULL,             -- of the facts that were read
    ran_at      INTEGER NOT NULL
) STRICT;
CREATE TABLE rule_run_version (            -- what ran, also what hit nothing
    run_id     INTEGER NOT NULL REFERENCES rule_run ON DELETE CASCADE,
    name       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    subject    TEXT NOT NULL,
    predicate  TEXT NOT NULL,
    shadow     INTEGER NOT NULL CHECK (shadow IN (0, 1)),
    PRIMARY KEY (run_id, name, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE rule_hit (
    run_id     INTEGER NOT NULL REFERENCES rule_run ON DELETE CASCADE,
    name       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    subject_id TEXT NOT NULL,
    shadow     INTEGER NOT NULL CHECK (shadow IN (0, 1)), -- 1 = only watched, nothing was done
    PRIMARY KEY (run_id, name, version, subject_id)
) STRICT, WITHOUT ROWID;
-- A case shows which rules fired on its subject.
CREATE INDEX rule_hit_by_subject ON rule_hit (subject_id);

-- Automation in three bands, per kind of case: do below `approve_below` and above `refuse_above`,
-- draft near them, ask between.
CREATE TABLE band (
    kind           TEXT PRIMARY KEY,
    version        INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('off', 'on', 'stopped')),
    promised_error REAL NOT NULL CHECK (promised_error > 0 AND promised_error < 1),
    confidence     REAL NOT NULL CHECK (confidence > 0 AND confidence < 1),
    approve_below  REAL,                   -- NULL = never approves alone
    refuse_above   REAL,                   -- NULL = never refuses alone
    draft_below    REAL,
    draft_above    REAL,
    audit_share    REAL NOT NULL CHECK (audit_share >= 0 AND audit_share <= 1),
    learned        TEXT NOT NULL,          -- JSON: decisions, errors and bound per threshold
    saved_by_operation INTEGER NOT NULL,   -- audits since then count against this promise
    last_operation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The ledger read by who, what and when without touching a payload (core/desk/audit.h), and what
-- was taken back.
CREATE INDEX operation_by_kind ON operation (kind, operator, at);
CREATE INDEX operation_by_undoes ON operation (undoes) WHERE undoes IS NOT NULL;
