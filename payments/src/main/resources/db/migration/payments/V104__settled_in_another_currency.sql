-- What the provider converted before it moved our balance: its rate, and what it was in the currency that was charged.
ALTER TABLE payments.balance_transaction
  -- as the provider says it, of the sign of the movement; the rate is its word, of created_at
  ADD COLUMN presented_currency     text    CHECK (presented_currency ~ '^[A-Z]{3}$'),
  ADD COLUMN presented_minor        bigint,
  -- one unit of presented_currency is so many of currency
  ADD COLUMN exchange_rate          numeric CHECK (exchange_rate > 0),
  -- what settlement has to convert in the ledger and has converted; nothing where rate and amounts do not agree
  ADD COLUMN fx_due_minor           bigint  NOT NULL DEFAULT 0,
  ADD COLUMN fx_posted_minor        bigint  NOT NULL DEFAULT 0,
  ADD COLUMN presented_due_minor    bigint  NOT NULL DEFAULT 0,
  ADD COLUMN presented_posted_minor bigint  NOT NULL DEFAULT 0,
  -- what that was worth when its payment was converted: the rest is what a rate that moved gave or took
  ADD COLUMN cost_posted_minor      bigint  NOT NULL DEFAULT 0,
  -- the provider's id of the payment whose money was converted, as the line says, or our row once that was done
  ADD COLUMN payment                text,
  ADD CONSTRAINT balance_transaction_converted CHECK (
    num_nonnulls(presented_currency, presented_minor, exchange_rate) IN (0, 3)
    AND presented_currency <> currency),
  ADD CONSTRAINT balance_transaction_converts CHECK (
    presented_currency IS NOT NULL
    OR (fx_due_minor, presented_due_minor, fx_posted_minor, presented_posted_minor) = (0, 0, 0, 0));
CREATE INDEX balance_transaction_of_payment ON payments.balance_transaction (payment, currency)
  WHERE payment IS NOT NULL;
-- the audit adds up what was converted, which is little of all that moved
CREATE INDEX balance_transaction_presented ON payments.balance_transaction (presented_currency, currency)
  WHERE presented_currency IS NOT NULL;
DROP INDEX payments.balance_transaction_to_post;
CREATE INDEX balance_transaction_to_post ON payments.balance_transaction (run_id, move_at)
  WHERE fee_due_minor <> fee_posted_minor OR move_due_minor <> move_posted_minor
     OR fx_due_minor <> fx_posted_minor OR presented_due_minor <> presented_posted_minor;

-- A dispute's fee is taken in the currency that the provider settles in; null: in the dispute's.
ALTER TABLE payments.dispute ADD COLUMN fee_currency text CHECK (fee_currency ~ '^[A-Z]{3}$');
