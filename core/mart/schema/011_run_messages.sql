-- What the automation tells of its refusals: messages of their own, which stand and fall with the
-- run.

ALTER TABLE outbox_message ADD COLUMN run_id INTEGER; -- the operation of the run; NULL = a person's

CREATE INDEX outbox_message_by_id ON outbox_message (message_id);
CREATE INDEX outbox_message_by_run ON outbox_message (run_id) WHERE run_id IS NOT NULL;
