-- The rooms that a hotel has, and whose each is in a night: one stay's at most, by the key.
CREATE TABLE booking.room (
  id           uuid        PRIMARY KEY,
  hotel_id     uuid        NOT NULL REFERENCES booking.hotel (id),
  room_type_id uuid        NOT NULL REFERENCES booking.room_type (id),
  number       text        NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT room_number UNIQUE (hotel_id, number)
);

CREATE TABLE booking.room_assignment (
  hotel_id uuid NOT NULL,
  room_id  uuid NOT NULL REFERENCES booking.room (id),
  night    date NOT NULL,
  stay_id  uuid NOT NULL REFERENCES booking.stay (id),
  CONSTRAINT room_is_one_stays_in_a_night PRIMARY KEY (hotel_id, room_id, night)
);
CREATE INDEX room_assignment_of_stay ON booking.room_assignment (stay_id);
