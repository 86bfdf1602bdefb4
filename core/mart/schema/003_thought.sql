-- What the models made of the facts: reproducible from what each row says (as_of, seed, params).
-- as_of is the second after which nothing was looked at.

CREATE TABLE segment_run (
    run_id     INTEGER PRIMARY KEY,
    as_of      INTEGER NOT NULL,
    method     TEXT NOT NULL,
    k          INTEGER NOT NULL CHECK (k > 0),
    seed       INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    params     TEXT NOT NULL,              -- JSON: features, criterion per k, stability
    fingerprint TEXT NOT NULL              -- of the facts that were read
) STRICT;

CREATE TABLE segment (
    run_id     INTEGER NOT NULL REFERENCES segment_run ON DELETE CASCADE,
    segment_id INTEGER NOT NULL,
    name_code  TEXT NOT NULL,              -- stable code that ui/text makes a name of
    size       INTEGER NOT NULL,
    centre     TEXT NOT NULL,              -- JSON object: feature → mean in its own unit
    PRIMARY KEY (run_id, segment_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_member (
    run_id       INTEGER NOT NULL REFERENCES segment_run ON DELETE CASCADE,
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    segment_id   INTEGER NOT NULL,
    distance     REAL NOT NULL,            -- to the own centre, standardised
    x            REAL NOT NULL,            -- place on the map (first two principal axes)
    y            REAL NOT NULL,
    PRIMARY KEY (run_id, merchant_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE model (
    model_id    INTEGER PRIMARY KEY,
    room        TEXT NOT NULL CHECK (room IN ('risk')),
    algorithm   TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    as_of       INTEGER NOT NULL,
    seed        INTEGER NOT NULL,
    made_at     INTEGER NOT NULL,
    card        TEXT NOT NULL,             -- JSON: split, metrics beside the baseline
    parameters  TEXT NOT NULL,             -- JSON: what scoring needs
    fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE score_run (
    run_id   INTEGER PRIMARY KEY,
    model_id INTEGER NOT NULL REFERENCES model,
    as_of    INTEGER NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE score (
    run_id       INTEGER NOT NULL REFERENCES score_run ON DELETE CASCADE,
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    probability  REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    log_odds     REAL NOT NULL,
    reasons      TEXT NOT NULL,            -- JSON array: the largest contributions
    PRIMARY KEY (run_id, merchant_key)
) STRICT, WITHOUT ROWID;
