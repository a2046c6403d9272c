-- A line of the provider's statement that this program cannot read, as it stands there: nothing of it is posted, and it is a case.
CREATE TABLE payments.unreadable_movement (
  -- the provider's of the movement
  id         text        PRIMARY KEY,
  -- the run that saw it first, that saw last that it had been changed, or that could read it
  run_id     uuid        NOT NULL REFERENCES payments.settlement_run (id),
  -- in the provider's own words
  type       text        NOT NULL,
  currency   text        NOT NULL,
  amount     text        NOT NULL,
  source     text        NOT NULL,
  why        text        NOT NULL,
  created_at timestamptz NOT NULL,
  fetched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- since when it is read as what it is
  read_at    timestamptz
);
CREATE INDEX unreadable_movement_of_run ON payments.unreadable_movement (run_id, id);

ALTER TABLE payments.recon_item DROP CONSTRAINT recon_item_verdict_check;
ALTER TABLE payments.recon_item ADD CONSTRAINT recon_item_verdict_check
  CHECK (verdict IN ('MATCHED', 'MISSING_HERE', 'MISSING_THERE', 'DIFFERENT_AMOUNT', 'UNREADABLE'));
