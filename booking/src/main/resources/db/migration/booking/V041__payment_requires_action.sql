-- A ride may wait for its rider to authenticate the payment.
ALTER TABLE booking.ride
  DROP CONSTRAINT ride_payment_check,
  ADD CONSTRAINT ride_payment_check CHECK (payment IN (
    'PENDING', 'UNKNOWN', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED'));
