-- An authorization that its issuer let go of before it was taken ends as EXPIRED, and whoever owns the order is told before.
ALTER TABLE payments.charge
  -- when it was told that the window of the present authorization closes
  ADD COLUMN expiring_told_at timestamptz,
  DROP CONSTRAINT charge_status,
  DROP CONSTRAINT charge_settled,
  ADD CONSTRAINT charge_status CHECK (status IN ('AUTHORIZING', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'INCREASING',
                                                 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED', 'EXPIRED', 'UNKNOWN')),
  ADD CONSTRAINT charge_settled CHECK ((settled_at IS NOT NULL)
    = (status IN ('DECLINED', 'CAPTURED', 'VOIDED', 'EXPIRED')));
CREATE INDEX charge_runs_out ON payments.charge (capture_before, id) WHERE settled_at IS NULL AND capture_before IS NOT NULL;
