-- A payee is paid once the provider says that he can be: he has an account before, and may lose the right later.
ALTER TABLE payments.payee
  DROP CONSTRAINT payee_status_check,
  DROP CONSTRAINT payee_check,
  DROP CONSTRAINT payee_check1,
  -- what the provider wants of him, as words of ours
  ADD COLUMN needs   text   NOT NULL DEFAULT '' CHECK (needs ~ '^([A-Z_]+(,[A-Z_]+)*)?$'),
  -- what was read at the provider is written only over what was there before it was asked
  ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- whoever is paid today was never looked at
UPDATE payments.payee SET next_wake_at = clock_timestamp() WHERE status = 'ACTIVE' AND psp_account IS NOT NULL;
UPDATE payments.payee SET status = 'RESTRICTED', next_wake_at = clock_timestamp()
WHERE status = 'PAUSED' AND setback = 'NOT_READY';

ALTER TABLE payments.payee
  ADD CONSTRAINT payee_status_check CHECK (status IN ('ONBOARDING', 'ACTIVE', 'RESTRICTED', 'PAUSED')),
  ADD CONSTRAINT payee_has_account CHECK (psp_account IS NOT NULL OR status = 'ONBOARDING'),
  -- who is not paid is looked at again, unless he has to do something that we are told of
  ADD CONSTRAINT payee_is_looked_at CHECK (next_wake_at IS NOT NULL OR status IN ('ACTIVE', 'PAUSED'));

DROP INDEX payments.payee_due;
CREATE INDEX payee_due ON payments.payee (next_wake_at) WHERE next_wake_at IS NOT NULL;
