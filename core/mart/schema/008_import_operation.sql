-- The ledger's operation that this batch is the effect of; NULL for batches from before imports
-- were operations, and for simulated ones. An import that was taken back and done again has two.
ALTER TABLE import_batch ADD COLUMN operation_id INTEGER;
CREATE INDEX import_batch_by_operation ON import_batch (operation_id);
