-- A charge that its payer must authenticate, whose authorization grows, or that is taken in several captures.
ALTER TABLE payments.charge
  -- of PaymentOption, by commas
  ADD COLUMN options          text   NOT NULL DEFAULT '',
  ADD COLUMN action_type      text,
  ADD COLUMN action_url       text,
  -- for the payer alone; gone as soon as nobody has to act on it
  ADD COLUMN action_secret    text,
  ADD COLUMN increasing_minor bigint,
  -- how many captures took what has been taken so far, and whether the one under way is the last
  ADD COLUMN captures         int     NOT NULL DEFAULT 0,
  ADD COLUMN capture_is_last  boolean NOT NULL DEFAULT true;

DO $$ DECLARE c text; BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'payments.charge'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE payments.charge DROP CONSTRAINT %I', c);
  END LOOP;
END $$;

ALTER TABLE payments.charge
  ADD CONSTRAINT charge_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT charge_status CHECK (status IN ('AUTHORIZING', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'INCREASING',
                                                 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED', 'UNKNOWN')),
  ADD CONSTRAINT charge_operation CHECK (operation IN ('AUTHORIZE', 'INCREASE', 'CAPTURE', 'VOID')),
  ADD CONSTRAINT charge_works CHECK ((operation IS NOT NULL)
    = (status IN ('AUTHORIZING', 'INCREASING', 'CAPTURING', 'VOIDING', 'UNKNOWN'))),
  ADD CONSTRAINT charge_generation CHECK (generation > 0),
  ADD CONSTRAINT charge_authorized CHECK (authorized_minor >= 0),
  ADD CONSTRAINT charge_captured CHECK (captured_minor BETWEEN 0 AND authorized_minor AND captures >= 0),
  ADD CONSTRAINT charge_capturing CHECK (capturing_minor BETWEEN 1 AND authorized_minor - captured_minor),
  ADD CONSTRAINT charge_increasing CHECK (increasing_minor > authorized_minor),
  ADD CONSTRAINT charge_acts CHECK ((action_type IS NOT NULL) = (status = 'REQUIRES_ACTION')
    AND (action_secret IS NOT NULL) = (status = 'REQUIRES_ACTION')),
  ADD CONSTRAINT charge_settled CHECK ((settled_at IS NOT NULL) = (status IN ('DECLINED', 'CAPTURED', 'VOIDED'))),
  ADD CONSTRAINT charge_looked_at CHECK ((next_wake_at IS NULL) = (settled_at IS NOT NULL)),
  -- a release may come before the charge it releases; it leaves a stone without an order
  ADD CONSTRAINT charge_has_order CHECK (status = 'VOIDED'
    OR (order_id IS NOT NULL AND amount_minor IS NOT NULL AND currency IS NOT NULL));

CREATE INDEX charge_of_payer ON payments.charge (payer_id, created_at, id);
CREATE INDEX charge_created ON payments.charge (created_at, id);
CREATE INDEX charge_unknown ON payments.charge (created_at, id) WHERE status = 'UNKNOWN';
