-- Dimensions carry a small integer key beside the source's own id; facts carry only keys.
-- The views at the end are the readable face: source ids, ISO 8601 times, money in minor units.
-- Every row knows the batch that wrote it (`batch_id`).

CREATE TABLE dim_category (
    category_key INTEGER PRIMARY KEY,
    category_id  TEXT NOT NULL UNIQUE,
    parent_key   INTEGER REFERENCES dim_category,
    name_zh      TEXT,
    name_en      TEXT,
    batch_id     INTEGER NOT NULL
) STRICT;

CREATE TABLE dim_merchant (
    merchant_key  INTEGER PRIMARY KEY,
    merchant_id   TEXT NOT NULL UNIQUE,
    name          TEXT,                    -- sources without names leave it NULL
    region        TEXT,
    city          TEXT,
    zip_prefix    TEXT,
    category_key  INTEGER REFERENCES dim_category, -- where it sells most; derived after a load
    registered_given INTEGER,              -- as the source says it
    registered_at INTEGER,                 -- as given, else the first order; derived after a load
    status        TEXT NOT NULL DEFAULT 'active'
                  CHECK (status IN ('active', 'suspended', 'closed')),
    batch_id      INTEGER NOT NULL
) STRICT;
CREATE INDEX dim_merchant_by_category ON dim_merchant (category_key);

CREATE TABLE dim_buyer (
    buyer_key  INTEGER PRIMARY KEY,
    buyer_id   TEXT NOT NULL UNIQUE,       -- a pseudonym, never a name or a number
    region     TEXT,
    city       TEXT,
    zip_prefix TEXT,
    batch_id   INTEGER NOT NULL
) STRICT;

-- Sources that give a buyer a new id with every order (Olist's customer_id).
CREATE TABLE buyer_alias (
    alias_id  TEXT PRIMARY KEY,
    buyer_key INTEGER NOT NULL REFERENCES dim_buyer,
    batch_id  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX buyer_alias_by_buyer ON buyer_alias (buyer_key);

CREATE TABLE dim_product (
    product_key        INTEGER PRIMARY KEY,
    product_id         TEXT NOT NULL UNIQUE,
    category_key       INTEGER REFERENCES dim_category,
    name               TEXT,
    weight_g           REAL CHECK (weight_g >= 0),
    length_cm          REAL CHECK (length_cm >= 0),
    height_cm          REAL CHECK (height_cm >= 0),
    width_cm           REAL CHECK (width_cm >= 0),
    photo_count        INTEGER CHECK (photo_count >= 0),
    name_length        INTEGER CHECK (name_length >= 0),
    description_length INTEGER CHECK (description_length >= 0),
    batch_id           INTEGER NOT NULL
) STRICT;
CREATE INDEX dim_product_by_category ON dim_product (category_key);

CREATE TABLE fact_order (
    order_key    INTEGER PRIMARY KEY,
    order_id     TEXT NOT NULL UNIQUE,
    buyer_key    INTEGER NOT NULL REFERENCES dim_buyer,
    status       TEXT NOT NULL CHECK (status IN ('created', 'approved', 'invoiced', 'processing',
                     'shipped', 'delivered', 'unavailable', 'canceled')),
    ordered_at   INTEGER NOT NULL,
    approved_at  INTEGER,
    shipped_at   INTEGER,
    delivered_at INTEGER,
    promised_at  INTEGER,
    courier      TEXT,
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    batch_id     INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_order_by_buyer ON fact_order (buyer_key, ordered_at);
CREATE INDEX fact_order_by_time ON fact_order (ordered_at);

-- Clustered the way it is read: one merchant's lines in time order lie together, so features and
-- merchant pages are one sequential scan. Batches are sorted by this key before they are inserted.
CREATE TABLE fact_item (
    merchant_key  INTEGER NOT NULL REFERENCES dim_merchant,
    ordered_at    INTEGER NOT NULL,        -- the order's, repeated here for the clustering
    order_key     INTEGER NOT NULL REFERENCES fact_order,
    item_no       INTEGER NOT NULL CHECK (item_no > 0),
    product_key   INTEGER NOT NULL REFERENCES dim_product,
    price_minor   INTEGER NOT NULL CHECK (price_minor >= 0),
    freight_minor INTEGER NOT NULL CHECK (freight_minor >= 0),
    ship_by       INTEGER,
    batch_id      INTEGER NOT NULL,
    PRIMARY KEY (merchant_key, ordered_at, order_key, item_no)
) STRICT, WITHOUT ROWID;
-- An order's lines, and the proof that (order, item_no) is unique across merchants.
CREATE UNIQUE INDEX fact_item_by_order ON fact_item (order_key, item_no);
CREATE INDEX fact_item_by_product ON fact_item (product_key);

CREATE TABLE fact_payment (
    order_key    INTEGER NOT NULL REFERENCES fact_order,
    sequence_no  INTEGER NOT NULL CHECK (sequence_no > 0),
    method       TEXT NOT NULL,
    installments INTEGER NOT NULL CHECK (installments >= 0),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (order_key, sequence_no)
) STRICT, WITHOUT ROWID;

-- A review id may stand on several orders (Olist has 814 such); order and id together are unique.
CREATE TABLE fact_review (
    order_key   INTEGER NOT NULL REFERENCES fact_order,
    review_id   TEXT NOT NULL,
    score       INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    title       TEXT,
    comment     TEXT,
    created_at  INTEGER,                   -- NULL where the source lost it
    answered_at INTEGER,
    batch_id    INTEGER NOT NULL,
    PRIMARY KEY (order_key, review_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE zip_point (
    zip_prefix TEXT NOT NULL,
    latitude   REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude  REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    city       TEXT NOT NULL,
    region     TEXT NOT NULL,
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (zip_prefix, latitude, longitude, city, region)
) STRICT, WITHOUT ROWID;

-- Merchants who want to join: leads and what became of them.
CREATE TABLE fact_application (
    application_key        INTEGER PRIMARY KEY,
    application_id         TEXT NOT NULL UNIQUE,
    applied_at             INTEGER NOT NULL,
    landing_page           TEXT,
    origin                 TEXT,
    decided_at             INTEGER,
    outcome                TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'won', 'lost')),
    merchant_id            TEXT,           -- the source's id; the merchant may not trade yet
    business_segment       TEXT,
    lead_type              TEXT,
    behaviour_profile      TEXT,
    has_company            INTEGER CHECK (has_company IN (0, 1)),
    has_gtin               INTEGER CHECK (has_gtin IN (0, 1)),
    average_stock          TEXT,
    business_type          TEXT,
    declared_catalog_size  REAL,
    declared_monthly_minor INTEGER,
    batch_id               INTEGER NOT NULL
) STRICT;

CREATE VIEW category AS
    SELECT c.category_id, p.category_id AS parent_id, c.name_zh, c.name_en
    FROM dim_category c LEFT JOIN dim_category p ON p.category_key = c.parent_key;

CREATE VIEW merchant AS
    SELECT m.merchant_id, coalesce(m.name, substr(m.merchant_id, 1, 8)) AS name, m.region, m.city,
           c.category_id, strftime('%Y-%m-%dT%H:%M:%SZ', m.registered_at, 'unixepoch') AS registered_at,
           m.status, m.zip_prefix
    FROM dim_merchant m LEFT JOIN dim_category c ON c.category_key = m.category_key;

CREATE VIEW buyer AS SELECT buyer_id, region, city, zip_prefix FROM dim_buyer;

CREATE VIEW product AS
    SELECT p.product_id, c.category_id, p.name, p.weight_g, p.length_cm, p.height_cm, p.width_cm,
           p.photo_count, p.name_length, p.description_length
    FROM dim_product p LEFT JOIN dim_category c ON c.category_key = p.category_key;

CREATE VIEW order_head AS
    SELECT o.order_id, b.buyer_id, o.status,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.ordered_at, 'unixepoch') AS ordered_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.approved_at, 'unixepoch') AS approved_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.shipped_at, 'unixepoch') AS shipped_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.delivered_at, 'unixepoch') AS delivered_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.promised_at, 'unixepoch') AS promised_at,
           o.courier, o.currency
    FROM fact_order o JOIN dim_buyer b ON b.buyer_key = o.buyer_key;

CREATE VIEW order_item AS
    SELECT o.order_id, i.item_no, p.product_id, m.merchant_id, i.price_minor, i.freight_minor,
           strftime('%Y-%m-%dT%H:%M:%SZ', i.ordered_at, 'unixepoch') AS ordered_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', i.ship_by, 'unixepoch') AS ship_by, o.currency
    FROM fact_item i JOIN fact_order o ON o.order_key = i.order_key
    JOIN dim_product p ON p.product_key = i.product_key
    JOIN dim_merchant m ON m.merchant_key = i.merchant_key;

CREATE VIEW payment AS
    SELECT o.order_id, p.sequence_no, p.method, p.installments, p.amount_minor, o.currency
    FROM fact_payment p JOIN fact_order o ON o.order_key = p.order_key;

CREATE VIEW shipment AS
    SELECT o.order_id, o.courier,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.shipped_at, 'unixepoch') AS shipped_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.delivered_at, 'unixepoch') AS delivered_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', o.promised_at, 'unixepoch') AS promised_at
    FROM fact_order o WHERE o.shipped_at IS NOT NULL OR o.delivered_at IS NOT NULL;

CREATE VIEW review AS
    SELECT o.order_id, r.review_id, r.score, r.title, r.comment,
           strftime('%Y-%m-%dT%H:%M:%SZ', r.created_at, 'unixepoch') AS created_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', r.answered_at, 'unixepoch') AS answered_at
    FROM fact_review r JOIN fact_order o ON o.order_key = r.order_key;

CREATE VIEW application AS
    SELECT application_id, strftime('%Y-%m-%dT%H:%M:%SZ', applied_at, 'unixepoch') AS applied_at,
           origin, landing_page, outcome,
           strftime('%Y-%m-%dT%H:%M:%SZ', decided_at, 'unixepoch') AS decided_at, merchant_id,
           business_segment, lead_type, behaviour_profile, has_company, has_gtin, average_stock,
           business_type, declared_catalog_size, declared_monthly_minor
    FROM fact_application;
