-- Groups of merchants and buyers who order at them far more than chance (core/risk/rings.h). What a
-- search found, not state: a ring is kept when later searches do not find it any more, because
-- cases may show it.

CREATE TABLE ring_search (
    search_id INTEGER PRIMARY KEY,
    made_at   INTEGER NOT NULL,
    as_of     INTEGER NOT NULL,            -- nothing after this second was looked at
    buyers    INTEGER NOT NULL,            -- of all the days that were looked at
    merchants INTEGER NOT NULL,
    pairs     INTEGER NOT NULL CHECK (pairs > 0)
) STRICT;

CREATE TABLE ring (
    ring_id        TEXT PRIMARY KEY,       -- of its merchants: the same merchants are the same ring
    search_id      INTEGER NOT NULL REFERENCES ring_search, -- the newest that found it
    suspiciousness REAL NOT NULL,
    density        REAL NOT NULL,          -- suspiciousness / members
    fill           REAL NOT NULL CHECK (fill BETWEEN 0 AND 1),
    lift           REAL NOT NULL,          -- pairs / pairs by chance
    orders         INTEGER NOT NULL,
    money_minor    INTEGER NOT NULL,
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL,
    after          INTEGER NOT NULL,       -- it was found in the trade of (after, until]
    until          INTEGER NOT NULL,
    pairs          INTEGER NOT NULL CHECK (pairs > 0) -- of the graph of that time
) STRICT, WITHOUT ROWID;
CREATE INDEX ring_by_search ON ring (search_id);

CREATE TABLE ring_merchant (
    ring_id      TEXT NOT NULL REFERENCES ring ON DELETE CASCADE,
    place        INTEGER NOT NULL,         -- what links refer to
    merchant_key INTEGER NOT NULL,
    merchant_id  TEXT NOT NULL,
    buyers       INTEGER NOT NULL,         -- of its whole trade in that time
    orders       INTEGER NOT NULL,
    ring_orders  INTEGER NOT NULL,
    PRIMARY KEY (ring_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE ring_buyer (
    ring_id     TEXT NOT NULL REFERENCES ring ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    buyer_id    TEXT NOT NULL,
    merchants   INTEGER NOT NULL,          -- it ordered at in that time: the rest is camouflage
    orders      INTEGER NOT NULL,
    ring_orders INTEGER NOT NULL,
    PRIMARY KEY (ring_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE ring_link (
    ring_id        TEXT NOT NULL REFERENCES ring ON DELETE CASCADE,
    merchant_place INTEGER NOT NULL,
    buyer_place    INTEGER NOT NULL,
    orders         INTEGER NOT NULL,
    money_minor    INTEGER NOT NULL,
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL,
    PRIMARY KEY (ring_id, merchant_place, buyer_place)
) STRICT, WITHOUT ROWID;
