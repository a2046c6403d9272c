-- What one party of a trip thinks of the other; once, and for ever.
CREATE TABLE dispatch.rating (
  trip_id    uuid        NOT NULL,
  rated_by   text        NOT NULL CHECK (rated_by IN ('RIDER', 'DRIVER')),
  city_id    text        NOT NULL,
  rater_id   uuid        NOT NULL,
  person_id  uuid        NOT NULL,
  stars      int         NOT NULL CHECK (stars BETWEEN 1 AND 5),
  comment    text,
  -- How much it counts: one for each trip its rater had completed, up to a limit.
  weight     int         NOT NULL CHECK (weight > 0),
  concern    text        CHECK (concern IN ('LOW', 'SAFETY')),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (trip_id, rated_by)
);
CREATE INDEX rating_concern ON dispatch.rating (created_at DESC, trip_id DESC) WHERE concern IS NOT NULL;

-- The sums over a person's ratings, moved in the transaction that stores each of them.
CREATE TABLE dispatch.reputation (
  person_id      uuid   NOT NULL,
  party          text   NOT NULL CHECK (party IN ('RIDER', 'DRIVER')),
  ratings        bigint NOT NULL,
  weight         bigint NOT NULL,
  weighted_stars bigint NOT NULL,
  PRIMARY KEY (person_id, party)
);

CREATE INDEX trip_completed_of_rider ON dispatch.trip (rider_id) WHERE status = 'COMPLETED';
