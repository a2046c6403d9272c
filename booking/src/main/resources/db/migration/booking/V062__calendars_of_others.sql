-- What another calendar says is taken is blocked here. `blocked` counts all blocked rooms, those that other calendars block
-- among them, so whoever asks what is free need not know of it.
ALTER TABLE booking.room_night
  ADD COLUMN imported int NOT NULL DEFAULT 0,
  DROP CONSTRAINT room_night_blocked_check,
  ADD CONSTRAINT room_night_blocked CHECK (blocked BETWEEN 0 AND 11000),
  ADD CONSTRAINT room_night_imported CHECK (imported BETWEEN 0 AND blocked);

CREATE TABLE booking.calendar_feed (
  id             uuid        PRIMARY KEY,
  hotel_id       uuid        NOT NULL,
  room_type_id   uuid        NOT NULL REFERENCES booking.room_type (id),
  name           text        NOT NULL,
  -- null when its host sends it himself
  url            text,
  -- how many rooms are taken in a night that is; null for all
  rooms          int         CHECK (rooms BETWEEN 1 AND 10000),
  version        bigint      NOT NULL DEFAULT 1,
  etag           text,
  -- on the hotel's calendar: each day has one more night to come
  read_on        date,
  -- null when nobody fetches it
  next_fetch_at  timestamptz,
  looked_at      timestamptz,
  taken_at       timestamptz,
  failures       int         NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failure        text,
  failure_detail text,
  failed_at      timestamptz,
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT calendar_feed_fetched CHECK ((url IS NULL) = (next_fetch_at IS NULL)),
  CONSTRAINT calendar_feed_fails CHECK ((failures = 0) = (failure IS NULL))
);
CREATE INDEX calendar_feed_of_type ON booking.calendar_feed (room_type_id, created_at);
CREATE INDEX calendar_feed_due ON booking.calendar_feed (next_fetch_at) WHERE next_fetch_at IS NOT NULL;

-- A night that such a calendar says is taken.
CREATE TABLE booking.night_block (
  hotel_id     uuid NOT NULL,
  room_type_id uuid NOT NULL,
  night        date NOT NULL,
  feed_id      uuid NOT NULL REFERENCES booking.calendar_feed (id),
  wanted       int  NOT NULL CHECK (wanted > 0),
  -- how many it has got
  rooms        int  NOT NULL DEFAULT 0 CHECK (rooms BETWEEN 0 AND wanted),
  -- how many it has not, because guests have them
  missing      int  NOT NULL DEFAULT 0 CHECK (missing BETWEEN 0 AND wanted - rooms),
  PRIMARY KEY (hotel_id, room_type_id, night, feed_id)
);
CREATE INDEX night_block_of_feed ON booking.night_block (feed_id, night);

-- Who knows the secret may read which nights of a type of rooms are closed; the secret itself is not kept.
CREATE TABLE booking.calendar_link (
  hotel_id     uuid        NOT NULL,
  room_type_id uuid        NOT NULL REFERENCES booking.room_type (id),
  token_hash   bytea       NOT NULL CONSTRAINT calendar_link_token UNIQUE,
  renewed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (hotel_id, room_type_id)
);

-- Closed nights as others were told of them last, so that an event keeps its name and its changes are numbered.
CREATE TABLE booking.calendar_event (
  hotel_id     uuid        NOT NULL,
  room_type_id uuid        NOT NULL REFERENCES booking.room_type (id),
  -- the feed whose own nights were left out; zeros for none
  without_feed uuid        NOT NULL,
  first_night  date        NOT NULL,
  until_day    date        NOT NULL,
  sequence     int         NOT NULL DEFAULT 0,
  changed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (hotel_id, room_type_id, without_feed, first_night),
  CHECK (first_night < until_day)
);
