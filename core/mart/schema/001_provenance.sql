-- Where every row comes from. Times are seconds since 1970 UTC.

CREATE TABLE mart_meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One run of import or simulate. `undone_at` is set when the whole import was taken back.
CREATE TABLE import_batch (
    batch_id    INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('import', 'retake', 'simulate')),
    source      TEXT NOT NULL,             -- preset or mapping name
    location    TEXT NOT NULL,             -- folder or file as given
    mapping     TEXT NOT NULL DEFAULT '',  -- TOML text of the mapping, for taking rows again
    started_at  INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    undone_at   INTEGER,
    rows_read   INTEGER NOT NULL DEFAULT 0,
    rows_taken  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_file (
    batch_id    INTEGER NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    file        TEXT NOT NULL,             -- name without folder
    target      TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    encoding    TEXT NOT NULL,
    delimiter   TEXT NOT NULL,
    blake2b     BLOB NOT NULL,             -- of the whole file
    rows_read   INTEGER NOT NULL,
    rows_taken  INTEGER NOT NULL,          -- inserted or changed
    duplicates  INTEGER NOT NULL,          -- same as a row of this file or of the mart
    quarantined INTEGER NOT NULL,
    CHECK (rows_read = rows_taken + duplicates + quarantined),
    PRIMARY KEY (batch_id, file, target)
) STRICT, WITHOUT ROWID;

-- A refused row, whole, so that nothing is lost. The same row refused again is not stored twice.
CREATE TABLE quarantined_row (
    quarantine_id INTEGER PRIMARY KEY,
    batch_id      INTEGER NOT NULL REFERENCES import_batch,
    file          TEXT NOT NULL,
    target        TEXT NOT NULL,
    line          INTEGER NOT NULL,        -- of the row's first character, from 1
    column_name   TEXT NOT NULL,           -- '' when the row as a whole is refused
    reason        TEXT NOT NULL,
    header        TEXT NOT NULL,           -- the file's header as one CSV record
    record        TEXT NOT NULL,           -- the row as one CSV record, UTF-8
    record_hash   BLOB NOT NULL UNIQUE,    -- of file name, target and record
    status        TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'retaken', 'dismissed')),
    retaken_by    INTEGER REFERENCES import_batch
) STRICT;
CREATE INDEX quarantined_row_by_batch ON quarantined_row (batch_id, reason);

CREATE VIEW quarantine AS
    SELECT quarantine_id, batch_id, file, target, line, column_name, reason, record, status
    FROM quarantined_row;

-- What a batch changed in rows that were there before, so that the batch can be taken back.
CREATE TABLE import_before (
    batch_id   INTEGER NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_key    TEXT NOT NULL,              -- JSON array of the primary key
    image      TEXT NOT NULL,              -- JSON object of the columns before
    PRIMARY KEY (batch_id, table_name, row_key)
) STRICT, WITHOUT ROWID;
