-- Values that were right in themselves but written in another manner, and were read nevertheless.
ALTER TABLE import_file ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0;
