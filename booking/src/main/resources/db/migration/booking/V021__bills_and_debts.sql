-- A ride keeps all that its price was made of, and what it cost in the end: computed once, before anything is taken.
ALTER TABLE booking.ride
  ADD COLUMN quote          text,
  ADD COLUMN bill           text,
  ADD COLUMN bill_minor     bigint CHECK (bill_minor >= 0),
  ADD COLUMN captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
  -- the second charge, for what the first could not take
  ADD COLUMN extra          text   NOT NULL DEFAULT 'PENDING' CHECK (extra IN (
    'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
  ADD COLUMN extra_reason   text,
  ADD COLUMN extra_version  bigint NOT NULL DEFAULT 0,
  ADD COLUMN extra_minor    bigint NOT NULL DEFAULT 0 CHECK (extra_minor >= 0),
  -- when rider and driver were free
  ADD COLUMN ended_at       timestamptz,
  ADD CHECK ((bill IS NOT NULL) <= (bill_minor IS NOT NULL));
ALTER TABLE booking.ride DROP CONSTRAINT ride_phase_check;
ALTER TABLE booking.ride ADD CONSTRAINT ride_phase_check CHECK (phase IN (
  'AUTHORIZE', 'AWAIT_AUTHORIZATION', 'REQUEST_TRIP', 'AWAIT_TRIP', 'CANCEL_TRIP',
  'BILL', 'CAPTURE', 'RELEASE', 'EXTRA', 'AWAIT_MONEY', 'SETTLED'));
-- Rides that were settled before cost their fare when they were driven, and nothing otherwise.
UPDATE booking.ride SET bill_minor = CASE WHEN status = 'COMPLETED' THEN fare_minor ELSE 0 END,
  captured_minor = CASE WHEN status = 'COMPLETED' THEN fare_minor ELSE 0 END
WHERE settled_at IS NOT NULL;
UPDATE booking.ride SET ended_at = moved_at
WHERE status IN ('COMPLETED', 'CANCELLED', 'NO_DRIVER', 'NO_SHOW', 'PAYMENT_DECLINED');
UPDATE booking.ride SET phase = 'BILL', phase_since = clock_timestamp(), next_wake_at = clock_timestamp()
WHERE settled_at IS NULL AND status IN ('COMPLETED', 'CANCELLED', 'NO_DRIVER', 'NO_SHOW');
UPDATE booking.ride r SET quote = q.content FROM booking.quote q WHERE q.id = r.quote_id AND r.settled_at IS NULL;

-- What a ride cost and no card would give. Closed for ever by who collected it or wrote it off.
CREATE TABLE booking.debt (
  id           uuid        PRIMARY KEY,
  city_id      text        NOT NULL,
  ride_id      uuid        NOT NULL CONSTRAINT debt_ride UNIQUE,
  rider_id     uuid        NOT NULL,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     text        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('OPEN', 'COLLECTING', 'PAID', 'WRITTEN_OFF')),
  version      bigint      NOT NULL DEFAULT 1,
  -- how often a card was asked; with the id it makes the id of the attempt's charge
  attempt      int         NOT NULL DEFAULT 0,
  -- the card that was asked last
  card_id      uuid        NOT NULL,
  -- why it was refused, or why nobody has to pay any more
  reason       text,
  opened_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- when something is to be done by itself; none once all retries are used up
  next_look_at timestamptz,
  settled_at   timestamptz,
  CHECK ((settled_at IS NOT NULL) = (status IN ('PAID', 'WRITTEN_OFF'))),
  CHECK (status = 'OPEN' OR (next_look_at IS NOT NULL) = (status = 'COLLECTING'))
);
CREATE INDEX debt_of_rider ON booking.debt (rider_id, opened_at DESC, id DESC);
CREATE INDEX debt_age ON booking.debt (opened_at DESC, id DESC);
CREATE INDEX debt_due ON booking.debt (next_look_at) WHERE next_look_at IS NOT NULL;
