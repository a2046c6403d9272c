-- A hotel, what kinds of rooms it has and under which plans it sells them.
CREATE TABLE booking.hotel (
  id               uuid             PRIMARY KEY,
  host_id          uuid             NOT NULL,
  city_id          text             NOT NULL,
  name             text             NOT NULL,
  description      text             NOT NULL,
  lat              double precision NOT NULL,
  lon              double precision NOT NULL,
  zone             text             NOT NULL,
  currency         text             NOT NULL,
  stars            int              NOT NULL CHECK (stars BETWEEN 0 AND 5),
  -- JSON arrays of words and of URLs
  amenities        text             NOT NULL,
  photos           text             NOT NULL,
  check_in         time             NOT NULL,
  check_out        time             NOT NULL,
  tax_basis_points int              NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
  -- for each adult and night
  city_tax_minor   bigint           NOT NULL CHECK (city_tax_minor >= 0),
  created_at       timestamptz      NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX hotel_of_host ON booking.hotel (host_id, created_at DESC, id DESC);

CREATE TABLE booking.room_type (
  id               uuid        PRIMARY KEY,
  hotel_id         uuid        NOT NULL REFERENCES booking.hotel (id),
  name             text        NOT NULL,
  adults_max       int         NOT NULL CHECK (adults_max > 0),
  children_max     int         NOT NULL CHECK (children_max >= 0),
  guests_max       int         NOT NULL CHECK (guests_max BETWEEN adults_max AND adults_max + children_max),
  -- rises with every change of its nights; whoever changes them has seen the one before
  calendar_version bigint      NOT NULL DEFAULT 1,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX room_type_of_hotel ON booking.room_type (hotel_id);

-- Never changed: a stay that was sold under it keeps its terms.
CREATE TABLE booking.rate_plan (
  id         uuid        PRIMARY KEY,
  hotel_id   uuid        NOT NULL REFERENCES booking.hotel (id),
  name       text        NOT NULL,
  meal_plan  text        NOT NULL CHECK (meal_plan IN (
               'ROOM_ONLY', 'BREAKFAST', 'HALF_BOARD', 'FULL_BOARD', 'ALL_INCLUSIVE')),
  policy     text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rate_plan_of_hotel ON booking.rate_plan (hotel_id);
