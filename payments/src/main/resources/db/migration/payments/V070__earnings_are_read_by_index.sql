-- What somebody has earned is read page by page, the latest first: his entries carry whose they are and when they were made.
ALTER TABLE payments.ledger_entry
  ADD COLUMN earner text,
  ADD COLUMN at     timestamptz;

ALTER TABLE payments.ledger_entry DISABLE TRIGGER ledger_entry_written_once;
UPDATE payments.ledger_entry entry SET earner = account.owner, at = journal.posted_at
FROM payments.ledger_account account, payments.ledger_journal journal
WHERE account.id = entry.account_id AND journal.id = entry.journal_id
  AND account.kind IN ('payee:payable', 'payee:tips');
ALTER TABLE payments.ledger_entry ENABLE TRIGGER ledger_entry_written_once;

ALTER TABLE payments.ledger_entry
  -- the same for all entries of a call, so that those of a journal stay together
  ALTER COLUMN at SET DEFAULT statement_timestamp(),
  ADD CONSTRAINT ledger_entry_earned CHECK (earner IS NULL OR at IS NOT NULL);

CREATE INDEX ledger_entry_of_earner ON payments.ledger_entry (earner, at DESC, journal_id DESC, currency DESC)
  WHERE earner IS NOT NULL;
