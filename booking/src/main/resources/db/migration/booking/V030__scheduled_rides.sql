-- A ride may be booked for a time: until start_at it waits in its row alone, without trip, charge and claim.
ALTER TABLE booking.ride
  -- when the rider wants to be picked up; none is as soon as possible
  ADD COLUMN pickup_at   timestamptz,
  -- from when on a driver is looked for
  ADD COLUMN start_at    timestamptz,
  -- how long it waits for its rider's other ride to end
  ADD COLUMN start_until timestamptz;
ALTER TABLE booking.ride DROP CONSTRAINT ride_status_check;
ALTER TABLE booking.ride ADD CONSTRAINT ride_status_check CHECK (status IN (
  'SCHEDULED', 'REQUESTED', 'MATCHING', 'DRIVER_ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS',
  'COMPLETED', 'CANCELLED', 'NO_DRIVER', 'NO_SHOW', 'PAYMENT_DECLINED'));
ALTER TABLE booking.ride DROP CONSTRAINT ride_phase_check;
ALTER TABLE booking.ride ADD CONSTRAINT ride_phase_check CHECK (phase IN (
  'AWAIT_START', 'AUTHORIZE', 'AWAIT_AUTHORIZATION', 'REQUEST_TRIP', 'AWAIT_TRIP', 'CANCEL_TRIP',
  'BILL', 'CAPTURE', 'RELEASE', 'EXTRA', 'AWAIT_MONEY', 'SETTLED'));
ALTER TABLE booking.ride ADD CONSTRAINT ride_scheduled_check CHECK (
  status <> 'SCHEDULED'
  OR (pickup_at IS NOT NULL AND start_at IS NOT NULL AND start_until IS NOT NULL AND start_until >= start_at));
CREATE INDEX ride_scheduled ON booking.ride (rider_id, pickup_at, id) WHERE status = 'SCHEDULED';
