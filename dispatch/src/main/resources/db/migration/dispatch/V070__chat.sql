-- What rider and driver of a trip write to each other. A conversation belongs to one driver: who drives the trip after him
-- begins another and never sees this one. Its counter numbers the messages, under the lock of the trip's row.
CREATE TABLE dispatch.chat (
  city_id     text        NOT NULL,
  trip_id     uuid        NOT NULL,
  driver_id   uuid        NOT NULL,
  rider_id    uuid        NOT NULL,
  -- what its events are about
  id          uuid        NOT NULL,
  last_seq    bigint      NOT NULL DEFAULT 0,
  rider_read  bigint      NOT NULL DEFAULT 0 CHECK (rider_read <= last_seq),
  driver_read bigint      NOT NULL DEFAULT 0 CHECK (driver_read <= last_seq),
  last_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT chat_key PRIMARY KEY (trip_id, driver_id)
);
CREATE INDEX chat_of_rider ON dispatch.chat (rider_id, last_at);
CREATE INDEX chat_of_driver ON dispatch.chat (driver_id, last_at);
CREATE INDEX chat_age ON dispatch.chat (last_at);

CREATE TABLE dispatch.chat_message (
  city_id   text        NOT NULL,
  trip_id   uuid        NOT NULL,
  driver_id uuid        NOT NULL,
  seq       bigint      NOT NULL,
  author    text        NOT NULL CHECK (author IN ('RIDER', 'DRIVER')),
  -- made by the phone, so that a message it sends again is the same
  id        uuid        NOT NULL,
  -- as it may be read: what could lead past us is masked
  text      text        NOT NULL,
  concern   text        CHECK (concern IN ('SAFETY')),
  sent_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT chat_message_key PRIMARY KEY (trip_id, driver_id, seq),
  CONSTRAINT chat_message_once UNIQUE (trip_id, driver_id, author, id)
);
CREATE INDEX chat_message_concern ON dispatch.chat_message (sent_at DESC, id DESC) WHERE concern IS NOT NULL;
