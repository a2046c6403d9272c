-- Another destination that a rider wanted while a driver was on the job, with the price of the whole ride, the money that
-- was reserved for it and what became of it. The charge has the change's id.
CREATE TABLE booking.destination_change (
  id              uuid             PRIMARY KEY,
  ride_id         uuid             NOT NULL,
  city_id         text             NOT NULL,
  number          int              NOT NULL CHECK (number > 0),
  -- where the ride went until then
  from_lat        double precision NOT NULL,
  from_lon        double precision NOT NULL,
  quote           text             NOT NULL,
  -- what is to be reserved beyond what is; 0 needs no charge
  authorize_minor bigint           NOT NULL CHECK (authorize_minor >= 0),
  currency        text             NOT NULL,
  status          text             NOT NULL CHECK (status IN ('PROPOSED', 'AGREED', 'REFUSED')),
  reason          text,
  -- whether the driver is or was asked
  asked           boolean          NOT NULL DEFAULT false,
  -- whether the rider wants it no more
  withdrawn       boolean          NOT NULL DEFAULT false,
  payment         text             NOT NULL DEFAULT 'PENDING' CHECK (payment IN (
                    'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
  payment_reason  text,
  charge_version  bigint           NOT NULL DEFAULT 0,
  captured_minor  bigint           NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND authorize_minor),
  proposed_at     timestamptz      NOT NULL DEFAULT clock_timestamp(),
  decided_at      timestamptz,
  CHECK ((decided_at IS NULL) = (status = 'PROPOSED')),
  CHECK ((reason IS NOT NULL) = (status = 'REFUSED')),
  CONSTRAINT destination_change_number UNIQUE (ride_id, number)
);
-- A rider asks for one destination at a time.
CREATE UNIQUE INDEX destination_change_open ON booking.destination_change (ride_id) WHERE status = 'PROPOSED';

-- How many changes a ride has had: most have none, and nobody has to look for them.
ALTER TABLE booking.ride ADD COLUMN changes int NOT NULL DEFAULT 0 CHECK (changes >= 0);

ALTER TABLE booking.ride DROP CONSTRAINT ride_phase_check;
ALTER TABLE booking.ride ADD CONSTRAINT ride_phase_check CHECK (phase IN (
  'AWAIT_START', 'AUTHORIZE', 'AWAIT_AUTHORIZATION', 'REQUEST_TRIP', 'AWAIT_TRIP', 'CANCEL_TRIP', 'CHANGE',
  'BILL', 'CAPTURE', 'RELEASE', 'EXTRA', 'AWAIT_MONEY', 'SETTLED'));

-- What is dearer by a change is reserved by the change's own charge: the first no longer covers the fare.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT conname FROM pg_constraint
    WHERE conrelid = 'booking.ride'::regclass AND contype = 'c'
      AND pg_get_constraintdef(oid) LIKE '%authorize_minor >= fare_minor%'
  LOOP
    EXECUTE format('ALTER TABLE booking.ride DROP CONSTRAINT %I', name);
  END LOOP;
END
$$;
