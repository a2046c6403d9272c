-- Since when the provider shows of a dispute what this program cannot read; operations find them by it.
ALTER TABLE payments.dispute ADD COLUMN unreadable_since timestamptz;
CREATE INDEX dispute_unreadable ON payments.dispute (created_at, id) WHERE unreadable_since IS NOT NULL;
