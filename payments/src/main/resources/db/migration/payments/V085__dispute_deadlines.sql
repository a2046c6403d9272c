-- Operations are told once of a dispute that nobody has answered, while there is time.
ALTER TABLE payments.dispute ADD COLUMN warned_at timestamptz;
CREATE INDEX dispute_unanswered ON payments.dispute (coalesce(due_by, created_at), id)
  WHERE status IN ('INQUIRY', 'NEEDS_RESPONSE') AND response IN ('NONE', 'DRAFTED');
