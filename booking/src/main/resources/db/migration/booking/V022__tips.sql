-- What a rider gives the driver after the ride. One per ride; a card that was refused may be followed by another.
CREATE TABLE booking.tip (
  ride_id      uuid        PRIMARY KEY,
  city_id      text        NOT NULL,
  rider_id     uuid        NOT NULL,
  driver_id    uuid        NOT NULL,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     text        NOT NULL,
  card_id      uuid        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('PENDING', 'PAID', 'REFUSED')),
  reason       text,
  version      bigint      NOT NULL DEFAULT 1,
  -- with the ride's id it makes the id of the charge
  attempt      int         NOT NULL DEFAULT 1,
  given_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  next_look_at timestamptz,
  CHECK ((next_look_at IS NOT NULL) = (status = 'PENDING'))
);
CREATE INDEX tip_due ON booking.tip (next_look_at) WHERE next_look_at IS NOT NULL;
