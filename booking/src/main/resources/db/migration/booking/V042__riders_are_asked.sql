-- Whoever pays by his own hand may be asked by his bank: for a change of the destination, a tip, a debt.
ALTER TABLE booking.debt
  -- whether the present attempt is the rider's own
  ADD COLUMN payer_present boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT debt_status_check,
  ADD CONSTRAINT debt_status_check CHECK (status IN ('OPEN', 'COLLECTING', 'REQUIRES_ACTION', 'PAID', 'WRITTEN_OFF')),
  DROP CONSTRAINT debt_check1,
  ADD CONSTRAINT debt_is_looked_at CHECK (
    status = 'OPEN' OR (next_look_at IS NOT NULL) = (status IN ('COLLECTING', 'REQUIRES_ACTION')));

ALTER TABLE booking.tip
  -- false for those of before, whose charges were asked for without
  ADD COLUMN payer_present boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT tip_status_check,
  ADD CONSTRAINT tip_status_check CHECK (status IN ('PENDING', 'REQUIRES_ACTION', 'PAID', 'REFUSED')),
  DROP CONSTRAINT tip_check,
  ADD CONSTRAINT tip_is_looked_at CHECK (
    (next_look_at IS NOT NULL) = (status IN ('PENDING', 'REQUIRES_ACTION')));

ALTER TABLE booking.destination_change
  DROP CONSTRAINT destination_change_payment_check,
  ADD CONSTRAINT destination_change_payment_check CHECK (payment IN (
    'PENDING', 'UNKNOWN', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED'));

ALTER TABLE booking.ride
  DROP CONSTRAINT ride_extra_check,
  ADD CONSTRAINT ride_extra_check CHECK (extra IN (
    'PENDING', 'UNKNOWN', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
  DROP CONSTRAINT ride_phase_check,
  ADD CONSTRAINT ride_phase_check CHECK (phase IN (
    'AWAIT_START', 'AUTHORIZE', 'AWAIT_AUTHORIZATION', 'AWAIT_PAYER', 'REQUEST_TRIP', 'AWAIT_TRIP', 'CANCEL_TRIP', 'CHANGE',
    'BILL', 'CAPTURE', 'RELEASE', 'EXTRA', 'AWAIT_MONEY', 'SETTLED'));
UPDATE booking.ride SET phase = 'AWAIT_PAYER' WHERE phase = 'AWAIT_AUTHORIZATION' AND payment = 'REQUIRES_ACTION';
