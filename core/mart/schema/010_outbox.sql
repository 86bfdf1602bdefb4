-- What merchants are told of decisions, and whom a confirmed ring leaves out. All of it is state: a
-- function of the ledger.

CREATE TABLE outbox_message (
    about       INTEGER NOT NULL,      -- the decision it tells of
    message_id  INTEGER NOT NULL,      -- the operation that wrote it; = about for the decision's own
    kind        TEXT NOT NULL CHECK (kind IN ('decision', 'correction', 'repeat')),
    verb        TEXT NOT NULL,         -- of the decision
    reason_code TEXT NOT NULL,
    language    TEXT NOT NULL,
    text        TEXT NOT NULL,
    written_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,      -- until then it waits, and an undo withdraws it unseen
    PRIMARY KEY (about, message_id)
) STRICT, WITHOUT ROWID;

-- One row a case and merchant. By case first: everything that changes a row comes from a case.
CREATE TABLE outbox_recipient (
    case_id      TEXT NOT NULL,
    about        INTEGER NOT NULL,
    message_id   INTEGER NOT NULL,
    merchant_id  TEXT NOT NULL,        -- '' = whoever applies and is no merchant yet
    kind         TEXT NOT NULL,        -- of the message
    status       TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'withdrawn', 'corrected')),
    withdrawn_by INTEGER,              -- the operation that made it moot; its undo brings it back
    sent_by      INTEGER,              -- the operation that it left with
    PRIMARY KEY (case_id, about, message_id, merchant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_recipient_by_message ON outbox_recipient (about, message_id, status);
CREATE INDEX outbox_recipient_waiting ON outbox_recipient (case_id) WHERE status = 'waiting';
CREATE INDEX outbox_recipient_by_sending ON outbox_recipient (sent_by) WHERE sent_by IS NOT NULL;

-- Members that a refusal of a ring named as innocent. They stand as long as that refusal does: a
-- refused case's last operation is the one that refused it.
CREATE TABLE ring_exception (
    case_id      TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    operation_id INTEGER NOT NULL,
    PRIMARY KEY (case_id, merchant_id, operation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ring_exception_by_merchant ON ring_exception (merchant_id);
