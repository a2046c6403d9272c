-- A price with all it was computed from, as it was signed and shown.
CREATE TABLE booking.quote (
  id            uuid        PRIMARY KEY,
  city_id       text        NOT NULL,
  rider_id      uuid        NOT NULL,
  product       text        NOT NULL,
  content       text        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at    timestamptz NOT NULL
);
CREATE INDEX quote_age ON booking.quote (created_at);

-- What a rider buys. Until a trip exists this row decides; from then on its service states follow the trip's versions,
-- and its payment follows the charge's.
CREATE TABLE booking.ride (
  id                  uuid             PRIMARY KEY,
  city_id             text             NOT NULL,
  rider_id            uuid             NOT NULL,
  rider_name          text             NOT NULL,
  quote_id            uuid             NOT NULL,
  card_id             uuid             NOT NULL,
  product             text             NOT NULL,
  pickup_lat          double precision NOT NULL,
  pickup_lon          double precision NOT NULL,
  dropoff_lat         double precision NOT NULL,
  dropoff_lon         double precision NOT NULL,
  distance_m          bigint           NOT NULL,
  duration_s          bigint           NOT NULL,
  fare_minor          bigint           NOT NULL CHECK (fare_minor > 0),
  authorize_minor     bigint           NOT NULL CHECK (authorize_minor >= fare_minor),
  currency            text             NOT NULL,
  breakdown           text             NOT NULL,
  status              text             NOT NULL CHECK (status IN (
                        'REQUESTED', 'MATCHING', 'DRIVER_ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS',
                        'COMPLETED', 'CANCELLED', 'NO_DRIVER', 'NO_SHOW', 'PAYMENT_DECLINED')),
  phase               text             NOT NULL CHECK (phase IN (
                        'AUTHORIZE', 'AWAIT_AUTHORIZATION', 'REQUEST_TRIP', 'AWAIT_TRIP', 'CANCEL_TRIP',
                        'CAPTURE', 'RELEASE', 'AWAIT_MONEY', 'SETTLED')),
  version             bigint           NOT NULL DEFAULT 1,
  trip_version        bigint           NOT NULL DEFAULT 0,
  payment             text             NOT NULL DEFAULT 'PENDING' CHECK (payment IN (
                        'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
  payment_reason      text,
  charge_version      bigint           NOT NULL DEFAULT 0,
  driver_id           uuid,
  driver_name         text,
  plate               text,
  model               text,
  colour              text,
  cancelled_by        text,
  cancel_reason       text,
  cancel_request      text,
  requested_at        timestamptz      NOT NULL DEFAULT clock_timestamp(),
  moved_at            timestamptz      NOT NULL DEFAULT clock_timestamp(),
  next_wake_at        timestamptz      NOT NULL DEFAULT clock_timestamp(),
  settled_at          timestamptz,
  CHECK ((phase = 'SETTLED') = (settled_at IS NOT NULL))
);
CREATE INDEX ride_due ON booking.ride (next_wake_at) WHERE settled_at IS NULL;
CREATE INDEX ride_unsettled ON booking.ride (id) WHERE settled_at IS NULL;
CREATE INDEX ride_of_rider ON booking.ride (rider_id, requested_at DESC, id DESC);

-- A rider has one live ride at a time.
CREATE TABLE booking.rider_claim (
  rider_id   uuid        CONSTRAINT rider_claim_rider PRIMARY KEY,
  ride_id    uuid        NOT NULL CONSTRAINT rider_claim_ride UNIQUE,
  claimed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What the rider paid and for what; written in the transaction that settles the ride.
CREATE SEQUENCE booking.receipt_number;
CREATE TABLE booking.receipt (
  ride_id   uuid        PRIMARY KEY,
  number    text        NOT NULL UNIQUE,
  issued_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
