-- Arrivals, talk, push, stock and after-sales. Same manners as 002_facts: integer keys, batch_id on
-- every row, and views with source ids and ISO 8601 times as the readable face.

-- A product at a merchant, with its texts as the merchant wrote them.
CREATE TABLE dim_listing (
    listing_key  INTEGER PRIMARY KEY,
    listing_id   TEXT NOT NULL UNIQUE,
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    product_key  INTEGER NOT NULL REFERENCES dim_product,
    category_key INTEGER REFERENCES dim_category,
    title        TEXT NOT NULL,
    description  TEXT NOT NULL DEFAULT '',
    brand        TEXT,
    price_minor  INTEGER NOT NULL CHECK (price_minor >= 0),
    photo_count  INTEGER NOT NULL DEFAULT 0 CHECK (photo_count >= 0),
    listed_at    INTEGER NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('pending', 'live', 'refused', 'withdrawn')),
    decided_at   INTEGER,                  -- NULL while pending
    batch_id     INTEGER NOT NULL
) STRICT;
CREATE INDEX dim_listing_by_merchant ON dim_listing (merchant_key);
CREATE INDEX dim_listing_by_status ON dim_listing (status, listed_at);

-- One change may touch several fields: a row a field.
CREATE TABLE fact_listing_change (
    change_id    TEXT NOT NULL,
    field        TEXT NOT NULL CHECK (field IN ('title', 'description', 'price', 'category',
                     'brand', 'photos')),
    listing_key  INTEGER NOT NULL REFERENCES dim_listing,
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    changed_at   INTEGER NOT NULL,
    value_before TEXT NOT NULL,
    value_after  TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'refused')),
    decided_at   INTEGER,
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (change_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_listing_change_by_status ON fact_listing_change (status, changed_at);

-- What an applicant says of itself; one row an application. Contacts only as hashes.
CREATE TABLE fact_application_detail (
    application_key    INTEGER PRIMARY KEY REFERENCES fact_application,
    company_name       TEXT NOT NULL,
    legal_person       TEXT NOT NULL,      -- a pseudonym
    founded_at         INTEGER,
    capital_minor      INTEGER CHECK (capital_minor >= 0),
    region             TEXT,
    city               TEXT,
    address            TEXT,
    contact_hash       TEXT,               -- of the telephone number
    bank_hash          TEXT,               -- of the account
    device_hash        TEXT,               -- that sent the application
    staff              INTEGER CHECK (staff >= 0),
    batch_id           INTEGER NOT NULL
) STRICT;

CREATE TABLE fact_document (
    document_key    INTEGER PRIMARY KEY,
    document_id     TEXT NOT NULL UNIQUE,
    application_key INTEGER NOT NULL REFERENCES fact_application,
    kind            TEXT NOT NULL CHECK (kind IN ('business_licence', 'identity_card',
                        'bank_account', 'brand_authorisation', 'trade_permit')),
    number          TEXT NOT NULL,         -- as read from the document
    holder          TEXT NOT NULL,
    issued_at       INTEGER,
    expires_at      INTEGER,               -- NULL = without end
    image_hash      TEXT NOT NULL,
    batch_id        INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_document_by_application ON fact_document (application_key);

CREATE TABLE fact_after_sale (
    after_sale_key INTEGER PRIMARY KEY,
    after_sale_id  TEXT NOT NULL UNIQUE,
    order_key      INTEGER NOT NULL REFERENCES fact_order,
    merchant_key   INTEGER NOT NULL REFERENCES dim_merchant,
    item_no        INTEGER,                -- NULL = the whole order
    kind           TEXT NOT NULL CHECK (kind IN ('refund_only', 'return_refund', 'exchange')),
    reason         TEXT NOT NULL CHECK (reason IN ('not_received', 'damaged', 'not_as_described',
                       'wrong_item', 'counterfeit', 'changed_mind', 'late')),
    opened_at      INTEGER NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor >= 0),
    buyer_text     TEXT,
    merchant_text  TEXT,
    status         TEXT NOT NULL CHECK (status IN ('open', 'disputed', 'refunded', 'refused',
                       'withdrawn')),
    decided_at     INTEGER,
    batch_id       INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_after_sale_by_merchant ON fact_after_sale (merchant_key, opened_at);
CREATE INDEX fact_after_sale_by_order ON fact_after_sale (order_key);
CREATE INDEX fact_after_sale_by_status ON fact_after_sale (status);

-- Only days on which something happened; between two rows the level is that of the earlier one.
CREATE TABLE fact_stock_day (
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    product_key  INTEGER NOT NULL REFERENCES dim_product,
    day          INTEGER NOT NULL,         -- days since 1970-01-01
    received     INTEGER NOT NULL CHECK (received >= 0),
    sold         INTEGER NOT NULL CHECK (sold >= 0),
    on_hand      INTEGER NOT NULL CHECK (on_hand >= 0), -- at the end of the day
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (merchant_key, product_key, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_ticket (
    ticket_key   INTEGER PRIMARY KEY,
    ticket_id    TEXT NOT NULL UNIQUE,
    merchant_key INTEGER NOT NULL REFERENCES dim_merchant,
    order_key    INTEGER REFERENCES fact_order, -- the order it is about, where there is one
    channel      TEXT NOT NULL CHECK (channel IN ('chat', 'form', 'mail', 'phone')),
    subject      TEXT NOT NULL,
    opened_at    INTEGER NOT NULL,
    closed_at    INTEGER,
    status       TEXT NOT NULL CHECK (status IN ('open', 'answered', 'closed')),
    batch_id     INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_ticket_by_merchant ON fact_ticket (merchant_key, opened_at);
CREATE INDEX fact_ticket_by_status ON fact_ticket (status, opened_at);
-- Taking orders back asks whether a ticket is about one of them.
CREATE INDEX fact_ticket_by_order ON fact_ticket (order_key) WHERE order_key IS NOT NULL;

CREATE TABLE fact_message (
    ticket_key INTEGER NOT NULL REFERENCES fact_ticket,
    message_no INTEGER NOT NULL CHECK (message_no > 0),
    at         INTEGER NOT NULL,
    author     TEXT NOT NULL CHECK (author IN ('merchant', 'agent')),
    text       TEXT NOT NULL,
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (ticket_key, message_no)
) STRICT, WITHOUT ROWID;

-- The knowledge base: the same article in two languages has one article_id.
CREATE TABLE dim_article (
    article_key INTEGER PRIMARY KEY,
    article_id  TEXT NOT NULL,
    language    TEXT NOT NULL CHECK (language IN ('zh', 'en')),
    topic       TEXT NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    updated_at  INTEGER NOT NULL,
    batch_id    INTEGER NOT NULL,
    UNIQUE (article_id, language)
) STRICT;

CREATE TABLE dim_campaign (
    campaign_key  INTEGER PRIMARY KEY,
    campaign_id   TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    channel       TEXT NOT NULL CHECK (channel IN ('push', 'sms', 'mail', 'banner')),
    category_key  INTEGER REFERENCES dim_category, -- NULL = the whole market
    starts_at     INTEGER NOT NULL,
    ends_at       INTEGER NOT NULL,
    budget_minor  INTEGER NOT NULL CHECK (budget_minor >= 0),
    coupon_minor  INTEGER NOT NULL CHECK (coupon_minor >= 0),
    minimum_minor INTEGER NOT NULL CHECK (minimum_minor >= 0), -- order value that the coupon needs
    batch_id      INTEGER NOT NULL
) STRICT;

-- Whom a campaign was meant for; the hold-out group is never shown it.
CREATE TABLE fact_exposure (
    campaign_key INTEGER NOT NULL REFERENCES dim_campaign,
    buyer_key    INTEGER NOT NULL REFERENCES dim_buyer,
    arm          TEXT NOT NULL CHECK (arm IN ('treated', 'held_out')),
    shown_at     INTEGER,                  -- NULL for the hold-out group
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (campaign_key, buyer_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_coupon_use (
    order_key    INTEGER PRIMARY KEY REFERENCES fact_order,
    campaign_key INTEGER NOT NULL REFERENCES dim_campaign,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    batch_id     INTEGER NOT NULL
) STRICT;

CREATE TABLE fact_ad_spend (
    campaign_key INTEGER NOT NULL REFERENCES dim_campaign,
    day          INTEGER NOT NULL,         -- days since 1970-01-01
    impressions  INTEGER NOT NULL CHECK (impressions >= 0),
    clicks       INTEGER NOT NULL CHECK (clicks >= 0),
    spend_minor  INTEGER NOT NULL CHECK (spend_minor >= 0),
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (campaign_key, day)
) STRICT, WITHOUT ROWID;

CREATE VIEW listing AS
    SELECT l.listing_id, m.merchant_id, p.product_id, c.category_id, l.title, l.description,
           l.brand, l.price_minor, l.photo_count,
           strftime('%Y-%m-%dT%H:%M:%SZ', l.listed_at, 'unixepoch') AS listed_at, l.status
    FROM dim_listing l JOIN dim_merchant m ON m.merchant_key = l.merchant_key
    JOIN dim_product p ON p.product_key = l.product_key
    LEFT JOIN dim_category c ON c.category_key = l.category_key;

CREATE VIEW listing_change AS
    SELECT x.change_id, l.listing_id, m.merchant_id, x.field, x.value_before, x.value_after,
           strftime('%Y-%m-%dT%H:%M:%SZ', x.changed_at, 'unixepoch') AS changed_at, x.status
    FROM fact_listing_change x JOIN dim_listing l ON l.listing_key = x.listing_key
    JOIN dim_merchant m ON m.merchant_key = x.merchant_key;

CREATE VIEW application_detail AS
    SELECT a.application_id, d.company_name, d.legal_person,
           strftime('%Y-%m-%dT%H:%M:%SZ', d.founded_at, 'unixepoch') AS founded_at,
           d.capital_minor, d.region, d.city, d.address, d.contact_hash, d.bank_hash,
           d.device_hash, d.staff
    FROM fact_application_detail d JOIN fact_application a USING (application_key);

CREATE VIEW document AS
    SELECT d.document_id, a.application_id, d.kind, d.number, d.holder,
           strftime('%Y-%m-%dT%H:%M:%SZ', d.issued_at, 'unixepoch') AS issued_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', d.expires_at, 'unixepoch') AS expires_at, d.image_hash
    FROM fact_document d JOIN fact_application a USING (application_key);

CREATE VIEW after_sale AS
    SELECT s.after_sale_id, o.order_id, m.merchant_id, s.item_no, s.kind, s.reason,
           strftime('%Y-%m-%dT%H:%M:%SZ', s.opened_at, 'unixepoch') AS opened_at, s.amount_minor,
           s.buyer_text, s.merchant_text, s.status,
           strftime('%Y-%m-%dT%H:%M:%SZ', s.decided_at, 'unixepoch') AS decided_at
    FROM fact_after_sale s JOIN fact_order o USING (order_key)
    JOIN dim_merchant m ON m.merchant_key = s.merchant_key;

CREATE VIEW stock_day AS
    SELECT m.merchant_id, p.product_id, date(s.day * 86400, 'unixepoch') AS day, s.received,
           s.sold, s.on_hand
    FROM fact_stock_day s JOIN dim_merchant m USING (merchant_key)
    JOIN dim_product p USING (product_key);

CREATE VIEW ticket AS
    SELECT t.ticket_id, m.merchant_id, o.order_id, t.channel, t.subject,
           strftime('%Y-%m-%dT%H:%M:%SZ', t.opened_at, 'unixepoch') AS opened_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', t.closed_at, 'unixepoch') AS closed_at, t.status
    FROM fact_ticket t JOIN dim_merchant m USING (merchant_key)
    LEFT JOIN fact_order o ON o.order_key = t.order_key;

CREATE VIEW message AS
    SELECT t.ticket_id, x.message_no, strftime('%Y-%m-%dT%H:%M:%SZ', x.at, 'unixepoch') AS at,
           x.author, x.text
    FROM fact_message x JOIN fact_ticket t USING (ticket_key);

CREATE VIEW article AS
    SELECT article_id, language, topic, title, body,
           strftime('%Y-%m-%dT%H:%M:%SZ', updated_at, 'unixepoch') AS updated_at
    FROM dim_article;

CREATE VIEW campaign AS
    SELECT g.campaign_id, g.name, g.channel, c.category_id,
           strftime('%Y-%m-%dT%H:%M:%SZ', g.starts_at, 'unixepoch') AS starts_at,
           strftime('%Y-%m-%dT%H:%M:%SZ', g.ends_at, 'unixepoch') AS ends_at, g.budget_minor,
           g.coupon_minor, g.minimum_minor
    FROM dim_campaign g LEFT JOIN dim_category c ON c.category_key = g.category_key;

CREATE VIEW exposure AS
    SELECT g.campaign_id, b.buyer_id, x.arm,
           strftime('%Y-%m-%dT%H:%M:%SZ', x.shown_at, 'unixepoch') AS shown_at
    FROM fact_exposure x JOIN dim_campaign g USING (campaign_key)
    JOIN dim_buyer b USING (buyer_key);

CREATE VIEW coupon_use AS
    SELECT o.order_id, g.campaign_id, u.amount_minor
    FROM fact_coupon_use u JOIN fact_order o USING (order_key)
    JOIN dim_campaign g USING (campaign_key);

CREATE VIEW ad_spend AS
    SELECT g.campaign_id, date(s.day * 86400, 'unixepoch') AS day, s.impressions, s.clicks,
           s.spend_minor
    FROM fact_ad_spend s JOIN dim_campaign g USING (campaign_key);
