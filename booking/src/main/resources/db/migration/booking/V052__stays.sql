-- Rooms that a guest holds until an instant; hold and stay are one row.
CREATE TABLE booking.stay (
  id          uuid        PRIMARY KEY,
  hotel_id    uuid        NOT NULL,
  city_id     text        NOT NULL,
  guest_id    uuid        NOT NULL,
  guest_name  text        NOT NULL,
  arrival     date        NOT NULL,
  departure   date        NOT NULL,
  status      text        NOT NULL CHECK (status IN ('HELD', 'CANCELLED', 'EXPIRED')),
  reason      text,
  -- a quote is held once
  quote_id    uuid        NOT NULL CONSTRAINT stay_quote UNIQUE,
  -- all that was quoted, as it was signed
  quote       text        NOT NULL,
  total_minor bigint      NOT NULL CHECK (total_minor > 0),
  currency    text        NOT NULL,
  version     bigint      NOT NULL DEFAULT 1,
  renewals    int         NOT NULL DEFAULT 0 CHECK (renewals BETWEEN 0 AND 1),
  held_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK (arrival < departure),
  CHECK ((ended_at IS NULL) = (status = 'HELD')),
  CHECK ((reason IS NOT NULL) = (status = 'CANCELLED'))
);
CREATE INDEX stay_of_guest ON booking.stay (guest_id, held_at DESC, id DESC);
-- Few at any time: whoever wants a room looks here for those that have lapsed and for his own.
CREATE INDEX stay_held ON booking.stay (hotel_id, expires_at) WHERE status = 'HELD';
CREATE INDEX stay_lapsing ON booking.stay (expires_at) WHERE status = 'HELD';

-- How many rooms of a type a stay has in a night, over all its rooms. Kept when the stay has ended.
CREATE TABLE booking.stay_night (
  stay_id      uuid NOT NULL REFERENCES booking.stay (id),
  hotel_id     uuid NOT NULL,
  room_type_id uuid NOT NULL,
  night        date NOT NULL,
  rooms        int  NOT NULL CHECK (rooms > 0),
  PRIMARY KEY (stay_id, room_type_id, night),
  FOREIGN KEY (hotel_id, room_type_id, night) REFERENCES booking.room_night (hotel_id, room_type_id, night)
);
